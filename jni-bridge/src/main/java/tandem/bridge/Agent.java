package tandem.bridge;

/**
 * A part of a testbench that acts once a cycle, in phases. What it does not do, it leaves out.
 * Agents of one run act in the order in which they were added.
 */
public interface Agent {
  /**
   * Writes inputs, which take effect in that cycle. Nothing can be read: the cycle has no values
   * yet, and those of the cycle before were there to be sampled.
   */
  default void drive(long cycle) {}

  /** Reads the settled values of that cycle; nothing can be written. */
  default void sample(long cycle) {}

  /** Judges what was sampled in that cycle; signals can be neither read nor written. */
  default void check(long cycle) {}
}
