package tandem.model.rx;

/** A key of a steering table, which chooses the row by some of its bits (GS-51). */
interface RowKey {
  /** The row out of {@code 1 << rowBits} ones. */
  int row(int rowBits);

  /**
   * What a part of the key contributes to the row: the exclusive-or of its slices, as they lie when
   * the part begins at a bit of the whole key. The row is the exclusive-or of all parts.
   *
   * @param firstBit where in the key bit 0 of the part is
   * @param rowBits width of a slice in bits; nothing is selected by slices of none
   */
  static int fold(long part, int firstBit, int rowBits) {
    if (rowBits == 0) {
      return 0;
    }
    int mask = (1 << rowBits) - 1;
    int folded = 0;
    for (long rest = part; rest != 0; rest >>>= rowBits) {
      folded ^= (int) rest & mask;
    }
    int turn = firstBit % rowBits;
    return (folded << turn | folded >>> rowBits - turn) & mask;
  }
}
