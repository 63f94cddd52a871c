package tandem.waveforms.compare;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import tandem.waveforms.signal.SignalKind;
import tandem.waveforms.signal.UnknownSignalException;

/** Whether two values count as equal: masks, unknown digits and windows in which all is allowed. */
final class ValueRules {
  private final UnknownPolicy policy;

  /** By pair: true for each digit that is compared; null if all are. */
  private final boolean[][] masks;

  private final List<CompareOptions.DontCare> windows;
  private final BitSet[] covered;

  ValueRules(List<SignalPair> pairs, CompareOptions options) {
    policy = options.unknown();
    masks = new boolean[pairs.size()][];
    windows = options.dontCare();
    covered = new BitSet[windows.size()];
    for (int w = 0; w < covered.length; w++) {
      covered[w] = new BitSet();
    }
    options.masks().forEach(m -> require(m.signals(), pairs));
    windows.forEach(w -> require(w.signals(), pairs));
    for (SignalPair pair : pairs) {
      for (CompareOptions.Mask mask : options.masks()) {
        if (fits(mask.signals(), pair)) {
          masks[pair.index()] = digits(mask.bits(), lowBit(mask.signals(), pair), pair);
        }
      }
      for (int w = 0; w < covered.length; w++) {
        covered[w].set(pair.index(), fits(windows.get(w).signals(), pair));
      }
    }
  }

  private static void require(Glob glob, List<SignalPair> pairs) {
    if (pairs.stream().noneMatch(p -> fits(glob, p))) {
      throw UnknownSignalException.of(
          glob.pattern(), pairs.stream().map(p -> p.expected().path()).toList());
    }
  }

  private static boolean fits(Glob glob, SignalPair pair) {
    return glob.fits(pair.expected().signal())
        || glob.fits(pair.actual().signal())
        || glob.matches(pair.name());
  }

  /**
   * Which bit of what the pattern names is the lowest of the pair: of all that is declared under a
   * path, of one signal if it names the range.
   */
  private static int lowBit(Glob glob, SignalPair pair) {
    for (SignalPart part : List.of(pair.expected(), pair.actual())) {
      if (glob.matches(part.path())) {
        return part.lowBit();
      }
      if (glob.fits(part.signal())) {
        return part.signal().widthBits() - part.from() - part.widthBits();
      }
    }
    return 0;
  }

  private static boolean[] digits(BigInteger bits, int lowBit, SignalPair pair) {
    int width = pair.expected().widthBits();
    boolean[] compared = new boolean[width];
    for (int i = 0; i < width; i++) {
      compared[i] = bits.testBit(lowBit + width - 1 - i);
    }
    return compared;
  }

  /** Whether masks leave any bit of the pair. */
  boolean compares(SignalPair pair) {
    boolean[] mask = masks[pair.index()];
    for (int i = 0; mask != null && i < mask.length; i++) {
      if (mask[i]) {
        return true;
      }
    }
    return mask == null;
  }

  /** Whether the pair may differ at this cycle or time. */
  boolean dontCare(int pair, long position) {
    for (int w = 0; w < covered.length; w++) {
      CompareOptions.DontCare window = windows.get(w);
      if (position >= window.from() && position <= window.to() && covered[w].get(pair)) {
        return true;
      }
    }
    return false;
  }

  /** Whether any window can apply, so that unequal pairs must be looked at again. */
  boolean hasWindows() {
    return covered.length > 0;
  }

  boolean equal(SignalPair pair, byte[] expected, byte[] actual) {
    SignalPart left = pair.expected();
    SignalPart right = pair.actual();
    if (left.kind() != SignalKind.BITS) {
      return Arrays.equals(expected, actual);
    }
    int width = left.widthBits();
    if (Arrays.equals(
        expected, left.from(), left.from() + width, actual, right.from(), right.from() + width)) {
      return true;
    }
    boolean[] mask = masks[pair.index()];
    for (int i = 0; i < width; i++) {
      byte one = expected[left.from() + i];
      byte other = actual[right.from() + i];
      if (one != other && (mask == null || mask[i]) && !policy.excuses(one, other)) {
        return false;
      }
    }
    return true;
  }
}
