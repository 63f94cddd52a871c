package tandem.waveforms.compare;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tandem.waveforms.signal.Signal;
import tandem.waveforms.signal.UnknownSignalException;
import tandem.waveforms.signal.WaveHeader;

/**
 * Signals of two dumps matched by name.
 *
 * @param onlyExpected paths without a partner
 * @param rule how names were matched, for the report
 */
record Pairing(
    List<SignalPair> pairs, List<String> onlyExpected, List<String> onlyActual, String rule) {
  /** Top scopes that may be left out of names on either side: test bench, wrapper, design. */
  private static final int MAX_DROPPED = 3;

  /**
   * Matches by the rules and else by equal path; if the tops are named differently, by equal paths
   * behind as few leading scopes as gives the most matches.
   *
   * @throws UnknownSignalException for a pattern that fits nothing
   * @throws ComparisonRefused if nothing matches
   */
  static Pairing of(WaveHeader expected, WaveHeader actual, NameMapping mapping) {
    checkPatterns(expected, actual, mapping);
    Map<String, Signal> left = admitted(expected, mapping);
    Map<String, Signal> right = admitted(actual, mapping);
    Map<String, String> byRule = ruled(left, right, actual, mapping);
    int[] drop = bestDrop(left.keySet(), right.keySet());
    Map<String, String> shortened = new LinkedHashMap<>();
    right.keySet().forEach(p -> shortened.putIfAbsent(dropped(p, drop[1]), p));
    List<SignalPair> pairs = new ArrayList<>();
    List<String> alone = new ArrayList<>();
    Set<String> used = new HashSet<>();
    for (Map.Entry<String, Signal> e : left.entrySet()) {
      String name = dropped(e.getKey(), drop[0]);
      String partner = byRule.getOrDefault(e.getKey(), name == null ? null : shortened.get(name));
      if (partner == null) {
        alone.add(e.getKey());
      } else {
        // Only names matched without scopes are shown without them: a rule may join any two paths.
        boolean whole = name == null || byRule.containsKey(e.getKey());
        String shown = whole ? e.getKey() : name;
        pairs.add(new SignalPair(pairs.size(), shown, e.getValue(), right.get(partner)));
        used.add(partner);
      }
    }
    List<String> rest = right.keySet().stream().filter(p -> !used.contains(p)).toList();
    if (pairs.isEmpty()) {
      throw new ComparisonRefused(nothingCommon(left.keySet(), right.keySet()));
    }
    return new Pairing(pairs, alone, rest, rule(byRule.size(), drop));
  }

  private static Map<String, Signal> admitted(WaveHeader header, NameMapping mapping) {
    Map<String, Signal> found = new LinkedHashMap<>();
    for (Signal signal : header.signals()) {
      if (mapping.admits(signal.path())) {
        found.putIfAbsent(signal.path(), signal);
      }
    }
    return found;
  }

  private static void checkPatterns(WaveHeader expected, WaveHeader actual, NameMapping mapping) {
    for (Glob glob : mapping.include()) {
      boolean fits =
          Stream.concat(expected.signals().stream(), actual.signals().stream())
              .anyMatch(s -> glob.matches(s.path()));
      if (!fits) {
        throw UnknownSignalException.of(glob.pattern(), expected);
      }
    }
  }

  private static Map<String, String> ruled(
      Map<String, Signal> left, Map<String, Signal> right, WaveHeader actual, NameMapping mapping) {
    Map<String, String> found = new LinkedHashMap<>();
    for (NameMapping.Rule rule : mapping.rules()) {
      String unknown = null;
      boolean hit = false;
      for (String path : left.keySet()) {
        String partner = rule.expected().rewrite(path, rule.actual());
        if (partner != null && right.containsKey(partner)) {
          found.putIfAbsent(path, partner);
          hit = true;
        } else if (partner != null) {
          unknown = partner;
        }
      }
      if (!hit) {
        throw UnknownSignalException.of(unknown == null ? rule.actual() : unknown, actual);
      }
    }
    return found;
  }

  private static int[] bestDrop(Set<String> left, Set<String> right) {
    int[] best = {0, 0};
    long most = -1;
    for (int sum = 0; sum <= 2 * MAX_DROPPED; sum++) {
      for (int i = Math.max(0, sum - MAX_DROPPED); i <= Math.min(sum, MAX_DROPPED); i++) {
        int j = sum - i;
        Set<String> names = right.stream().map(p -> dropped(p, j)).collect(Collectors.toSet());
        int drop = i;
        long matches =
            left.stream()
                .map(p -> dropped(p, drop))
                .filter(p -> p != null && names.contains(p))
                .count();
        if (matches > most) {
          most = matches;
          best = new int[] {i, j};
        }
        if (most == Math.min(left.size(), right.size())) {
          return best;
        }
      }
    }
    return best;
  }

  /** The path without its first scopes; null if it has not as many. */
  private static String dropped(String path, int scopes) {
    int from = 0;
    for (int i = 0; i < scopes; i++) {
      int dot = path.indexOf('.', from);
      if (dot < 0) {
        return null;
      }
      from = dot + 1;
    }
    return path.substring(from);
  }

  private static String rule(int ruled, int[] drop) {
    String rules = ruled == 0 ? "" : ruled + " by the mapping, the others ";
    return drop[0] + drop[1] == 0
        ? rules + "by path"
        : rules + "by path without " + drop[0] + " top scopes in A and " + drop[1] + " in B";
  }

  private static String nothingCommon(Set<String> left, Set<String> right) {
    return "the dumps have no signal in common, so nothing can be compared: A has "
        + some(left)
        + "; B has "
        + some(right)
        + " (--map EXPECTED=ACTUAL maps names)";
  }

  private static String some(Set<String> paths) {
    return paths.isEmpty()
        ? "none"
        : paths.stream().limit(3).collect(Collectors.joining(", "))
            + (paths.size() > 3 ? ", ..." : "");
  }
}
