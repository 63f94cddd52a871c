package tandem.waveforms.compare;

import java.util.ArrayList;
import java.util.List;
import tandem.waveforms.signal.Signal;

/**
 * Which signals of the expected dump are compared with which of the actual one.
 *
 * @param rules tried in order on full paths of the expected side; paths that no rule fits are
 *     matched by name
 * @param include only paths that fit one of these, on either side; all if empty
 * @param exclude no path that fits one of these
 */
public record NameMapping(List<Rule> rules, List<Glob> include, List<Glob> exclude) {
  /** Equal names, everything. */
  public static final NameMapping IDENTITY = new NameMapping(List.of(), List.of(), List.of());

  public NameMapping {
    rules = List.copyOf(rules);
    include = List.copyOf(include);
    exclude = List.copyOf(exclude);
  }

  /**
   * One rule.
   *
   * @param expected pattern of paths
   * @param actual the path it stands for; its n-th `*` takes what the n-th of the other matched
   */
  public record Rule(Glob expected, String actual) {
    /** What the rule makes of a path of the expected side; null if it does not fit. */
    String partner(String path) {
      return expected.rewrite(path, actual);
    }

    /** Reads `expected=actual`. */
    public static Rule parse(String text) {
      int cut = text.indexOf('=');
      if (cut <= 0 || cut == text.length() - 1) {
        throw new IllegalArgumentException("a mapping is EXPECTED=ACTUAL: '" + text + "'");
      }
      return new Rule(Glob.of(text.substring(0, cut)), text.substring(cut + 1));
    }
  }

  /** The same with one more rule. */
  public NameMapping map(String expected, String actual) {
    List<Rule> more = new ArrayList<>(rules);
    more.add(new Rule(Glob.of(expected), actual));
    return new NameMapping(more, include, exclude);
  }

  /** The same, restricted further. */
  public NameMapping restrict(List<String> only, List<String> without) {
    List<Glob> in = new ArrayList<>(include);
    only.forEach(p -> in.add(Glob.of(p)));
    List<Glob> out = new ArrayList<>(exclude);
    without.forEach(p -> out.add(Glob.of(p)));
    return new NameMapping(rules, in, out);
  }

  boolean admits(Signal signal) {
    return (include.isEmpty() || include.stream().anyMatch(g -> g.fits(signal)))
        && exclude.stream().noneMatch(g -> g.fits(signal));
  }
}
