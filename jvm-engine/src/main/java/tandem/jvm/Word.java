package tandem.jvm;

/**
 * A value of any width, as nodes of 64 bits each, least significant first. Arrays and structures
 * are words as well.
 */
record Word(int bits, Node[] limbs) {
  static int limbsOf(int bits) {
    return Math.max(1, (bits + 63) / 64);
  }

  /** Significant bits of one limb. */
  static int limbBits(int bits, int limb) {
    return Math.min(64, bits - 64 * limb);
  }

  Node limb(int index) {
    return limbs[index];
  }

  int size() {
    return limbs.length;
  }

  /** The only limb of a word that is not wide. */
  Node single() {
    if (limbs.length != 1) {
      throw new IllegalStateException("wide: bits=" + bits);
    }
    return limbs[0];
  }
}
