package tandem.bench.block;

import java.util.Random;
import tandem.cosim.block.BlockHarness;
import tandem.cosim.block.Scenario;
import tandem.cosim.regress.Bench;

/** A bench that has an example of what its block does, in which every stream moves. */
public interface Example<C> extends Bench {
  /** Runs the block's scenarios. */
  BlockHarness<C> harness();

  /** A scenario, small enough to be looked at many times. */
  Scenario example(Random random);
}
