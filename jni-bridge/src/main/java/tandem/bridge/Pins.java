package tandem.bridge;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * The memory that the signals of one instance live in; emptied on close, so that no handle outlives
 * it.
 */
final class Pins {
  private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

  private final String design;
  ByteBuffer state;
  ByteBuffer inputs;

  Pins(String design, ByteBuffer state, ByteBuffer inputs) {
    this.design = design;
    this.state = state.order(ByteOrder.LITTLE_ENDIAN);
    this.inputs = inputs.order(ByteOrder.LITTLE_ENDIAN);
  }

  void close() {
    state = NOTHING;
    inputs = NOTHING;
  }

  IllegalStateException closed(IndexOutOfBoundsException cause) {
    return new IllegalStateException("use after close: design=" + design + " state=closed", cause);
  }
}
