package tandem.waveforms.io;

import java.io.Closeable;

/**
 * A dump being written: give it {@code begin}, then the changes, then {@code end}, then close it.
 * Values given shorter than their signal are extended as IEEE 1364 says.
 */
public interface WaveWriter extends WaveVisitor, Closeable {}
