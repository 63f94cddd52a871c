package tandem.waveforms.signal;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** Suggests names for a misspelt one. */
public final class NearestNames {
  private record Scored(String name, int distance) {}

  private NearestNames() {}

  /**
   * The closest names, best first. The last part of a path counts as much as the whole, since users
   * leave the scopes out.
   */
  public static List<String> of(String wanted, Collection<String> names, int count) {
    String key = wanted.toLowerCase(Locale.ROOT);
    return names.stream()
        .distinct()
        .map(n -> new Scored(n, score(key, n.toLowerCase(Locale.ROOT))))
        .sorted(Comparator.comparingInt(Scored::distance).thenComparing(Scored::name))
        .limit(count)
        .map(Scored::name)
        .toList();
  }

  private static int score(String wanted, String path) {
    int dot = path.lastIndexOf('.');
    return Math.min(distance(wanted, path), distance(wanted, path.substring(dot + 1)));
  }

  /** Edit distance: insertions, deletions and replacements. */
  static int distance(String a, String b) {
    int[] row = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int replaced = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(replaced, Math.min(row[j], row[j - 1]) + 1);
      }
    }
    return row[b.length()];
  }
}
