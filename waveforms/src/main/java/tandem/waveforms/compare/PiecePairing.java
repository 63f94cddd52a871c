package tandem.waveforms.compare;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntUnaryOperator;
import tandem.waveforms.compare.Declared.Piece;
import tandem.waveforms.signal.BitRange;

/**
 * Pairs what two dumps declare under one name: equal ranges first, the n-th with the n-th; then bit
 * by bit what is left, so that a bus that one dump cuts into pieces is compared with the whole of
 * the other. What has no counterpart is left over.
 */
final class PiecePairing {
  /** Two parts, with their range where the name alone does not tell which they are. */
  record Match(SignalPart expected, SignalPart actual, String suffix) {}

  final List<Match> matches = new ArrayList<>();

  /** Names of what only one side has. */
  final List<String> onlyExpected = new ArrayList<>();

  final List<String> onlyActual = new ArrayList<>();

  private record Bit(Piece piece, int digit) {
    boolean follows(Bit before) {
      return piece == before.piece && digit == before.digit + 1;
    }
  }

  private final Declared left;
  private final Declared right;
  private final IntUnaryOperator leftNumbers;
  private final IntUnaryOperator rightNumbers;
  private final List<Piece> restLeft = new ArrayList<>();
  private final List<Piece> restRight = new ArrayList<>();
  private final Map<String, Integer> suffixes = new HashMap<>();

  PiecePairing(Declared expected, Declared actual) {
    left = expected;
    right = actual;
    leftNumbers = left.numbers();
    rightNumbers = right.numbers();
    equalRanges();
    if (restLeft.size() == 1
        && restRight.size() == 1
        && !restLeft.get(0).isApartFrom(restRight.get(0))) {
      match(restLeft.remove(0), restRight.remove(0));
    }
    if (restLeft.isEmpty() || restRight.isEmpty()) {
      restLeft.forEach(p -> onlyExpected.add(p.signal().toString()));
      restRight.forEach(p -> onlyActual.add(p.signal().toString()));
    } else {
      bits();
    }
  }

  private void equalRanges() {
    Map<List<Object>, Deque<Piece>> partners = new LinkedHashMap<>();
    for (Piece piece : right.pieces()) {
      partners.computeIfAbsent(key(piece), k -> new ArrayDeque<>()).add(piece);
    }
    for (Piece piece : left.pieces()) {
      Deque<Piece> same = partners.get(key(piece));
      if (same == null || same.isEmpty()) {
        restLeft.add(piece);
      } else {
        match(piece, same.remove());
      }
    }
    partners.values().forEach(restRight::addAll);
  }

  private static List<Object> key(Piece piece) {
    return List.of(text(piece.range()), piece.signal().kind());
  }

  private void match(Piece one, Piece other) {
    SignalPart expected = part(leftNumbers, one, 0, one.signal().widthBits());
    SignalPart actual = part(rightNumbers, other, 0, other.signal().widthBits());
    boolean single = left.pieces().size() == 1 && right.pieces().size() == 1;
    // The name of a single signal is its path, to which an index belongs that was glued to it.
    String own = one.signal().path().substring(left.path().length());
    matches.add(new Match(expected, actual, single ? own : distinct(text(one.range()))));
  }

  private static String text(BitRange range) {
    return range == null ? "" : range.toString();
  }

  private String distinct(String suffix) {
    int count = suffixes.merge(suffix, 1, Integer::sum);
    return count == 1 ? suffix : suffix + "#" + count;
  }

  private static SignalPart part(IntUnaryOperator numbers, Piece piece, int from, int width) {
    int last = piece.bitOf(from + width - 1);
    return new SignalPart(piece.signal(), from, width, numbers.applyAsInt(last));
  }

  private void bits() {
    TreeMap<Integer, Bit> ofLeft = bits(restLeft, onlyExpected);
    TreeMap<Integer, Bit> ofRight = bits(restRight, onlyActual);
    List<Integer> common = ofLeft.keySet().stream().filter(ofRight::containsKey).toList();
    // Runs are of digits that follow each other on both sides, whichever way their indices go.
    boolean descending = restLeft.get(0).isDescending();
    for (int at = descending ? common.size() - 1 : 0; at >= 0 && at < common.size(); ) {
      int step = descending ? -1 : 1;
      int end = at;
      while (end + step >= 0
          && end + step < common.size()
          && ofLeft.get(common.get(end + step)).follows(ofLeft.get(common.get(end)))
          && ofRight.get(common.get(end + step)).follows(ofRight.get(common.get(end)))) {
        end += step;
      }
      run(ofLeft, ofRight, new BitRange(common.get(at), common.get(end)));
      at = end + step;
    }
    rest(ofLeft, common, onlyExpected);
    rest(ofRight, common, onlyActual);
  }

  private void run(Map<Integer, Bit> ofLeft, Map<Integer, Bit> ofRight, BitRange run) {
    Bit one = ofLeft.get(run.msb());
    Bit other = ofRight.get(run.msb());
    int width = (int) run.widthBits();
    matches.add(
        new Match(
            part(leftNumbers, one.piece, one.digit, width),
            part(rightNumbers, other.piece, other.digit, width),
            distinct(run.toString())));
  }

  /** By index; a piece that cannot be cut, or that says again what another said, is left over. */
  private static TreeMap<Integer, Bit> bits(List<Piece> pieces, List<String> leftOver) {
    TreeMap<Integer, Bit> bits = new TreeMap<>();
    for (Piece piece : pieces) {
      boolean fits = piece.isSliceable();
      for (int d = 0; fits && d < piece.signal().widthBits(); d++) {
        fits = !bits.containsKey(piece.bitOf(d));
      }
      for (int d = 0; fits && d < piece.signal().widthBits(); d++) {
        bits.put(piece.bitOf(d), new Bit(piece, d));
      }
      if (!fits) {
        leftOver.add(piece.signal().toString());
      }
    }
    return bits;
  }

  private static void rest(
      TreeMap<Integer, Bit> bits, List<Integer> common, List<String> leftOver) {
    bits.keySet().removeAll(new HashSet<>(common));
    Map<Piece, Integer> counts = new LinkedHashMap<>();
    bits.descendingMap().values().forEach(b -> counts.merge(b.piece, 1, Integer::sum));
    counts.forEach(
        (piece, count) ->
            leftOver.add(piece.signal() + (count == piece.signal().widthBits() ? "" : " in part")));
  }
}
