package tandem.bench.mem;

import com.google.auto.service.AutoService;
import java.util.List;
import java.util.Map;
import java.util.Random;
import tandem.bench.block.RandomBench;
import tandem.cosim.block.Scenario;
import tandem.cosim.mem.ReadMemorySpec;
import tandem.cosim.mem.ReadReassemblyBlock;
import tandem.cosim.regress.Bench;
import tandem.cosim.regress.Suite;
import tandem.cosim.stream.Mode;
import tandem.cosim.stream.PauseSpec;
import tandem.model.mem.SplitterConfig;
import tandem.model.record.HostSpan;

/** Random reads, cuts, pauses, buffer sizes, and orders in which memory returns the data. */
@AutoService(Bench.class)
public final class ReassemblyRandomBench extends RandomBench<SplitterConfig> {
  private static final int SCENARIOS = 12;
  private static final int SEEDS = 100;
  private static final int SPANS = 250;
  private static final long[] BEATS = {8, 64, 256};

  /** Bursts that fit into the smallest buffer even when they begin inside a beat. */
  private static final long SHORT_BURST_BYTES = 256;

  public ReassemblyRandomBench() {
    super(
        "reassembly-random",
        "random reads, buffer sizes, pauses, and order of the data between bursts",
        new ReadReassemblyBlock(),
        SCENARIOS,
        SEEDS);
  }

  /** A scenario in which everything is random but the buffer, which takes turns. */
  @Override
  protected Scenario scenario(Random random, int number, Suite suite, Map<String, Long> hardware) {
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
    return ReadReassemblyBlock.scenario("random " + number, settings, cutting, spans, memory)
        .withMode(random.nextInt(6) == 0 ? Mode.CYCLE : Mode.STREAM)
        .withInitialSeed(random.nextLong())
        .withPause("burst", pause(random))
        .withPause("completion", pause(random))
        .withPause("out", pause(random));
  }

  private static PauseSpec pause(Random random) {
    return switch (random.nextInt(3)) {
      case 0 -> PauseSpec.NEVER;
      case 1 -> new PauseSpec(PauseSpec.Kind.RANDOM, random.nextInt(90), random.nextLong());
      default -> new PauseSpec(PauseSpec.Kind.BURSTS, 1 + random.nextInt(40), random.nextLong());
    };
  }
}
