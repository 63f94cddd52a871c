package tandem.bench.mem;

import com.google.auto.service.AutoService;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import tandem.cosim.block.Scenario;
import tandem.cosim.mem.AlignmentSplitterBlock;
import tandem.cosim.mem.MemorySpec;
import tandem.cosim.regress.Bench;
import tandem.cosim.regress.BenchRun;
import tandem.cosim.regress.Suite;
import tandem.cosim.stream.Beat;
import tandem.cosim.stream.RunLog;
import tandem.model.record.HostBurst;
import tandem.model.record.HostSpan;
import tandem.model.record.MemoryOp;

/** Back to back: one burst and one single-burst request a cycle, the first burst within five. */
@AutoService(Bench.class)
public final class SplitterThroughputBench extends SplitterBench {
  private static final int REQUESTS = 20_000;
  private static final int MOST_CYCLES_TO_FIRST_BURST = 5;

  public SplitterThroughputBench() {
    super(
        "splitter-back-to-back",
        "one burst a cycle, one single-burst request a cycle, first burst within 5 cycles");
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
      RunLog single = log(run, scenario(name, settings, singles()), memory);
      RunLog several = log(run, scenario(name, settings, longer()), memory);
      requireEveryCycle(
          single.beats("in", HostSpan.class), "a single-burst request every cycle, " + name);
      requireEveryCycle(
          single.beats("out", HostBurst.class),
          "a burst every cycle from single-burst requests, " + name);
      requireEveryCycle(
          several.beats("out", HostBurst.class),
          "a burst every cycle from longer requests, " + name);
      requireFirstBurst(single, name);
    }
  }

  private RunLog log(BenchRun run, Scenario scenario, MemorySpec memory) {
    return check(run, scenario.with(AlignmentSplitterBlock.MEMORY, memory)).log();
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

  private static void requireFirstBurst(RunLog log, String name) {
    long[] accepted = cycles(log.beats("in", HostSpan.class));
    List<Beat<HostBurst>> bursts = log.beats("out", HostBurst.class);
    for (int i = 0; i < bursts.size(); i++) {
      long latency = bursts.get(i).offeredCycle() - accepted[i];
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
