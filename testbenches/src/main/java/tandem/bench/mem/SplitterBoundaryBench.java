package tandem.bench.mem;

import com.google.auto.service.AutoService;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import tandem.cosim.block.Scenario;
import tandem.cosim.regress.Bench;
import tandem.cosim.regress.BenchRun;
import tandem.cosim.regress.Suite;
import tandem.cosim.stream.PauseSpec;
import tandem.model.record.HostSpan;
import tandem.model.record.MemoryOp;

/** Every start offset against lengths around every boundary, under every kind of pause. */
@AutoService(Bench.class)
public final class SplitterBoundaryBench extends SplitterBench {
  private static final int LINE_BYTES = 64;
  private static final int PAGE_BYTES = 4096;
  private static final int LONGEST_BYTES = 65_535;
  private static final long BASE = 0x1_2345_6000L;

  public SplitterBoundaryBench() {
    super(
        "splitter-boundaries", "all start offsets x lengths around line, burst and page x pauses");
  }

  @Override
  public int seeds(Suite suite) {
    return 1;
  }

  @Override
  public void run(BenchRun run) {
    PauseSpec[] pauses = {
      PauseSpec.NEVER,
      new PauseSpec(PauseSpec.Kind.REGULAR, 3, 0),
      new PauseSpec(PauseSpec.Kind.BURSTS, 20, run.seed()),
      new PauseSpec(PauseSpec.Kind.RANDOM, 50, run.seed())
    };
    for (PauseSpec in : pauses) {
      for (PauseSpec out : pauses) {
        // The full product is for the nightly run; the diagonal shows each pattern on each side.
        if (run.suite() == Suite.SMOKE && in != out) {
          continue;
        }
        for (int policy = 0; policy <= 3; policy++) {
          Scenario scenario =
              scenario(
                      String.format(
                          Locale.ROOT,
                          "boundaries in=%s out=%s policy=%d",
                          in.kind(),
                          out.kind(),
                          policy),
                      Map.of("policy", (long) policy),
                      spans(run.suite()))
                  .withPause("in", in)
                  .withPause("out", out)
                  .withPause("done", out);
          run.attempt(() -> check(run, fitting(run, scenario)));
        }
      }
    }
  }

  private static List<HostSpan> spans(Suite suite) {
    List<HostSpan> spans = new ArrayList<>();
    for (MemoryOp op : MemoryOp.values()) {
      int burst = op == MemoryOp.WRITE ? 256 : 512;
      for (int offset : offsets(suite)) {
        for (int bytes : lengths(burst)) {
          spans.add(Spans.of(op, BASE + offset, bytes, spans.size()));
        }
      }
      for (int offset : new int[] {0, 1, LINE_BYTES - 1, PAGE_BYTES - 1}) {
        spans.add(Spans.of(op, BASE + offset, LONGEST_BYTES, spans.size()));
      }
    }
    return spans;
  }

  /** Every offset in a line, and, in full, every offset in the burst before the page's end. */
  private static TreeSet<Integer> offsets(Suite suite) {
    TreeSet<Integer> offsets = new TreeSet<>();
    int step = suite == Suite.SMOKE ? 3 : 1;
    for (int i = 0; i < LINE_BYTES; i += step) {
      offsets.add(i);
      offsets.add(PAGE_BYTES - 1 - i);
    }
    offsets.add(LINE_BYTES - 1);
    for (int i = 0; suite == Suite.FULL && i < PAGE_BYTES; i += 17) {
      offsets.add(i);
    }
    return offsets;
  }

  private static TreeSet<Integer> lengths(int burst) {
    TreeSet<Integer> lengths = new TreeSet<>(List.of(0, 1, 2));
    for (int boundary : new int[] {LINE_BYTES, burst, PAGE_BYTES}) {
      for (int delta = -1; delta <= 1; delta++) {
        lengths.add(boundary + delta);
      }
    }
    return lengths;
  }
}
