package tandem.waveforms.io;

import java.io.IOException;
import tandem.waveforms.signal.WaveHeader;

/**
 * Receives a dump in the order of its time. Writers are visitors, so a reader given a writer
 * converts.
 *
 * <p>Calls come as: one {@code begin}; then for each moment {@code time} and the changes at it; one
 * {@code end}. Times never fall; the same time may be given twice. Before its first change a signal
 * is all `x`, a real NaN, a text empty. Buffers are lent: copy what is kept.
 */
public interface WaveVisitor {
  /** The declarations; before all else. */
  void begin(WaveHeader header) throws IOException;

  /** The moment of the changes that follow, in units of the header's time scale. */
  void time(long time) throws IOException;

  /**
   * A new value of a vector or an occurrence of an event.
   *
   * @param digits holds {@code length} normal digits from {@code offset}, at least one and at most
   *     as many as the signal has bits; if fewer, extend with {@link
   *     tandem.waveforms.signal.Digits#extend}
   */
  void bits(int valueId, byte[] digits, int offset, int length) throws IOException;

  /** A new value of a real. */
  default void real(int valueId, double value) throws IOException {}

  /** A new value of a text. */
  default void text(int valueId, byte[] text, int offset, int length) throws IOException {}

  /** No more changes; {@code lastTime} is the last time stamp of the dump or window. */
  default void end(long lastTime) throws IOException {}
}
