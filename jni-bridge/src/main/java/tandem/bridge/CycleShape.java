package tandem.bridge;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Finds out from what Verilator wrote whether a cycle needs less than two whole evaluations: when
 * the rising clock is the only trigger and nothing else reads the clock, the edge needs only the
 * clocked logic and the rest of the cycle only the logic behind the inputs.
 */
final class CycleShape {
  /** The generated code is no interface, so other versions of Verilator get whole evaluations. */
  private static final String KNOWN_VERSION = "Verilator 5.006 ";

  private CycleShape() {}

  static boolean isSingleEdge(Path generated, String prefix, String clockPin) throws IOException {
    if (clockPin.isEmpty() || !Toolchain.verilatorVersion().startsWith(KNOWN_VERSION)) {
      return false;
    }
    String root = Files.readString(generated.resolve(prefix + "___024root.h"));
    if (!root.contains("VlTriggerVec<1> __VactTriggered;")
        || !root.contains("VlTriggerVec<1> __VicoTriggered;")
        || root.contains("__VpreTriggered;")) {
      return false;
    }
    StringBuilder code = new StringBuilder();
    for (Path file : sources(generated)) {
      code.append(Files.readString(file));
    }
    String text = code.toString().replaceAll("\\s+", " ");
    String previous = "vlSelf->__Vtrigrprev__TOP__" + clockPin;
    String clock = "vlSelf->" + clockPin;
    String rises =
        String.format(
            Locale.ROOT,
            "vlSelf->__VactTriggered.at(0U) = ((IData)(%s) & (~ (IData)(%s)));",
            clock,
            previous);
    String kept = String.format(Locale.ROOT, "%s = %s;", previous, clock);
    // Besides these two statements, only the check of its width in debug builds may read the clock.
    String widthCheck = String.format(Locale.ROOT, "if (VL_UNLIKELY((%s & 0xfeU)))", clock);
    return count(text, rises) == 1
        && count(text, clock) == 1 + count(text, kept) + count(text, widthCheck)
        && text.contains(prefix + "___024root___eval_ico(")
        && text.contains(prefix + "___024root___eval_act(");
  }

  /** Tracing and construction do read the clock, and do not matter. */
  private static List<Path> sources(Path generated) throws IOException {
    try (Stream<Path> files = Files.list(generated)) {
      return files
          .filter(f -> f.toString().endsWith(".cpp"))
          .filter(f -> !f.getFileName().toString().contains("__Trace"))
          .filter(f -> !f.toString().endsWith("__Slow.cpp"))
          .sorted()
          .toList();
    }
  }

  private static int count(String text, String wanted) {
    Matcher matcher = Pattern.compile(Pattern.quote(wanted) + "(?!\\w)").matcher(text);
    int count = 0;
    while (matcher.find()) {
      count++;
    }
    return count;
  }
}
