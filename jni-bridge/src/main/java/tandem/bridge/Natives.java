package tandem.bridge;

import java.nio.ByteBuffer;

/**
 * The crossings into native code, one to one with {@code design_abi.h}. Handles are addresses:
 * {@code design} is a loaded design's function table, {@code instance} one running model. Callers
 * own the life of both; nothing here checks them.
 */
final class Natives {
  /** Buffers of an instance, as {@code design_abi.h} numbers them. */
  static final int STATE = 0;

  static final int INPUTS = 1;
  static final int CONTROL = 2;

  private Natives() {}

  static native long load(String file);

  static native int abiVersion(long design);

  static native String buildId(long design);

  static native String signals(long design);

  static native long create(long design, long seed);

  static native void destroy(long instance);

  static native ByteBuffer buffer(long instance, int which);

  static native int step(long instance, long cycles);

  static native int run(long instance, long cycles);

  static native String eventMessage(long instance);

  static native String eventFile(long instance);

  static native int eventLine(long instance);

  static native long eventCycle(long instance);

  /** Number of the stream, number of the rule, cycle. */
  static native long[] breach(long instance);

  /** The record that waited, or the pins after. */
  static native byte[] breachRecord(long instance, boolean after);

  static native ByteBuffer ring(long instance, int stream, long capacity);

  static native int pauses(long instance, int stream, long[] bits);

  static native int responder(
      long instance, int request, int response, long[] plan, int[] copies, int failedAt);

  static native int stopAfter(long instance, int stream, long handshakes);

  static native String internals(long instance);

  static native void assertions(long instance, boolean on);

  static native String traceOpen(long instance, String file, String scopes, int levels);

  static native void traceRecord(long instance, boolean on);

  static native void traceClose(long instance);

  /** The state as bytes; throws {@link BridgeException} where the design was compiled without. */
  static native byte[] save(long instance);

  static native String restore(long instance, byte[] bytes);

  static native String coverage(long instance, String file);

  static native void profile(long design);
}
