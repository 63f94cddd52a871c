package tandem.model.mem;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tandem.model.mem.SplitRequest.Verdict;
import tandem.model.record.HostBurst;
import tandem.model.record.HostSpan;
import tandem.model.record.MemoryOp;

/** Requests that are lengthened and requests that have no burst. */
class AlignmentSplitterEdgeTest {
  private static final SplitterConfig ALWAYS = SplitterConfig.DEFAULTS;

  @Test
  void AL_34_shouldPadAnOwnedTailToTheLineEnd() {
    HostSpan span = Spans.padded(MemoryOp.WRITE, 0x1000, 40, 24);
    HostBurst burst = Spans.split(ALWAYS, span).bursts().get(0);
    assertEquals(64, burst.bytes());
    assertEquals(24, burst.padBytes());
    assertEquals(0, Spans.count(ALWAYS, span).accesses().partialLineWrites());
  }

  @ParameterizedTest(name = "{0} 0x1000+{1}, {2} owned behind, {3}")
  @CsvSource({
    "WRITE, 40, 23, ALWAYS",
    "WRITE, 40, 0, ALWAYS",
    "WRITE, 64, 255, ALWAYS",
    "READ, 40, 255, ALWAYS",
    "WRITE, 40, 255, OFF"
  })
  void AL_34_shouldNotPadWhereItMayNot(MemoryOp op, int bytes, int padBytes, SplitPolicy policy) {
    SplitRequest request =
        Spans.split(ALWAYS.with(policy), Spans.padded(op, 0x1000, bytes, padBytes));
    assertEquals(List.of(bytes), Spans.sizes(request));
    assertEquals(0, request.bursts().get(0).padBytes());
  }

  @Test
  void AL_34_shouldNeverPadTheHead() {
    SplitRequest request = Spans.split(ALWAYS, Spans.padded(MemoryOp.WRITE, 0x1010, 16, 255));
    assertEquals(0x1010, request.bursts().get(0).address());
    assertEquals(List.of(48), Spans.sizes(request));
  }

  @Test
  void AL_34_shouldSayHowMuchOfThePaddingLiesInEachBurst() {
    // The plan OFF chosen by COST cuts inside the padding: 0x1030 + 64 + 64, owned up to 0x10C0.
    SplitterConfig config = Spans.maxBytes(ALWAYS, 64).with(SplitPolicy.COST).with("costLine", 0);
    SplitRequest request = Spans.split(config, Spans.padded(MemoryOp.WRITE, 0x1030, 100, 255));
    assertEquals(Spans.sizes("64, 64, 16"), Spans.sizes(request));
    assertEquals(List.of(0, 28, 16), request.bursts().stream().map(HostBurst::padBytes).toList());
  }

  @Test
  void AL_34_shouldPadAlsoBeyondTheLengthField() {
    SplitterConfig config = ALWAYS.with("lengthBits", 8);
    SplitRequest request = Spans.split(config, Spans.padded(MemoryOp.WRITE, 0x1000, 255, 255));
    assertEquals(List.of(256), Spans.sizes(request));
    assertEquals(1, request.bursts().get(0).padBytes());
  }

  @Test
  void AL_34_shouldPadTheLongestRequest() {
    AlignmentSplitter splitter = new AlignmentSplitter(ALWAYS);
    HostSpan span = Spans.padded(MemoryOp.WRITE, 0x1000, 0xFFFF_FFFFL, 1);
    assertEquals(1L << 32, splitter.movedBytes(span));
    assertEquals(1L << 24, splitter.burstCount(span));
  }

  @Test
  void AL_36_shouldEndAnEmptyRequestWithoutABurst() {
    SplitRequest request = Spans.split(ALWAYS, Spans.write(-1L, 0));
    assertEquals(Verdict.EMPTY, request.verdict());
    assertEquals(List.of(), request.bursts());
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 1, 5000})
  void AL_36_shouldRejectWhatIsNotPermitted(long bytes) {
    HostSpan span = new HostSpan(MemoryOp.WRITE, 0x1000, bytes, 64, false, 0, 0);
    SplitRequest request = Spans.split(ALWAYS, span);
    assertEquals(Verdict.REJECT, request.verdict());
    assertEquals(List.of(), request.bursts());
  }

  @ParameterizedTest(name = "addressBits={0}, {1} bytes below the top, {2} long: {3}")
  @CsvSource({
    "64, 100, 100, ISSUE",
    "64, 100, 101, REJECT",
    "64, 1, 1, ISSUE",
    "64, 1, 2, REJECT",
    "64, 1, 4294967295, REJECT",
    "48, 100, 100, ISSUE",
    "48, 100, 101, REJECT",
    "48, 100, 4294967295, REJECT",
    "63, 1, 1, ISSUE",
    "63, 1, 2, REJECT"
  })
  void AL_36_shouldRejectWhatEndsBeyondTheAddressSpace(
      int addressBits, long belowTop, long bytes, Verdict verdict) {
    long address = (addressBits == 64 ? 0 : 1L << addressBits) - belowTop;
    SplitterConfig config = ALWAYS.with("addressBits", addressBits);
    SplitRequest request = Spans.split(config, Spans.padded(MemoryOp.WRITE, address, bytes, 255));
    assertEquals(verdict, request.verdict());
    assertEquals(
        verdict == Verdict.ISSUE ? bytes : 0,
        request.bursts().stream().mapToLong(burst -> burst.bytes() - burst.padBytes()).sum());
  }
}
