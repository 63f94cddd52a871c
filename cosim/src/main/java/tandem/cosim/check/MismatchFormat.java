package tandem.cosim.check;

import java.util.ArrayList;
import java.util.List;

/** Draws a mismatch as a table: expected (model) before actual (RTL), what differs marked. */
public final class MismatchFormat {
  private static final String ROW = "  %-10s %-24s %-24s%s";

  private MismatchFormat() {}

  /** The lines of the table, without a line break at the end. */
  public static String table(Mismatch m, long seed) {
    List<String> lines = new ArrayList<>();
    lines.add(
        "MISMATCH  %s   cycle=%s   tag=%s   seed=%d"
            .formatted(
                m.stage(), m.cycle() < 0 ? "end" : "%08d".formatted(m.cycle()), m.tag(), seed));
    lines.add(ROW.formatted("field", "expected (model)", "actual (RTL)", "").stripTrailing());
    for (Mismatch.Field f : m.fields()) {
      String mark = f.differs() ? "<<<" : "";
      lines.add(ROW.formatted(f.name(), f.expected(), f.actual(), mark).stripTrailing());
    }
    lines.add("  rule       " + m.rule());
    if (!m.journey().isEmpty()) {
      lines.add("  journey    " + String.join(" ", m.journey()));
    }
    return String.join("\n", lines);
  }
}
