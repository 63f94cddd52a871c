package tandem.waveforms.compare;

/** In which digits values are shown. */
public enum Radix {
  /** Hexadecimal, as wide as the signal; one bit as it is. */
  HEXADECIMAL,
  /** As the fields of records are: addresses and what is wider than 64 bits so, numbers decimal. */
  FIELDS;

  private static final int COUNTED_BITS = 64;

  /** Whether a signal of that name and width is shown as a decimal number. */
  public boolean isDecimal(String name, int widthBits) {
    return this == FIELDS && widthBits <= COUNTED_BITS && !name.endsWith("ddress");
  }
}
