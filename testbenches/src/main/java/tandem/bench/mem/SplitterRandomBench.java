package tandem.bench.mem;

import com.google.auto.service.AutoService;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import tandem.cosim.regress.Bench;
import tandem.cosim.regress.BenchRun;
import tandem.cosim.regress.Suite;
import tandem.cosim.splitter.MemorySpec;
import tandem.cosim.splitter.SplitterScenario;
import tandem.cosim.stream.Offer;
import tandem.cosim.stream.PauseSpec;
import tandem.model.record.HostSpan;

/** Random requests, configurations, pauses, memory latencies and failures. */
@AutoService(Bench.class)
public final class SplitterRandomBench extends SplitterBench {
  private static final int SCENARIOS = 40;
  private static final int SPANS = 400;

  @Override
  public String name() {
    return "splitter-random";
  }

  @Override
  public String about() {
    return "random requests, registers, pauses, memory latency, reordering and failures";
  }

  @Override
  public int seeds(Suite suite) {
    return suite == Suite.SMOKE ? 2 : 200;
  }

  @Override
  public void run(BenchRun run) {
    for (int i = 0; i < SCENARIOS; i++) {
      SplitterScenario scenario = fitting(run, scenario(run.random("scenario " + i), i));
      run.attempt(() -> check(run, scenario));
    }
  }

  /** A scenario in which everything is random; every third has failures, every fourth gaps. */
  static SplitterScenario scenario(Random random, int number) {
    List<Offer<HostSpan>> offers = new ArrayList<>();
    long after = 0;
    for (var span : Spans.random(random, SPANS)) {
      after += number % 4 == 0 ? random.nextInt(12) : 0;
      offers.add(new Offer<>(after, span));
    }
    MemorySpec memory =
        new MemorySpec(
            1 + random.nextInt(300),
            random.nextInt(3) == 0 ? random.nextInt(200) : 0,
            number % 3 == 0 ? 20 : 0,
            random.nextLong());
    return SplitterScenario.of("random " + number, Spans.randomSettings(random), List.of())
        .withSpans(offers)
        .withMemory(memory)
        .withInitialSeed(random.nextLong())
        .withPauses(pause(random), pause(random), pause(random), pause(random));
  }

  private static PauseSpec pause(Random random) {
    return switch (random.nextInt(4)) {
      case 0 -> PauseSpec.NEVER;
      case 1 -> new PauseSpec(PauseSpec.Kind.REGULAR, 1 + random.nextInt(3), 0);
      case 2 -> new PauseSpec(PauseSpec.Kind.RANDOM, random.nextInt(90), random.nextLong());
      default -> new PauseSpec(PauseSpec.Kind.BURSTS, 1 + random.nextInt(40), random.nextLong());
    };
  }
}
