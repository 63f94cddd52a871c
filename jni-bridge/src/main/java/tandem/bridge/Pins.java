package tandem.bridge;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Locale;

/**
 * The memory that the signals of one instance live in. Where the phase forbids an access, a bias
 * takes every offset out of bounds, so that a handle needs no check of its own; closing takes the
 * memory away, so that none outlives its instance.
 */
final class Pins {
  /** Direct as the others are, so that all accesses are compiled for one class. */
  private static final ByteBuffer NOTHING = ByteBuffer.allocateDirect(0);

  private static final int ALLOWED = 0;

  /** Makes every offset negative, also if it is added to another that does. */
  static final int FORBIDDEN = Integer.MIN_VALUE / 2;

  /** One way to reach memory. */
  static final class Window {
    ByteBuffer memory;

    /** To be added to every offset. */
    int bias;

    Window(ByteBuffer memory) {
      this.memory = memory.order(ByteOrder.LITTLE_ENDIAN);
    }
  }

  private final String design;
  private Phase phase;

  /** Outputs and internals, for reading. */
  final Window state;

  /** Inputs, for reading back. */
  final Window driven;

  /** Inputs, for writing. */
  final Window inputs;

  Pins(String design, ByteBuffer state, ByteBuffer inputs) {
    this.design = design;
    this.state = new Window(state);
    this.driven = new Window(inputs);
    this.inputs = new Window(inputs);
  }

  /** From now on only what the phase allows; everything if null. */
  void enter(Phase next) {
    phase = next;
    boolean sampling = next == null || next == Phase.SAMPLE;
    boolean driving = next == null || next == Phase.DRIVE;
    state.bias = sampling ? ALLOWED : FORBIDDEN;
    inputs.bias = driving ? ALLOWED : FORBIDDEN;
    driven.bias = sampling || driving ? ALLOWED : FORBIDDEN;
  }

  void close() {
    state.memory = NOTHING;
    driven.memory = NOTHING;
    inputs.memory = NOTHING;
  }

  /** Why a signal could not be reached. */
  IllegalStateException refused(String access, String signal, IndexOutOfBoundsException cause) {
    if (inputs.memory == NOTHING) {
      return new IllegalStateException(
          "use after close: design=" + design + " signal=" + signal + " state=closed", cause);
    }
    return new IllegalStateException(
        String.format(
            Locale.ROOT,
            "%s in the wrong phase: design=%s signal=%s phase=%s (write in DRIVE, read in SAMPLE)",
            access,
            design,
            signal,
            phase),
        cause);
  }
}
