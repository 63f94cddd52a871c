package tandem.waveforms.signal;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A reference as dumps declare it, split into name and range.
 *
 * <p>Tools write `data [7:0]`, `data[7:0]`, `mem[3] [7:0]`, `bus [4]`. A last bracket is a range
 * only if it is as wide as the signal; otherwise it is an index and stays in the name.
 *
 * @param name without the range
 * @param range null when none was declared
 */
public record DeclaredName(String name, BitRange range) {
  private static final Pattern LAST_BRACKET =
      Pattern.compile("^(.*?)( ?)\\[(-?\\d{1,9})(?::(-?\\d{1,9}))?\\]$", Pattern.DOTALL);

  /** Splits a reference; inner blanks between name and range are allowed. */
  public static DeclaredName parse(String reference, int widthBits) {
    Matcher m = LAST_BRACKET.matcher(reference);
    if (!m.matches() || m.group(1).isEmpty()) {
      return new DeclaredName(reference, null);
    }
    int msb = Integer.parseInt(m.group(3));
    BitRange range = new BitRange(msb, m.group(4) == null ? msb : Integer.parseInt(m.group(4)));
    if (widthBits == 0 && m.group(4) != null) {
      return new DeclaredName(m.group(1), null); // a null range of VHDL
    }
    boolean glued = m.group(2).isEmpty();
    // `mem[3]` glued is one word of an array even if that word is one bit wide.
    boolean index = m.group(4) == null && glued;
    if (index || range.widthBits() != widthBits) {
      return new DeclaredName(reference, null);
    }
    return new DeclaredName(m.group(1), range);
  }
}
