package tandem.bridge;

import tandem.rtlgen.Manifest;

/**
 * A design under test, one cycle at a time. A cycle begins with the clock edge that ends the one
 * before; then the inputs take the values written since, and everything settles. So what is read
 * between two steps are the settled values of the visible cycle, and what is written takes effect
 * in the next. All inputs begin at 0, but the reset: it is high until it is driven low. Used by one
 * thread at a time.
 */
public interface Dut extends AutoCloseable {
  /** What the design looks like from outside. */
  Manifest manifest();

  /** Number of the visible cycle; 0 before the first step. */
  long cycle();

  /**
   * Resolves a signal by name: a port, {@code stream.field} for a port of a stream, or the path of
   * a visible internal signal below the top.
   *
   * @throws BridgeException if there is none of that name; the message has the nearest names
   */
  Signal signal(String name);

  /** Runs one cycle. */
  default void step() {
    step(1);
  }

  /**
   * Runs that many cycles with the inputs as they are.
   *
   * @throws RtlEndedException if the RTL ended the simulation
   */
  void step(long cycles);

  /**
   * From now on only what the phase allows can be read and written; everything if null, which is
   * how an instance begins. For schedulers, see {@link ClockedRun}.
   */
  default void enter(Phase phase) {
    throw new UnsupportedOperationException("phases are not enforced by " + getClass().getName());
  }

  /** Ends the instance; closing twice is harmless, any other use afterwards is an exception. */
  @Override
  void close();
}
