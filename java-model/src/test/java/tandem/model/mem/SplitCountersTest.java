package tandem.model.mem;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import tandem.model.record.HostSpan;
import tandem.model.record.MemoryOp;
import tandem.model.record.SpanDone;
import tandem.model.record.SpanStatus;

class SplitCountersTest {
  private final SplitCounters counters = new SplitCounters(SplitterConfig.DEFAULTS);
  private final AlignmentSplitter splitter = new AlignmentSplitter(SplitterConfig.DEFAULTS);

  @Test
  void AL_21_shouldCountByTheNamesOfTheRegisters() {
    issue(Spans.write(0x20, 1500), Integer.MAX_VALUE);
    issue(Spans.read(0x20, 100), Integer.MAX_VALUE);
    issue(Spans.write(0, 0), Integer.MAX_VALUE);
    issue(new HostSpan(MemoryOp.WRITE, 0, 5, 0, false, 0, 0), Integer.MAX_VALUE);
    counters.done(new SpanDone(MemoryOp.WRITE, 0, 0, 0, SpanStatus.FAILED));
    counters.done(new SpanDone(MemoryOp.WRITE, 0, 0, 1, SpanStatus.OK));
    counters.done(new SpanDone(MemoryOp.WRITE, 0, 0, 2, SpanStatus.REJECTED));
    // The write: 7 bursts, 22 full lines, 2 merges; the read: 2 bursts, 3 lines.
    assertEquals(
        "{requests=4, emptyRequests=1, rejectedRequests=1, failedRequests=1, readTransactions=2,"
            + " writeTransactions=7, fullLineWrites=22, partialLineWrites=2, lineReads=5,"
            + " payloadBytes=1600, memoryBytes=1856, busBytes=1816}",
        counters.toMap().toString());
  }

  @Test
  void AL_21_shouldUseTheLineOfTheDirectionForMemoryBytes() {
    SplitterConfig config =
        SplitterConfig.DEFAULTS.with("readLineBytes", 256).with("writeLineBytes", 32);
    assertEquals(512, Spans.count(config, Spans.read(0xFF, 2)).memoryBytes());
    assertEquals(128, Spans.count(config, Spans.write(0xFF, 2)).memoryBytes());
  }

  @Test
  void AL_34_shouldCountPaddingAsPayload() {
    HostSpan span = Spans.padded(MemoryOp.WRITE, 0, 40, 24);
    assertEquals(64L, Spans.count(SplitterConfig.DEFAULTS, span).toMap().get("payloadBytes"));
  }

  @Test
  void AL_36_shouldNotCountCancelledBursts() {
    issue(Spans.write(0x20, 1500), 2);
    assertEquals(2, counters.transactions());
    assertEquals(288L, counters.toMap().get("payloadBytes"));
  }

  private void issue(HostSpan span, int issuedBursts) {
    SplitRequest request = splitter.accept(span);
    counters.accepted(request);
    request.bursts().stream().limit(issuedBursts).forEach(counters::issued);
  }
}
