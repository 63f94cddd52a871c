package tandem.bench.regress;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;
import tandem.cosim.check.Mismatch;
import tandem.cosim.check.RecordFields;
import tandem.cosim.stream.RecordTexts;
import tandem.model.record.ByteString;
import tandem.model.record.ContextBeat;
import tandem.model.record.WorkRequest;
import tandem.model.record.WorkStatus;
import tandem.model.rx.Parser;
import tandem.model.rx.ReceiveConfig;
import tandem.model.workload.Frames;

class RecordTextsTest {
  @Test
  void shouldMakeTheRecordThatAMismatchShows() {
    for (Record record :
        List.of(
            new WorkRequest(
                255,
                0xFF_FFFF,
                7,
                0xFFFF_FFFFL,
                true,
                false,
                -1L,
                0,
                5,
                false,
                true,
                4095,
                true,
                WorkStatus.FLUSHED,
                1),
            new ContextBeat(1, 3, true, ByteString.owning(new byte[ContextBeat.BYTES])),
            new Parser(ReceiveConfig.DEFAULTS)
                .parse(Frames.tcp().payload(9).bytes(), 3, 1L << 40))) {
      List<Mismatch.Field> fields = RecordFields.of(record, null);
      List<String> texts = fields.stream().map(Mismatch.Field::expected).toList();
      assertEquals(record, RecordTexts.parse(record.getClass(), texts));
      assertEquals(
          fields.stream().map(Mismatch.Field::name).toList(), RecordTexts.names(record.getClass()));
    }
  }

  @Test
  void shouldRefuseATextThatIsNone() {
    List<String> texts = List.of("1", "3", "true", "0g");
    assertThrows(IllegalArgumentException.class, () -> RecordTexts.parse(ContextBeat.class, texts));
  }
}
