package tandem.cosim.block;

import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;

/** The blocks on the class path. */
public final class Blocks {
  private Blocks() {}

  /** All of them. */
  @SuppressWarnings("rawtypes") // a service has no type argument
  public static List<BlockHarness<?>> harnesses() {
    List<BlockHarness<?>> harnesses = new ArrayList<>();
    for (Block block : ServiceLoader.load(Block.class)) {
      harnesses.add(harness((Block<?>) block));
    }
    return harnesses;
  }

  private static <C> BlockHarness<C> harness(Block<C> block) {
    return new BlockHarness<>(block);
  }
}
