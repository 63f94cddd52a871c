package tandem.cosim.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Draws a mismatch as a table: expected (model) before actual (RTL), what differs marked. */
public final class MismatchFormat {
  private static final String ROW = "  %-10s %-24s %-24s%s";

  private MismatchFormat() {}

  /** The lines of the table, without a line break at the end. */
  public static String table(Mismatch m, long seed) {
    List<String> lines = new ArrayList<>();
    lines.add(
        String.format(
            Locale.ROOT,
            "MISMATCH  %s   cycle=%s   tag=%s   seed=%d",
            m.stage(),
            m.cycle() < 0 ? "end" : String.format(Locale.ROOT, "%08d", m.cycle()),
            m.tag(),
            seed));
    lines.add(
        String.format(Locale.ROOT, ROW, "field", "expected (model)", "actual (RTL)", "")
            .stripTrailing());
    for (Mismatch.Field f : m.fields()) {
      String mark = f.differs() ? "<<<" : "";
      lines.add(
          String.format(Locale.ROOT, ROW, f.name(), f.expected(), f.actual(), mark)
              .stripTrailing());
    }
    lines.add("  rule       " + m.rule());
    if (!m.journey().isEmpty()) {
      lines.add("  journey    " + String.join(" ", m.journey()));
    }
    return String.join("\n", lines);
  }
}
