package tandem.waveforms.io;

import java.io.IOException;
import java.util.List;
import tandem.waveforms.signal.WaveHeader;

/** A dump that can be read, as often as wanted, in memory that does not grow with its length. */
public interface WaveSource {
  /** How messages call it: the file as it was named. */
  String name();

  /** The declarations. */
  WaveHeader header();

  /**
   * Streams the dump or a part of it.
   *
   * @throws tandem.waveforms.signal.WaveFormatException if the dump breaks its format; the visitor
   *     has then seen all that precedes the fault
   */
  void read(WaveQuery query, WaveVisitor visitor) throws IOException;

  /** What of the dump was passed over so far, one line each. */
  default List<String> remarks() {
    return header().remarks();
  }

  /** Streams all of it. */
  default void read(WaveVisitor visitor) throws IOException {
    read(WaveQuery.all(), visitor);
  }
}
