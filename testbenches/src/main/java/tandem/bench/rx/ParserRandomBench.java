package tandem.bench.rx;

import com.google.auto.service.AutoService;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import tandem.bench.block.BlockBench;
import tandem.bench.block.Example;
import tandem.cosim.block.Scenario;
import tandem.cosim.regress.Bench;
import tandem.cosim.regress.BenchRun;
import tandem.cosim.regress.Suite;
import tandem.cosim.rx.ParserBlock;
import tandem.cosim.rx.ReceiveStage;
import tandem.cosim.rx.WireFrame;
import tandem.cosim.stream.Mode;
import tandem.cosim.stream.PauseSpec;
import tandem.cosim.stream.RunLog;
import tandem.model.record.FrameBeat;
import tandem.model.record.SegmentKind;
import tandem.model.rx.Parser;
import tandem.model.rx.ReceiveConfig;
import tandem.model.workload.FrameFuzz;

/** The parser alone, with every frame there may and may not be. */
@AutoService(Bench.class)
public final class ParserRandomBench extends BlockBench<ReceiveConfig>
    implements Example<ReceiveConfig> {
  private static final int SMOKE_FRAMES = 1500;
  private static final int FULL_FRAMES = 20_000;
  private static final int FULL_SEEDS = 10;
  private static final int EXAMPLE_FRAMES = 300;

  /** Inputs of the model's parser alone, per seed of the full suite. */
  private static final int MODEL_INPUTS = 1_000_000;

  public ParserRandomBench() {
    super(
        "parser-random",
        "the parser alone: cut at every byte, lying lengths, endless chains, random bytes,"
            + " traffic",
        new ParserBlock());
  }

  @Override
  public int seeds(Suite suite) {
    return suite == Suite.SMOKE ? 1 : FULL_SEEDS;
  }

  @Override
  public void run(BenchRun run) {
    int count = run.suite() == Suite.SMOKE ? SMOKE_FRAMES : FULL_FRAMES;
    requireBeatEveryCycle(check(run, scenario("cut at every byte", cut())).log());
    requireBeatEveryCycle(check(run, scenario("fuzz", fuzz(run.random("fuzz"), count))).log());
    Random random = run.random("traffic");
    for (int i = 0; i < 4; i++) {
      List<WireFrame> frames = new TrafficMix(random, 50, i, 300, 0).add(count / 4).frames();
      check(
          run,
          scenario("traffic " + i, frames)
              .withMode(i == 3 ? Mode.CYCLE : Mode.STREAM)
              .withInitialSeed(random.nextLong())
              .withPause("in", PauseSpec.any(random))
              .withPause("out", PauseSpec.any(random)));
    }
    if (run.suite() == Suite.FULL) {
      run.note(
          String.format(
              Locale.ROOT,
              "parser-random seed=%d: inputs of the model alone=%d, of them TCP=%d",
              run.seed(),
              MODEL_INPUTS,
              parse(run.random("model"), MODEL_INPUTS)));
    }
  }

  @Override
  public Scenario example(Random random) {
    return scenario("traffic", new TrafficMix(random, 5, 0, 0, 0).add(EXAMPLE_FRAMES).frames());
  }

  /** Every frame of the corpus, cut off at every byte. */
  static List<WireFrame> cut() {
    List<WireFrame> frames = new ArrayList<>();
    for (byte[] frame : FrameFuzz.corpus()) {
      for (int length = 1; length <= Math.min(frame.length, 260); length++) {
        frames.add(WireFrame.of(Arrays.copyOf(frame, length), frames.size()));
      }
    }
    return frames;
  }

  private static List<WireFrame> fuzz(Random random, int count) {
    FrameFuzz fuzz = new FrameFuzz(random);
    List<WireFrame> frames = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      frames.add(new WireFrame(0, random.nextInt(256), i, fuzz.next()));
    }
    return frames;
  }

  private static Scenario scenario(String name, List<WireFrame> frames) {
    return ReceiveStage.scenario(name, Map.of("timeSource", (long) frames.size() % 2), frames);
  }

  private static void requireBeatEveryCycle(RunLog log) {
    requireEveryCycle(log.beats("in", FrameBeat.class), "beats");
  }

  /** Lets the model's parser classify that many inputs; gives how many of them are TCP. */
  private static int parse(Random random, int count) {
    FrameFuzz fuzz = new FrameFuzz(random);
    Parser parser = new Parser(ReceiveConfig.DEFAULTS);
    int tcp = 0;
    for (int i = 0; i < count; i++) {
      byte[] frame = fuzz.next();
      tcp += parser.parse(frame, 0, i).kind() == SegmentKind.TCP ? 1 : 0;
    }
    return tcp;
  }
}
