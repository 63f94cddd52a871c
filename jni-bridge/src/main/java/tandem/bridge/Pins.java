package tandem.bridge;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * The memory that the signals of one instance live in. What may not be read or written at the
 * moment is replaced by nothing, so that a handle needs no check of its own and none outlives its
 * instance.
 */
final class Pins {
  /** Direct as the others are, so that all accesses are compiled for one class. */
  private static final ByteBuffer NOTHING = ByteBuffer.allocateDirect(0);

  private final String design;
  private ByteBuffer wholeState;
  private ByteBuffer wholeInputs;
  private Phase phase;

  /** Outputs and internals, for reading. */
  ByteBuffer state;

  /** Inputs, for reading back. */
  ByteBuffer driven;

  /** Inputs, for writing. */
  ByteBuffer inputs;

  Pins(String design, ByteBuffer state, ByteBuffer inputs) {
    this.design = design;
    wholeState = state.order(ByteOrder.LITTLE_ENDIAN);
    wholeInputs = inputs.order(ByteOrder.LITTLE_ENDIAN);
    enter(null);
  }

  /** From now on only what the phase allows; everything if null. */
  void enter(Phase next) {
    phase = next;
    boolean free = next == null;
    state = free || next == Phase.SAMPLE ? wholeState : NOTHING;
    inputs = free || next == Phase.DRIVE ? wholeInputs : NOTHING;
    driven = free || next == Phase.DRIVE || next == Phase.SAMPLE ? wholeInputs : NOTHING;
  }

  void close() {
    wholeState = NOTHING;
    wholeInputs = NOTHING;
    enter(null);
  }

  /** Why a signal could not be reached. */
  IllegalStateException refused(String access, String signal, IndexOutOfBoundsException cause) {
    if (wholeInputs == NOTHING) {
      return new IllegalStateException(
          "use after close: design=" + design + " signal=" + signal + " state=closed", cause);
    }
    return new IllegalStateException(
        "%s in the wrong phase: design=%s signal=%s phase=%s (%s)"
            .formatted(access, design, signal, phase, "write in DRIVE, read in SAMPLE"),
        cause);
  }
}
