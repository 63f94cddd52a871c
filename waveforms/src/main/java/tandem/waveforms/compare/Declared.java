package tandem.waveforms.compare;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntUnaryOperator;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import tandem.waveforms.signal.BitRange;
import tandem.waveforms.signal.Signal;
import tandem.waveforms.signal.SignalKind;

/**
 * What one dump declares under one name: mostly one signal, else the bits or pieces of a bus.
 *
 * @param path without ranges; `q[2]` of one bit is bit 2 of `q`, with a blank between or not
 */
record Declared(String path, List<Piece> pieces) {
  /**
   * One signal of it.
   *
   * @param range declared or meant; null where there is none, as of a single bit
   */
  record Piece(Signal signal, BitRange range) {
    /** Which bit of the bus the n-th digit is. */
    int bitOf(int digit) {
      return range == null ? 0 : range.msb() + (isDescending() ? -digit : digit);
    }

    boolean isDescending() {
      return range == null || range.msb() >= range.lsb();
    }

    boolean isSliceable() {
      return signal.kind() == SignalKind.BITS
          && (range == null ? signal.widthBits() == 1 : range.widthBits() == signal.widthBits());
    }

    boolean isApartFrom(Piece other) {
      return range != null
          && other.range != null
          && (high(range) < low(other.range) || high(other.range) < low(range));
    }
  }

  static int low(BitRange range) {
    return Math.min(range.msb(), range.lsb());
  }

  static int high(BitRange range) {
    return Math.max(range.msb(), range.lsb());
  }

  /** The signals that are admitted, by name, in order of declaration. */
  static Map<String, Declared> of(Collection<Signal> signals, Predicate<Signal> admits) {
    Map<String, Declared> found = new LinkedHashMap<>();
    for (Signal signal : signals) {
      if (admits.test(signal)) {
        BitRange glued = gluedBit(signal);
        String path = signal.path();
        String name = glued == null ? path : path.substring(0, path.lastIndexOf('['));
        found
            .computeIfAbsent(name, n -> new Declared(n, new ArrayList<>(1)))
            .pieces
            .add(new Piece(signal, glued == null ? meant(signal) : glued));
      }
    }
    return found;
  }

  /** Tools that declare no range mean that of the width. */
  private static BitRange meant(Signal signal) {
    boolean plain = signal.range() == null && signal.kind() == SignalKind.BITS;
    return plain && signal.widthBits() > 1
        ? new BitRange(signal.widthBits() - 1, 0)
        : signal.range();
  }

  private static BitRange gluedBit(Signal signal) {
    String name = signal.name();
    int open = name.lastIndexOf('[');
    boolean isBit =
        signal.kind() == SignalKind.BITS && signal.widthBits() == 1 && signal.range() == null;
    if (!isBit || open < 1 || !name.substring(open).matches("\\[\\d{1,9}\\]")) {
      return null;
    }
    int index = Integer.parseInt(name.substring(open + 1, name.length() - 1));
    return new BitRange(index, index);
  }

  /** From a bit of the bus to its number among all that is declared, 0 the least significant. */
  IntUnaryOperator numbers() {
    boolean descending = pieces.stream().allMatch(Piece::isDescending);
    IntStream ends =
        pieces.stream()
            .filter(p -> p.range != null)
            .mapToInt(p -> descending ? low(p.range) : high(p.range));
    int end = (descending ? ends.min() : ends.max()).orElse(0);
    return bit -> Math.abs(bit - end);
  }
}
