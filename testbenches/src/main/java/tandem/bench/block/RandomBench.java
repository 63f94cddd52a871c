package tandem.bench.block;

import java.util.Map;
import java.util.Random;
import tandem.cosim.block.Block;
import tandem.cosim.block.BlockRun;
import tandem.cosim.block.Scenario;
import tandem.cosim.regress.BenchRun;
import tandem.cosim.regress.Suite;

/** A bench of random scenarios. */
public abstract class RandomBench<C> extends BlockBench<C> implements Example<C> {
  private final int scenarios;
  private final int fullSeeds;

  /**
   * @param name of the bench
   * @param about one line for people
   * @param scenarios that a run has
   * @param fullSeeds runs in the full suite
   */
  protected RandomBench(String name, String about, Block<C> block, int scenarios, int fullSeeds) {
    super(name, about, block);
    this.scenarios = scenarios;
    this.fullSeeds = fullSeeds;
  }

  @Override
  public int seeds(Suite suite) {
    return suite == Suite.SMOKE ? 1 : fullSeeds;
  }

  @Override
  public void run(BenchRun run) {
    for (int i = 0; i < scenarios; i++) {
      int number = i;
      Random random = run.random("scenario " + i);
      Map<String, Long> hardware = run.parameters(block(), hardware(i, run.suite()));
      Scenario scenario = scenario(random, i, run.suite(), hardware);
      run.attempt(() -> look(check(run, scenario), number));
    }
  }

  @Override
  public Scenario example(Random random) {
    return scenario(random, 1, Suite.SMOKE, hardware(1, Suite.SMOKE));
  }

  /** Looks at more than that RTL and model agree, such as how fast it was. */
  protected void look(BlockRun<C> result, int number) {}

  /** Parameters of the hardware that a scenario may have others of, where the RTL is given. */
  protected Map<String, Long> hardware(int number, Suite suite) {
    return Map.of();
  }

  /**
   * A random scenario.
   *
   * @param number of the scenario in its run; what must not be left to chance takes turns
   * @param hardware those of {@link #hardware}, or what given RTL has in their place
   */
  protected abstract Scenario scenario(
      Random random, int number, Suite suite, Map<String, Long> hardware);
}
