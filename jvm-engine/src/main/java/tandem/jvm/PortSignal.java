package tandem.jvm;

import tandem.bridge.Signal;

/** A port of a design in this JVM. */
final class PortSignal extends Signal {
  private final Access access;
  private final int word;
  private final int limbs;

  /** Bits that no value may have; all of them in a wide signal. */
  private final long above;

  PortSignal(Access access, Netlist.Port port, Direction direction) {
    super(port.name(), port.bits(), direction);
    this.access = access;
    this.limbs = Word.limbsOf(port.bits());
    this.word = port.word();
    this.above = isWide() ? -1L : ~Graph.mask(port.bits());
  }

  private long[] readable() {
    return isInput() ? access.driven : access.settled;
  }

  @Override
  public long get() {
    if (isWide()) {
      throw wide();
    }
    long[] words = readable();
    if (word >= words.length) {
      throw access.refused("read", name());
    }
    return words[word];
  }

  @Override
  public void set(long value) {
    long[] words = access.staged;
    if (!isInput() || (value & above) != 0 || isWide()) {
      setBytes(longBytes(value));
    } else if (word >= words.length) {
      throw access.refused("write", name());
    } else {
      words[word] = value;
    }
  }

  @Override
  public byte[] getBytes() {
    long[] words = readable();
    if (word >= words.length) {
      throw access.refused("read", name());
    }
    return bytes(words, word, widthBits());
  }

  /** A value as bytes, least significant first. */
  static byte[] bytes(long[] words, int first, int bits) {
    byte[] bytes = new byte[(bits + 7) / 8];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) (words[first + i / 8] >>> i % 8 * 8);
    }
    return bytes;
  }

  @Override
  public void setBytes(byte[] bytes) {
    checkFits(bytes);
    long[] words = access.staged;
    if (word >= words.length) {
      throw access.refused("write", name());
    }
    for (int limb = 0; limb < limbs; limb++) {
      long value = 0;
      for (int i = Math.min(bytes.length, 8 * limb + 8) - 1; i >= 8 * limb; i--) {
        value = value << 8 | bytes[i] & 0xff;
      }
      words[word + limb] = value;
    }
  }
}
