package tandem.waveforms.compare;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tandem.waveforms.signal.Signal;

/** A name pattern: `*` stands for any characters, dots included, `?` for one. */
public record Glob(String pattern, Pattern regex) {
  /** Compiles a pattern. */
  public static Glob of(String pattern) {
    StringBuilder regex = new StringBuilder();
    for (char c : pattern.toCharArray()) {
      regex.append(c == '*' ? "(.*?)" : c == '?' ? "(.)" : Pattern.quote(String.valueOf(c)));
    }
    return new Glob(pattern, Pattern.compile(regex.toString()));
  }

  /** Whether the whole path, or the part behind some dot of it, has the form. */
  public boolean matches(String path) {
    if (regex.matcher(path).matches()) {
      return true;
    }
    for (int dot = path.indexOf('.'); dot >= 0; dot = path.indexOf('.', dot + 1)) {
      if (regex.matcher(path).region(dot + 1, path.length()).matches()) {
        return true;
      }
    }
    return false;
  }

  /** Whether the signal has the form by its path, or by that with its range. */
  boolean fits(Signal signal) {
    return matches(signal.path()) || signal.range() != null && matches(signal.toString());
  }

  /** The path with each `*` of {@code to} replaced by what stood for it here; null if no match. */
  String rewrite(String path, String to) {
    Matcher m = regex.matcher(path);
    if (!m.matches()) {
      return null;
    }
    StringBuilder out = new StringBuilder();
    int group = 0;
    for (char c : to.toCharArray()) {
      boolean wild = (c == '*' || c == '?') && group < m.groupCount();
      out.append(wild ? m.group(++group) : String.valueOf(c));
    }
    return out.toString();
  }
}
