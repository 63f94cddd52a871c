package tandem.waveforms.compare;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tandem.waveforms.signal.UnknownSignalException;
import tandem.waveforms.signal.WaveHeader;

/**
 * Signals of two dumps matched by name. Each has one partner, or its bits have one each, or it is
 * listed as being without; which one does not depend on the order of the dumps.
 */
final class Pairing {
  private final List<SignalPair> pairs = new ArrayList<>();
  private final List<String> onlyExpected = new ArrayList<>();
  private final List<String> onlyActual = new ArrayList<>();
  private final String rule;
  private int count;

  /**
   * Matches by the rules and else by equal path; if the tops are named differently, by equal paths
   * behind as few leading scopes as gives the most matches.
   *
   * @throws UnknownSignalException for a pattern that fits nothing
   * @throws ComparisonRefused if nothing matches
   */
  static Pairing of(WaveHeader expected, WaveHeader actual, NameMapping mapping) {
    checkPatterns(expected, actual, mapping);
    return new Pairing(expected, actual, mapping);
  }

  private Pairing(WaveHeader expected, WaveHeader actual, NameMapping mapping) {
    Map<String, Declared> left = Declared.of(expected.signals(), mapping::admits);
    Map<String, Declared> right = Declared.of(actual.signals(), mapping::admits);
    MappingRules rules = new MappingRules(mapping.rules(), left, right);
    rules.singles.forEach(
        (one, other) -> add(one.toString(), SignalPart.whole(one), SignalPart.whole(other)));
    rules.names.forEach((name, other) -> match(name, left.remove(name), right.remove(other)));
    TopScopes tops = new TopScopes(List.copyOf(left.keySet()), List.copyOf(right.keySet()));
    if (pairs.isEmpty() && !tops.hasMatches()) {
      throw new ComparisonRefused(nothingCommon(left.keySet(), right.keySet()));
    }
    byPath(tops, left.values(), right);
    right.values().forEach(d -> d.pieces().forEach(p -> onlyActual.add(p.signal().toString())));
    rule = rule(rules.names.size() + rules.singles.size(), tops);
    pairs.sort(
        Comparator.comparingInt((SignalPair p) -> p.expected().signal().index())
            .thenComparingInt(p -> p.expected().from()));
    pairs.replaceAll(p -> p.at(count++));
  }

  private void byPath(TopScopes tops, Collection<Declared> left, Map<String, Declared> right) {
    for (Declared one : left) {
      String partner = tops.partner(one.path());
      Declared other = partner == null ? null : right.remove(partner);
      if (other == null) {
        one.pieces().forEach(p -> onlyExpected.add(p.signal().toString()));
      } else {
        // Only names matched without scopes are shown without them.
        String shown =
            tops.isSingleTop() ? TopScopes.below(one.path(), tops.droppedExpected()) : one.path();
        match(shown, one, other);
      }
    }
  }

  private void match(String shown, Declared one, Declared other) {
    PiecePairing found = new PiecePairing(one, other);
    found.matches.forEach(m -> add(shown + m.suffix(), m.expected(), m.actual()));
    onlyExpected.addAll(found.onlyExpected);
    onlyActual.addAll(found.onlyActual);
  }

  private void add(String name, SignalPart expected, SignalPart actual) {
    pairs.add(new SignalPair(-1, name, expected, actual));
  }

  /** In the order of the expected dump's declarations. */
  List<SignalPair> pairs() {
    return pairs;
  }

  /** Signals without a partner, or with one for some of their bits only. */
  List<String> onlyExpected() {
    return onlyExpected;
  }

  List<String> onlyActual() {
    return onlyActual;
  }

  /** How names were matched, for the report. */
  String rule() {
    return rule;
  }

  private static void checkPatterns(WaveHeader expected, WaveHeader actual, NameMapping mapping) {
    for (Glob glob : mapping.include()) {
      boolean fits =
          Stream.concat(expected.signals().stream(), actual.signals().stream())
              .anyMatch(glob::fits);
      if (!fits) {
        throw UnknownSignalException.of(glob.pattern(), expected);
      }
    }
  }

  private static String rule(int ruled, TopScopes tops) {
    String rules = ruled == 0 ? "" : ruled + " by the mapping, the others ";
    return tops.droppedExpected() + tops.droppedActual() == 0
        ? rules + "by path"
        : rules
            + "by path without "
            + tops.droppedExpected()
            + " top scopes in A and "
            + tops.droppedActual()
            + " in B";
  }

  private static String nothingCommon(Collection<String> left, Collection<String> right) {
    return "the dumps have no signal in common, so nothing can be compared: A has "
        + some(left)
        + "; B has "
        + some(right)
        + " (--map EXPECTED=ACTUAL maps names)";
  }

  private static String some(Collection<String> paths) {
    return paths.isEmpty()
        ? "none"
        : paths.stream().limit(3).collect(Collectors.joining(", "))
            + (paths.size() > 3 ? ", ..." : "");
  }
}
