package tandem.cosim.tx;

import tandem.model.tx.ContextCache;
import tandem.model.tx.VictimChoice;

/** What the cache knows of the scheduler's window when it chooses a victim under LOOKAHEAD. */
public interface CacheWindow extends VictimChoice.Window {
  /** The context of a connection may from this cycle on be a candidate. */
  default void entered(int connection, long cycle) {}

  /** A look-up, or else a hint, is asked of the model for an event of that cycle. */
  default void choosesAt(long cycle, boolean forHint) {}

  /** A load has begun: whoever looks for a victim after it asks anew. */
  default void loadBegun(long cycle) {}

  /** Before a load begins: makes the model take the victim that the RTL reports, where it may. */
  default void follow(ContextCache cache, boolean victimValid, int victim) {}

  /** How often the RTL was followed, or given the benefit of the doubt. */
  long allowed();
}
