package tandem.bench.mem;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import tandem.cosim.reassembly.PayloadBeat;
import tandem.cosim.reassembly.ReadMemorySpec;
import tandem.cosim.reassembly.ReadPiece;
import tandem.cosim.reassembly.ReassemblyHarness;
import tandem.cosim.reassembly.ReassemblyLog;
import tandem.cosim.reassembly.ReassemblyScenario;
import tandem.cosim.regress.Bench;
import tandem.cosim.regress.BenchFailure;
import tandem.cosim.regress.BenchRun;
import tandem.cosim.regress.Suite;
import tandem.cosim.stream.Beat;
import tandem.cosim.stream.TraceWindow;
import tandem.model.record.HostSpan;
import tandem.model.record.MemoryOp;

/**
 * Back to back: a piece and a beat a cycle, a beat two cycles after the piece that completes it.
 */
public final class ReassemblyThroughputBench implements Bench {
  private static final int REQUESTS = 500;
  private static final int REQUEST_BYTES = 4096;
  private static final int LATENCY_CYCLES = 2;

  private final ReassemblyHarness harness = new ReassemblyHarness();

  @Override
  public String name() {
    return "reassembly-back-to-back";
  }

  @Override
  public String block() {
    return ReassemblyHarness.BLOCK;
  }

  @Override
  public String about() {
    return "a piece and a beat a cycle, a beat 2 cycles after its last piece";
  }

  @Override
  public int seeds(Suite suite) {
    return 1;
  }

  @Override
  public void run(BenchRun run) {
    ReassemblyLog aligned = check(run, 0);
    requireGapless(aligned.completion(), "aligned pieces");
    requireGapless(aligned.out(), "beats of aligned pieces");
    for (int i = 0; i < aligned.out().size(); i++) {
      Beat<PayloadBeat> beat = aligned.out().get(i);
      Beat<ReadPiece> piece = aligned.completion().get(i);
      long cycles = beat.offeredCycle() - piece.cycle();
      require(
          cycles == LATENCY_CYCLES,
          String.format(Locale.ROOT, "beat=%d comes after cycles=%d", i, cycles));
    }
    for (int into = 1; into < 64; into += 31) {
      requireGapless(check(run, into).completion(), "pieces over two beats each, start=" + into);
    }
  }

  private ReassemblyLog check(BenchRun run, int intoLine) {
    List<HostSpan> spans = new ArrayList<>();
    for (int i = 0; i < REQUESTS; i++) {
      spans.add(Spans.of(MemoryOp.READ, 8192L * i + intoLine, REQUEST_BYTES, i));
    }
    ReassemblyScenario scenario =
        ReassemblyScenario.of(
            "start=" + intoLine,
            Map.of("reassemblyBeats", 256L),
            Map.of(),
            spans,
            ReadMemorySpec.IN_ORDER);
    ReassemblyHarness.Result result = harness.run(scenario, run.rtl(), TraceWindow.none());
    run.judge(ReassemblyHarness.BLOCK, scenario, result.verdict());
    return result.log().orElseThrow();
  }

  private static void requireGapless(List<? extends Beat<?>> beats, String what) {
    long first = beats.get(0).cycle();
    for (int i = 0; i < beats.size(); i++) {
      long gap = beats.get(i).cycle() - first - i;
      require(
          gap == 0,
          String.format(
              Locale.ROOT, "%s: one a cycle, number=%d is late by cycles=%d", what, i, gap));
    }
  }

  private static void require(boolean holds, String message) {
    if (!holds) {
      throw new BenchFailure(message);
    }
  }
}
