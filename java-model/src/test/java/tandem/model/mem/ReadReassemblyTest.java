package tandem.model.mem;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tandem.model.record.HostBurst;
import tandem.model.record.ReadCompletion;

class ReadReassemblyTest {
  @ParameterizedTest
  @ValueSource(ints = {64, 128})
  void AL_32_shouldDeliverInOrderWhateverTheOrderOfSegments(int boundaryBytes) {
    Random random = new Random(boundaryBytes);
    for (int round = 0; round < 200; round++) {
      byte[] payload = new byte[1 + random.nextInt(5000)];
      random.nextBytes(payload);
      SplitRequest request =
          Spans.split(SplitterConfig.DEFAULTS, Spans.read(random.nextInt(9000), payload.length));
      ReadReassembly reassembly = new ReadReassembly(request, boundaryBytes);
      ByteArrayOutputStream delivered = new ByteArrayOutputStream();
      for (ReadCompletion completion : interleaved(request, payload, boundaryBytes, random)) {
        assertFalse(reassembly.complete());
        reassembly.arrive(completion);
        byte[] more = reassembly.take();
        byte[] expected =
            Arrays.copyOfRange(payload, delivered.size(), delivered.size() + more.length);
        assertArrayEquals(expected, more);
        delivered.writeBytes(more);
      }
      assertEquals(payload.length, delivered.size());
      assertTrue(reassembly.complete());
    }
  }

  @Test
  void AL_32_shouldHoldBackWhatIsBehindAGap() {
    byte[] payload = new byte[600];
    SplitRequest request = Spans.split(SplitterConfig.DEFAULTS, Spans.read(0x20, 600));
    ReadReassembly reassembly = new ReadReassembly(request, 64);
    for (ReadCompletion late : ReadReassembly.cut(request.bursts().get(1), payload, 64)) {
      reassembly.arrive(late);
      assertEquals(0, reassembly.take().length);
    }
    reassembly.arrive(ReadReassembly.cut(request.bursts().get(0), payload, 64).get(0));
    assertEquals(32 + 512, reassembly.take().length);
  }

  @Test
  void AL_33_shouldCutOnMultiplesOfTheLineInsideAlignedSegments() {
    SplitRequest request = Spans.split(SplitterConfig.DEFAULTS, Spans.read(0x20, 3000));
    for (HostBurst burst : request.bursts()) {
      for (ReadCompletion completion : ReadReassembly.cut(burst, new byte[3000], 64)) {
        assertEquals(0, (completion.offset() - burst.offset()) % 64);
      }
    }
  }

  @Test
  void AL_33_shouldAcceptCompletionsOfSeveralBoundaries() {
    SplitRequest request = Spans.split(SplitterConfig.DEFAULTS, Spans.read(0, 512));
    ReadReassembly reassembly = new ReadReassembly(request, 64);
    reassembly.arrive(ReadCompletion.of(0, 0, new byte[192]));
    reassembly.arrive(ReadCompletion.of(0, 192, new byte[320]));
    assertEquals(512, reassembly.take().length);
  }

  @Test
  void AL_33_shouldRefuseIllegalCompletions() {
    SplitRequest request = Spans.split(SplitterConfig.DEFAULTS, Spans.read(0x20, 600));
    ReadReassembly reassembly = new ReadReassembly(request, 64);
    refuse(reassembly, ReadCompletion.of(1, 0, new byte[32]));
    refuse(reassembly, ReadCompletion.of(0, 0, new byte[0]));
    refuse(reassembly, ReadCompletion.of(0, 0, new byte[31]));
    refuse(reassembly, ReadCompletion.of(0, 0, new byte[96]));
    refuse(reassembly, ReadCompletion.of(0, 32, new byte[32]));
    refuse(reassembly, ReadCompletion.of(0, 96, new byte[64]));
    refuse(reassembly, ReadCompletion.of(0, 600, new byte[1]));
    reassembly.arrive(ReadCompletion.of(0, 0, new byte[32]));
    refuse(reassembly, ReadCompletion.of(0, 0, new byte[32]));
  }

  private static void refuse(ReadReassembly reassembly, ReadCompletion completion) {
    assertThrows(IllegalArgumentException.class, () -> reassembly.arrive(completion));
  }

  /** Any order between segments, address order inside one. */
  private static List<ReadCompletion> interleaved(
      SplitRequest request, byte[] payload, int boundaryBytes, Random random) {
    List<Deque<ReadCompletion>> perBurst = new ArrayList<>();
    for (HostBurst burst : request.bursts()) {
      perBurst.add(new ArrayDeque<>(ReadReassembly.cut(burst, payload, boundaryBytes)));
    }
    List<ReadCompletion> order = new ArrayList<>();
    while (!perBurst.isEmpty()) {
      int index = random.nextInt(perBurst.size());
      order.add(perBurst.get(index).removeFirst());
      if (perBurst.get(index).isEmpty()) {
        perBurst.remove(index);
      }
    }
    return order;
  }
}
