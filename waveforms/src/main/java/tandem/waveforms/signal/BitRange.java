package tandem.waveforms.signal;

/** The declared index range of a vector, `[msb:lsb]`; a single index is `[i]`. */
public record BitRange(int msb, int lsb) {
  /** Number of bits in the range, whichever way it counts. */
  public long widthBits() {
    return Math.abs((long) msb - lsb) + 1;
  }

  @Override
  public String toString() {
    return msb == lsb ? "[" + msb + "]" : "[" + msb + ":" + lsb + "]";
  }
}
