package tandem.jvm;

import java.math.BigInteger;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tandem.bridge.Outcome;
import tandem.bridge.RtlEndedException;

/** Says how a simulation ended by itself. */
final class Ending {
  private static final Pattern DIRECTIVE = Pattern.compile("%(0?\\d*)([a-zA-Z%])");

  private Ending() {}

  static RtlEndedException of(String design, Program program, Kernel kernel, long cycle) {
    Program.Check check = program.checks().get(kernel.failed);
    Outcome outcome =
        switch (check.ending()) {
          case FINISH -> Outcome.FINISHED;
          case STOP -> Outcome.STOPPED;
          case ASSERTION -> Outcome.ASSERTION;
          case FATAL -> Outcome.FATAL;
        };
    Matcher place = Pattern.compile("(.*):(\\d+)").matcher(check.place());
    String text = text(check.format(), check.bits(), kernel.printed);
    return new RtlEndedException.End(
            design,
            outcome,
            cycle,
            place.matches() ? place.group(1) : check.place(),
            place.matches() ? Integer.parseInt(place.group(2)) : 0,
            text.strip().replaceAll("\\s*\\R\\s*", " | "))
        .exception();
  }

  /** What {@code $display} prints for a format and its values. */
  static String text(String format, List<Integer> bits, long[] words) {
    StringBuilder out = new StringBuilder();
    Matcher directive = DIRECTIVE.matcher(format);
    int value = 0;
    int word = 0;
    while (directive.find()) {
      String printed = directive.group();
      char letter = Character.toLowerCase(directive.group(2).charAt(0));
      if (letter == '%') {
        printed = "%";
      } else if (value < bits.size()) {
        int width = bits.get(value++);
        BigInteger number = number(words, word, width);
        word += Word.limbsOf(width);
        printed =
            switch (letter) {
              case 'h', 'x' -> padded(number.toString(16), (width + 3) / 4, directive.group(1));
              case 'b' -> padded(number.toString(2), width, directive.group(1));
              default -> number.toString();
            };
      }
      directive.appendReplacement(out, Matcher.quoteReplacement(printed));
    }
    return directive.appendTail(out).toString();
  }

  private static String padded(String digits, int full, String asked) {
    return asked.equals("0") ? digits : "0".repeat(Math.max(0, full - digits.length())) + digits;
  }

  private static BigInteger number(long[] words, int first, int bits) {
    BigInteger number = BigInteger.ZERO;
    for (int i = Word.limbsOf(bits) - 1; i >= 0; i--) {
      number = number.shiftLeft(64).or(new BigInteger(Long.toUnsignedString(words[first + i])));
    }
    return number;
  }
}
