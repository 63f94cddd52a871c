package tandem.bench.block;

import java.util.List;
import java.util.Locale;
import tandem.cosim.block.Block;
import tandem.cosim.block.BlockHarness;
import tandem.cosim.block.BlockRun;
import tandem.cosim.block.Scenario;
import tandem.cosim.regress.Bench;
import tandem.cosim.regress.BenchFailure;
import tandem.cosim.regress.BenchRun;
import tandem.cosim.stream.Beat;
import tandem.cosim.stream.TraceWindow;

/** A bench of one block. */
public abstract class BlockBench<C> implements Bench {
  private final String name;
  private final String about;
  private final BlockHarness<C> harness;

  /**
   * @param name of the bench
   * @param about one line for people
   */
  protected BlockBench(String name, String about, Block<C> block) {
    this.name = name;
    this.about = about;
    harness = new BlockHarness<>(block);
  }

  @Override
  public final String name() {
    return name;
  }

  @Override
  public final String block() {
    return harness.block();
  }

  @Override
  public final String about() {
    return about;
  }

  /** Runs the block's scenarios. */
  public final BlockHarness<C> harness() {
    return harness;
  }

  /**
   * Runs a scenario, counts it in, and gives what RTL and model did, which agreed; also in cycles,
   * where they can be predicted.
   */
  protected final BlockRun<C> check(BenchRun run, Scenario scenario) {
    BlockRun<C> result = harness.run(scenario, run.rtl(), TraceWindow.none());
    run.judge(block(), scenario, result.verdict());
    return result;
  }

  /** Fails the run unless a record crosses every cycle from the first to the last. */
  protected static void requireEveryCycle(List<? extends Beat<?>> beats, String what) {
    long[] cycles = cycles(beats);
    for (int i = 0; i < cycles.length; i++) {
      long late = cycles[i] - cycles[0] - i;
      require(
          late == 0,
          String.format(
              Locale.ROOT, "%s: one a cycle, number=%d is late by cycles=%d", what, i, late));
    }
  }

  /** Fails the run unless every record crossed in the cycle that was predicted. */
  protected static void requireToTheCycle(BlockRun<?> run) {
    long worst = run.timing().orElseThrow().error().worstCycles();
    require(worst == 0, "predicted to the cycle: worst error in cycles=" + worst);
  }

  /** The cycles of handshakes. */
  protected static long[] cycles(List<? extends Beat<?>> beats) {
    return beats.stream().mapToLong(Beat::cycle).toArray();
  }

  /** Fails the run for a figure that is not what it must be. */
  protected static void require(boolean holds, String message) {
    if (!holds) {
      throw new BenchFailure(message);
    }
  }
}
