package tandem.waveforms.fst;

import java.nio.ByteBuffer;

/**
 * The native entry points, one to one; {@code fst_jni.cpp} describes the records that cross in
 * buffers. Handles are addresses: nothing is checked here, the callers own their life.
 */
final class FstNative {
  private FstNative() {}

  /** Receives a filled part of the transfer buffer. */
  @FunctionalInterface
  interface Sink {
    void accept(int usedBytes);
  }

  /** 0 if the file cannot be opened as FST. */
  static native long openReader(String file);

  static native void closeReader(long handle);

  /** First time, last time, exponent of the time unit, number of values. */
  static native long[] facts(long handle);

  static native byte[] version(long handle);

  static native byte[] date(long handle);

  /** Null if it is damaged. */
  static native byte[] hierarchy(long handle);

  /** False if fstapi gave up; exceptions of the sink come through. */
  static native boolean read(
      long handle, long from, long to, int[] wanted, ByteBuffer buffer, Sink sink);

  /** 0 if the file cannot be created. */
  static native long openWriter(
      String file, int timeScaleExponent, String version, String date, String comment);

  static native void scope(long handle, int type, String name);

  static native void upscope(long handle);

  /** The FST handle of the value, counted from 1. */
  static native int variable(long handle, int type, int widthBits, String name, int aliasOf);

  static native void write(long handle, ByteBuffer records, int usedBytes);

  static native void closeWriter(long handle);
}
