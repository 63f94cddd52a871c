package tandem.model.record;

import java.util.Arrays;
import java.util.HexFormat;
import tandem.model.BigEndian;

/** Immutable bytes of a header field whose length varies; byte 0 is the first on the wire. */
public final class ByteString {
  public static final ByteString EMPTY = new ByteString(new byte[0]);

  private final byte[] bytes;

  private ByteString(byte[] bytes) {
    this.bytes = bytes;
  }

  /** A copy of {@code length} bytes from {@code offset} on. */
  public static ByteString copyOf(byte[] bytes, int offset, int length) {
    return length == 0 ? EMPTY : new ByteString(Arrays.copyOfRange(bytes, offset, offset + length));
  }

  /** The bytes themselves, not copied: the caller must not change them any more. */
  public static ByteString owning(byte[] bytes) {
    return bytes.length == 0 ? EMPTY : new ByteString(bytes);
  }

  public static ByteString of(byte... bytes) {
    return copyOf(bytes, 0, bytes.length);
  }

  public int length() {
    return bytes.length;
  }

  /** Byte {@code index} as 0..255. */
  public int at(int index) {
    return bytes[index] & 0xFF;
  }

  /** The four bytes from {@code index} on, the first one uppermost. */
  public int intAt(int index) {
    return BigEndian.getInt(bytes, index);
  }

  /** Puts all bytes into {@code target} from {@code offset} on. */
  public void copyTo(byte[] target, int offset) {
    System.arraycopy(bytes, 0, target, offset, bytes.length);
  }

  /** A copy of all bytes. */
  public byte[] toArray() {
    return bytes.clone();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ByteString that && Arrays.equals(bytes, that.bytes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bytes);
  }

  /** Hexadecimal, first byte first. */
  @Override
  public String toString() {
    return HexFormat.of().formatHex(bytes);
  }
}
