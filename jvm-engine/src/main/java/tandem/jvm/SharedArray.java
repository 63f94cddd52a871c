package tandem.jvm;

import java.math.BigInteger;
import tandem.bridge.Memory;
import tandem.bridge.Signal;

/**
 * A memory that two engines hold, or a register that is an array in Verilog. Reading all of it in
 * every cycle would cost more than running the design, so its elements are compared in turns.
 */
final class SharedArray {
  /** The 64 bits of an element from {@code 64 * limb} on, of the engine in this JVM. */
  interface Own {
    long limb(int element, int limb);
  }

  private final Memory seen;
  private final Own own;
  private int next;

  SharedArray(Memory seen, Own own) {
    this.seen = seen;
    this.own = own;
  }

  String name() {
    return seen.name();
  }

  /**
   * Compares that many elements, from where the last call ended.
   *
   * @return the first that differs, negative if none does
   */
  int compareNext(int count) {
    for (int i = 0; i < count; i++) {
      int element = next;
      next = next + 1 == seen.depth() ? 0 : next + 1;
      if (!isSame(element)) {
        return element;
      }
    }
    return -1;
  }

  private boolean isSame(int element) {
    Signal signal = seen.at(element);
    return signal.widthBits() <= Long.SIZE
        ? signal.get() == own.limb(element, 0)
        : signal.getBig().equals(ownValue(element));
  }

  /** What this JVM holds there. */
  BigInteger ownValue(int element) {
    BigInteger value = BigInteger.ZERO;
    for (int limb = Word.limbsOf(seen.widthBits()) - 1; limb >= 0; limb--) {
      BigInteger low = new BigInteger(Long.toUnsignedString(own.limb(element, limb)));
      value = value.shiftLeft(Long.SIZE).or(low);
    }
    return value;
  }

  /** What the other engine holds there. */
  BigInteger seenValue(int element) {
    return seen.at(element).getBig();
  }
}
