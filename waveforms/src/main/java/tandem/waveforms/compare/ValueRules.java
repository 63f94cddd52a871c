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
          masks[pair.index()] = digits(mask.bits(), pair.expected().widthBits());
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
    return glob.matches(pair.expected().path())
        || glob.matches(pair.actual().path())
        || glob.matches(pair.name());
  }

  private static boolean[] digits(BigInteger bits, int width) {
    boolean[] compared = new boolean[width];
    for (int i = 0; i < width; i++) {
      compared[i] = bits.testBit(width - 1 - i);
    }
    return compared;
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
    if (Arrays.equals(expected, actual)) {
      return true;
    }
    if (pair.expected().kind() != SignalKind.BITS || expected.length != actual.length) {
      return false;
    }
    boolean[] mask = masks[pair.index()];
    for (int i = 0; i < expected.length; i++) {
      if (expected[i] != actual[i]
          && (mask == null || mask[i])
          && !policy.excuses(expected[i], actual[i])) {
        return false;
      }
    }
    return true;
  }
}
