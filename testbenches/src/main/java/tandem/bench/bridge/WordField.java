package tandem.bench.bridge;

import tandem.rtlgen.Manifest;

/**
 * Where a field lies in the 64-bit words of a record, for reading several fields with one access.
 *
 * @param word which word of the record
 */
record WordField(int word, int shift, long mask) {
  static WordField of(Manifest.Stream stream, String field) {
    Manifest.Field f =
        stream.fields().stream().filter(x -> x.name().equals(field)).findFirst().orElseThrow();
    int word = f.offsetBytes() & -Long.BYTES;
    long mask = f.widthBits() == Long.SIZE ? -1L : (1L << f.widthBits()) - 1;
    return new WordField(word / Long.BYTES, (f.offsetBytes() - word) * Byte.SIZE, mask);
  }

  /** The value in that word; fields of 64 bits are the word itself. */
  int in(long word) {
    return (int) (word >>> shift & mask);
  }
}
