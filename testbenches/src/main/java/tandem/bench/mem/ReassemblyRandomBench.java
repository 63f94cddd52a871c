package tandem.bench.mem;

import java.util.List;
import java.util.Map;
import java.util.Random;
import tandem.cosim.reassembly.ReadMemorySpec;
import tandem.cosim.reassembly.ReassemblyHarness;
import tandem.cosim.reassembly.ReassemblyScenario;
import tandem.cosim.regress.Bench;
import tandem.cosim.regress.BenchRun;
import tandem.cosim.regress.Suite;
import tandem.cosim.stream.Mode;
import tandem.cosim.stream.PauseSpec;
import tandem.cosim.stream.TraceWindow;
import tandem.model.record.HostSpan;

/** Random reads, cuts, pauses, buffer sizes, and orders in which memory returns the data. */
public final class ReassemblyRandomBench implements Bench {
  private static final int SCENARIOS = 12;
  private static final int SPANS = 250;
  private static final long[] BEATS = {8, 64, 256};

  /** Bursts that fit into the smallest buffer even when they begin inside a beat. */
  private static final long SHORT_BURST_BYTES = 256;

  private final ReassemblyHarness harness = new ReassemblyHarness();

  @Override
  public String name() {
    return "reassembly-random";
  }

  @Override
  public String block() {
    return ReassemblyHarness.BLOCK;
  }

  @Override
  public String about() {
    return "random reads, buffer sizes, pauses, and order of the data between bursts";
  }

  @Override
  public int seeds(Suite suite) {
    return suite == Suite.SMOKE ? 1 : 100;
  }

  @Override
  public void run(BenchRun run) {
    for (int i = 0; i < SCENARIOS; i++) {
      ReassemblyScenario scenario = scenario(run.random("scenario " + i), i);
      run.judge(
          ReassemblyHarness.BLOCK,
          scenario,
          harness.run(scenario, run.rtl(), TraceWindow.none()).verdict());
    }
  }

  /** A scenario in which everything is random but the buffer, which takes turns. */
  static ReassemblyScenario scenario(Random random, int number) {
    long beats = BEATS[number % BEATS.length];
    List<HostSpan> spans = Spans.random(random, SPANS);
    long burst = beats == BEATS[0] ? SHORT_BURST_BYTES : 256L << random.nextInt(4);
    // As few slots as the buffer allows, so that they are used again and again.
    Map<String, Long> settings = Map.of("reassemblyBeats", beats, "requestSlots", beats);
    Map<String, Long> cutting =
        Map.of(
            "readLineBytes",
            64L * random.nextInt(3),
            "maxReadRequestBytes",
            burst,
            "policy",
            (long) random.nextInt(4));
    ReadMemorySpec memory =
        new ReadMemorySpec(
            1 + random.nextInt(random.nextBoolean() ? 3 : 200),
            random.nextInt(3) == 0 ? 0 : random.nextInt(300),
            random.nextInt(4),
            32 << random.nextInt(2),
            random.nextLong());
    return ReassemblyScenario.of("random " + number, settings, cutting, spans, memory)
        .withModeAndSeed(random.nextInt(6) == 0 ? Mode.CYCLE : Mode.STREAM, random.nextLong())
        .withPauses(pause(random), pause(random), pause(random));
  }

  private static PauseSpec pause(Random random) {
    return switch (random.nextInt(3)) {
      case 0 -> PauseSpec.NEVER;
      case 1 -> new PauseSpec(PauseSpec.Kind.RANDOM, random.nextInt(90), random.nextLong());
      default -> new PauseSpec(PauseSpec.Kind.BURSTS, 1 + random.nextInt(40), random.nextLong());
    };
  }
}
