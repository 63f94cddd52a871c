package tandem.model.rx;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import tandem.model.record.ParsedSegment;
import tandem.model.record.PayloadBeat;
import tandem.model.record.SegmentPlace;
import tandem.model.workload.Frames;

class PayloadBeatsTest {
  @Test
  void tt45ShouldSendThePayloadInTheLanesInWhichItCame() {
    for (int bytes : new int[] {0, 1, 9, 10, 11, 74, 75, 1448}) {
      byte[] frame = Frames.nth(0, bytes).bytes();
      ParsedSegment segment = new Parser(ReceiveConfig.DEFAULTS).parse(frame, 0, 0);
      List<PayloadBeat> beats =
          PayloadBeats.of(frame, segment, SegmentPlace.frame(0, 5, 1000, bytes));
      ByteArrayOutputStream sent = new ByteArrayOutputStream();
      for (PayloadBeat beat : beats) {
        assertEquals(1000 + sent.size(), beat.sequence());
        assertEquals((54 + sent.size()) % 64, beat.lane());
        sent.writeBytes(beat.data().toArray());
        assertEquals(sent.size() == bytes, beat.last());
      }
      assertArrayEquals(Arrays.copyOfRange(frame, 54, 54 + bytes), sent.toByteArray());
    }
  }

  @Test
  void shouldSendAllBytesOfAPassingFrame() {
    byte[] frame = Frames.nth(0, 100).bytes();
    ParsedSegment segment = new Parser(ReceiveConfig.DEFAULTS).parse(frame, 0, 0);
    List<PayloadBeat> beats =
        PayloadBeats.of(frame, segment, SegmentPlace.frame(0, 5, 0, frame.length));
    assertEquals(3, beats.size());
    assertEquals(0, beats.get(0).lane());
    assertEquals(64, beats.get(1).sequence());
    assertEquals(26, beats.get(2).bytes());
  }
}
