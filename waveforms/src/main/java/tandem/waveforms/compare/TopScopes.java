package tandem.waveforms.compare;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which leading scopes of names stand for each other: none, if paths are equal; else, with as few
 * scopes left out as gives the most common names, each top of one side with one of the other.
 */
final class TopScopes {
  /** Top scopes that may be left out of names on either side: test bench, wrapper, design. */
  private static final int MAX_DROPPED = 3;

  /** Meetings of equal names looked at; so many names below so many scopes are no tops. */
  private static final long MAX_MEETINGS = 20_000_000;

  private record Choice(int left, int right, Map<String, String> partners, long matches) {}

  private final List<String> left;
  private final List<String> right;
  private final boolean isSwapped;
  private final Choice choice;

  TopScopes(List<String> expected, List<String> actual) {
    // The choice must not depend on which dump is called A, so it is made in an order of their own.
    isSwapped = compare(expected, actual) > 0;
    left = isSwapped ? actual : expected;
    right = isSwapped ? expected : actual;
    choice = best();
  }

  private static int compare(List<String> one, List<String> other) {
    for (int i = 0; i < Math.min(one.size(), other.size()); i++) {
      int order = one.get(i).compareTo(other.get(i));
      if (order != 0) {
        return order;
      }
    }
    return Integer.compare(one.size(), other.size());
  }

  /** Scopes left out in names of the expected side. */
  int droppedExpected() {
    return isSwapped ? choice.right : choice.left;
  }

  int droppedActual() {
    return isSwapped ? choice.left : choice.right;
  }

  boolean hasMatches() {
    return choice.matches > 0;
  }

  /** Whether names without the scopes left out are still different. */
  boolean isSingleTop() {
    return choice.partners.size() == 1;
  }

  /** The path on the actual side that stands for one of the expected; null if none can. */
  String partner(String expected) {
    String rest = below(expected, droppedExpected());
    if (rest == null) {
      return null;
    }
    String top = top(expected, rest);
    String other = isSwapped ? swapped().get(top) : choice.partners.get(top);
    return other == null ? null : other + rest;
  }

  private Map<String, String> swapped() {
    Map<String, String> turned = new HashMap<>();
    choice.partners.forEach((one, other) -> turned.put(other, one));
    return turned;
  }

  /** The path without its first scopes; null if it has not as many. */
  static String below(String path, int scopes) {
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

  private static String top(String path, String rest) {
    return path.substring(0, path.length() - rest.length());
  }

  private Choice best() {
    Choice best = new Choice(0, 0, Map.of(), -1);
    for (int sum = 0; sum <= 2 * MAX_DROPPED; sum++) {
      for (int i = Math.max(0, sum - MAX_DROPPED); i <= Math.min(sum, MAX_DROPPED); i++) {
        Choice next = choice(i, sum - i);
        best = next.matches > best.matches ? next : best;
        if (best.matches == Math.min(left.size(), right.size())) {
          return best;
        }
      }
    }
    return best;
  }

  private Choice choice(int dropLeft, int dropRight) {
    Map<String, List<String>> tops = new HashMap<>();
    for (String path : right) {
      String rest = below(path, dropRight);
      if (rest != null) {
        tops.computeIfAbsent(rest, r -> new ArrayList<>(1)).add(top(path, rest));
      }
    }
    Map<List<String>, Integer> common = new LinkedHashMap<>();
    long meetings = 0;
    for (String path : left) {
      String rest = below(path, dropLeft);
      for (String top : rest == null ? List.<String>of() : tops.getOrDefault(rest, List.of())) {
        common.merge(List.of(top(path, rest), top), 1, Integer::sum);
        if (++meetings > MAX_MEETINGS) {
          return new Choice(dropLeft, dropRight, Map.of(), -1);
        }
      }
    }
    return assigned(dropLeft, dropRight, common);
  }

  /** Each top has one partner, those with most names in common first. */
  private static Choice assigned(int dropLeft, int dropRight, Map<List<String>, Integer> common) {
    Map<String, String> partners = new LinkedHashMap<>();
    Set<String> taken = new HashSet<>();
    long matches = 0;
    List<Map.Entry<List<String>, Integer>> order = new ArrayList<>(common.entrySet());
    order.sort(Map.Entry.<List<String>, Integer>comparingByValue().reversed());
    for (Map.Entry<List<String>, Integer> e : order) {
      String one = e.getKey().get(0);
      String other = e.getKey().get(1);
      if (!partners.containsKey(one) && taken.add(other)) {
        partners.put(one, other);
        matches += e.getValue();
      }
    }
    return new Choice(dropLeft, dropRight, partners, matches);
  }
}
