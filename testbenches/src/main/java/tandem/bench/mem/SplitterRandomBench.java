package tandem.bench.mem;

import com.google.auto.service.AutoService;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import tandem.bench.block.RandomBench;
import tandem.cosim.block.Scenario;
import tandem.cosim.mem.AlignmentSplitterBlock;
import tandem.cosim.mem.MemorySpec;
import tandem.cosim.regress.Bench;
import tandem.cosim.regress.Suite;
import tandem.cosim.stream.Offer;
import tandem.cosim.stream.PauseSpec;
import tandem.model.mem.SplitterConfig;
import tandem.model.record.HostSpan;

/** Random requests, configurations, pauses, memory latencies and failures. */
@AutoService(Bench.class)
public final class SplitterRandomBench extends RandomBench<SplitterConfig> {
  private static final int SCENARIOS = 40;
  private static final int SPANS = 400;
  private static final int SMOKE_SEEDS = 2;
  private static final int SEEDS = 200;

  public SplitterRandomBench() {
    super(
        "splitter-random",
        "random requests, registers, pauses, memory latency, reordering and failures",
        new AlignmentSplitterBlock(),
        SCENARIOS,
        SEEDS);
  }

  @Override
  public int seeds(Suite suite) {
    return suite == Suite.SMOKE ? SMOKE_SEEDS : SEEDS;
  }

  @Override
  protected Map<String, Long> hardware(int number, Suite suite) {
    return SplitterBench.WIDTHS;
  }

  @Override
  protected Scenario scenario(Random random, int number, Suite suite, Map<String, Long> hardware) {
    return scenario(random, number, hardware);
  }

  /** A scenario in which everything is random; every third has failures, every fourth gaps. */
  static Scenario scenario(Random random, int number, Map<String, Long> hardware) {
    List<Offer<HostSpan>> offers = new ArrayList<>();
    long after = 0;
    for (var span : Spans.random(random, SPANS)) {
      after += number % 4 == 0 ? random.nextInt(12) : 0;
      offers.add(new Offer<>(after, SplitterBench.narrow(span, hardware)));
    }
    MemorySpec memory =
        new MemorySpec(
            1 + random.nextInt(300),
            random.nextInt(3) == 0 ? random.nextInt(200) : 0,
            number % 3 == 0 ? 20 : 0,
            random.nextLong());
    return SplitterBench.scenario("random " + number, Spans.randomSettings(random), List.of())
        .with(AlignmentSplitterBlock.SPANS, offers)
        .with(AlignmentSplitterBlock.MEMORY, memory)
        .withInitialSeed(random.nextLong())
        .withPause("in", pause(random))
        .withPause("out", pause(random))
        .withPause("response", pause(random))
        .withPause("done", pause(random));
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
