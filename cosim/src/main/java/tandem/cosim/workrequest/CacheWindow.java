package tandem.cosim.workrequest;

import tandem.model.tx.ContextCache;
import tandem.model.tx.VictimChoice;

/** What the cache knows of the scheduler's window when it chooses a victim under LOOKAHEAD. */
interface CacheWindow extends VictimChoice.Window {
  /** Takes in what was known by a cycle. */
  void advance(long nowCycle);

  /** The context of a connection may from this cycle on be a candidate. */
  default void entered(int connection) {}

  /** A load has begun. */
  default void loadBegun() {}

  /** Before a load begins: makes the model take the victim that the RTL reports, where it may. */
  default void follow(ContextCache cache, boolean victimValid, int victim) {}

  /** How often the RTL was followed, or given the benefit of the doubt. */
  long allowed();
}
