package tandem.waveforms.compare;

import java.io.IOException;
import java.util.BitSet;
import tandem.waveforms.io.WaveSource;

/** Samples at every moment at which something changes. */
final class MomentSide extends Side {
  private final long unit;

  /** {@code unit} is the number of common time units in one of the dump's. */
  MomentSide(WaveSource source, BitSet wanted, long unit) throws IOException {
    super(source, wanted);
    this.unit = unit;
  }

  /** Next moment in common units; {@link Long#MAX_VALUE} if there is none. */
  long nextCommonTime() {
    return pending() ? Math.multiplyExact(pendingTime(), unit) : Long.MAX_VALUE;
  }

  /** Says of the present sample that it is of that moment, also where nothing changed here. */
  void standAt(long commonTime) {
    sampleTime = commonTime / unit;
  }

  long lastCommonTime() {
    return Math.multiplyExact(lastTime(), unit);
  }

  @Override
  boolean next() throws IOException {
    if (!pending()) {
      return false;
    }
    applyMoment();
    settle();
    return true;
  }
}
