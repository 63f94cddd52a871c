package tandem.waveforms.compare;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tandem.waveforms.compare.Declared.Piece;
import tandem.waveforms.signal.Signal;
import tandem.waveforms.signal.UnknownSignalException;

/**
 * Applies the rules of a mapping: to names, which stand for all that is declared under them, else
 * to one signal with its range, as in {@code tb.q[1]=dut.q[1]}. What a rule has taken no other
 * gets.
 */
final class MappingRules {
  /** Names of the expected side to names of the actual one. */
  final Map<String, String> names = new LinkedHashMap<>();

  /** Signals that a rule joins one by one; they are taken out of what is declared. */
  final Map<Signal, Signal> singles = new LinkedHashMap<>();

  private final Map<String, Declared> left;
  private final Map<String, Declared> right;
  private Map<String, Piece> pieces;

  /**
   * @throws UnknownSignalException for a rule that joins nothing
   */
  MappingRules(
      List<NameMapping.Rule> rules, Map<String, Declared> expected, Map<String, Declared> actual) {
    left = expected;
    right = actual;
    for (NameMapping.Rule rule : rules) {
      boolean hit = false;
      String unknown = rule.actual();
      for (Declared name : List.copyOf(left.values())) {
        String partner = rule.partner(name.path());
        if (partner != null && right.containsKey(partner)) {
          hit = true;
          join(name.path(), partner);
        } else {
          unknown = partner == null ? unknown : partner;
          hit |= single(rule, name);
        }
      }
      if (!hit) {
        throw UnknownSignalException.of(unknown, List.copyOf(right.keySet()));
      }
    }
  }

  private void join(String name, String partner) {
    if (!names.containsValue(partner)) {
      names.putIfAbsent(name, partner);
    }
  }

  private boolean single(NameMapping.Rule rule, Declared name) {
    boolean hit = false;
    for (Piece piece : new ArrayList<>(name.pieces())) {
      String text = piece.signal().toString();
      String partner = text.equals(name.path()) ? null : rule.partner(text);
      Piece other = partner == null ? null : rightPieces().remove(partner);
      if (other != null) {
        hit = true;
        singles.put(piece.signal(), other.signal());
        take(left, piece);
        take(right, other);
      }
    }
    return hit;
  }

  private Map<String, Piece> rightPieces() {
    if (pieces == null) {
      pieces = new HashMap<>();
      right.values().forEach(d -> d.pieces().forEach(p -> pieces.put(p.signal().toString(), p)));
    }
    return pieces;
  }

  private static void take(Map<String, Declared> side, Piece piece) {
    side.values().removeIf(d -> d.pieces().remove(piece) && d.pieces().isEmpty());
  }
}
