package tandem.jvm;

import java.util.function.IntToLongFunction;
import tandem.bridge.Signal;

/** A register, or an element of a memory, of a design in this JVM. */
final class StateSignal extends Signal {
  private final Access access;
  private final IntToLongFunction limb;

  /**
   * @param limb reads one limb of the value
   */
  StateSignal(Access access, String name, int bits, IntToLongFunction limb) {
    super(name, bits, Direction.INTERNAL);
    this.access = access;
    this.limb = limb;
  }

  @Override
  public long get() {
    if (isWide()) {
      throw wide();
    }
    access.checkReadable(name());
    return limb.applyAsLong(0);
  }

  @Override
  public byte[] getBytes() {
    access.checkReadable(name());
    long[] words = new long[Word.limbsOf(widthBits())];
    for (int i = 0; i < words.length; i++) {
      words[i] = limb.applyAsLong(i);
    }
    return PortSignal.bytes(words, 0, widthBits());
  }

  @Override
  public void set(long value) {
    setBytes(longBytes(value));
  }

  @Override
  public void setBytes(byte[] bytes) {
    checkFits(bytes);
  }
}
