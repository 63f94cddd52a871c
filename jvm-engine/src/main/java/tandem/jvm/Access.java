package tandem.jvm;

import java.util.Locale;
import tandem.bridge.Phase;

/**
 * What signals can reach in the phase there is. Where it forbids an access, an array of no words
 * stands in place of the real one, so that a handle needs no check of its own.
 */
final class Access {
  private static final long[] NOTHING = {};

  private final String design;
  private final long[] outputs;
  private final long[] inputs;
  private Phase phase;
  private boolean closed;

  /** Outputs, for reading. */
  long[] settled;

  /** Inputs, for reading back. */
  long[] driven;

  /** Inputs, for writing. */
  long[] staged;

  Access(String design, Kernel kernel) {
    this.design = design;
    this.outputs = kernel.outputs;
    this.inputs = kernel.staged;
    enter(null);
  }

  /** From now on only what the phase allows; everything if null. */
  void enter(Phase next) {
    phase = next;
    boolean sampling = !closed && (next == null || next == Phase.SAMPLE);
    boolean driving = !closed && (next == null || next == Phase.DRIVE);
    settled = sampling ? outputs : NOTHING;
    staged = driving ? inputs : NOTHING;
    driven = sampling || driving ? inputs : NOTHING;
  }

  void close() {
    closed = true;
    enter(null);
  }

  /** Refuses to read the inside of the design where its outputs cannot be read. */
  void checkReadable(String signal) {
    if (settled != outputs) {
      throw refused("read", signal);
    }
  }

  /** Why a signal could not be reached. */
  IllegalStateException refused(String access, String signal) {
    if (closed) {
      return new IllegalStateException(
          "use after close: design=" + design + " signal=" + signal + " state=closed");
    }
    return new IllegalStateException(
        String.format(
            Locale.ROOT,
            "%s in the wrong phase: design=%s signal=%s phase=%s (write in DRIVE, read in SAMPLE)",
            access,
            design,
            signal,
            phase));
  }
}
