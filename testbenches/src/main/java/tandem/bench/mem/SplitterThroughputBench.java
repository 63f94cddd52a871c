package tandem.bench.mem;

import com.google.auto.service.AutoService;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import tandem.cosim.regress.Bench;
import tandem.cosim.regress.BenchRun;
import tandem.cosim.regress.Suite;
import tandem.cosim.splitter.MemorySpec;
import tandem.cosim.splitter.SplitterLog;
import tandem.cosim.splitter.SplitterScenario;
import tandem.cosim.stream.Beat;
import tandem.model.record.HostBurst;
import tandem.model.record.HostSpan;
import tandem.model.record.MemoryOp;

/** Back to back: one burst and one single-burst request a cycle, the first burst within two. */
@AutoService(Bench.class)
public final class SplitterThroughputBench extends SplitterBench {
  private static final int REQUESTS = 20_000;
  private static final int MOST_CYCLES_TO_FIRST_BURST = 2;

  @Override
  public String name() {
    return "splitter-back-to-back";
  }

  @Override
  public String about() {
    return "one burst a cycle, one single-burst request a cycle, first burst within 2 cycles";
  }

  @Override
  public int seeds(Suite suite) {
    return 1;
  }

  @Override
  public void run(BenchRun run) {
    // Answers come before slots run out: this measures the splitter, not the memory.
    MemorySpec memory = new MemorySpec(200, 0, 0, 0);
    for (int policy = 0; policy <= 3; policy++) {
      Map<String, Long> settings = Map.of("policy", (long) policy);
      String name = "policy=" + policy;
      SplitterLog single =
          log(check(run, SplitterScenario.of(name, settings, singles()).withMemory(memory)));
      SplitterLog several =
          log(check(run, SplitterScenario.of(name, settings, longer()).withMemory(memory)));
      requireGapless(single.in(), "a single-burst request every cycle, " + name);
      requireGapless(single.out(), "a burst every cycle from single-burst requests, " + name);
      requireGapless(several.out(), "a burst every cycle from longer requests, " + name);
      requireFirstBurst(single, name);
    }
  }

  private static List<HostSpan> singles() {
    List<HostSpan> spans = new ArrayList<>();
    for (int i = 0; i < REQUESTS; i++) {
      MemoryOp op = i % 3 == 0 ? MemoryOp.READ : MemoryOp.WRITE;
      spans.add(Spans.of(op, 64L * i, 1 + i % 64, i));
    }
    return spans;
  }

  private static List<HostSpan> longer() {
    List<HostSpan> spans = new ArrayList<>();
    for (int i = 0; i < REQUESTS / 8; i++) {
      MemoryOp op = i % 2 == 0 ? MemoryOp.READ : MemoryOp.WRITE;
      spans.add(Spans.of(op, 1500L * i + 32, 1500, i));
    }
    return spans;
  }

  private static void requireGapless(List<? extends Beat<?>> beats, String what) {
    long first = beats.get(0).cycle();
    for (int i = 0; i < beats.size(); i++) {
      long gap = beats.get(i).cycle() - first - i;
      require(
          gap == 0, String.format(Locale.ROOT, "%s: beat=%d is late by cycles=%d", what, i, gap));
    }
  }

  private static void requireFirstBurst(SplitterLog log, String name) {
    for (int i = 0; i < log.out().size(); i++) {
      Beat<HostBurst> burst = log.out().get(i);
      long latency = burst.offeredCycle() - log.in().get(i).cycle();
      require(
          latency <= MOST_CYCLES_TO_FIRST_BURST,
          String.format(
              Locale.ROOT,
              "first burst within %d cycles, %s: request=%d cycles=%d",
              MOST_CYCLES_TO_FIRST_BURST,
              name,
              i,
              latency));
    }
  }
}
