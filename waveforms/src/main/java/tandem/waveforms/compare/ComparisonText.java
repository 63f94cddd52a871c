package tandem.waveforms.compare;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import tandem.waveforms.signal.TimeScale;

/** A comparison in words, for a terminal. */
public final class ComparisonText {
  private static final int MAX_STREAMS = 20;
  private static final int MAX_NAMES = 5;

  /** Characters of a value; more are cut. */
  private static final int ROOM = 22;

  private final Comparison result;
  private final TimeScale expectedUnit;
  private final TimeScale actualUnit;
  private final List<String> lines = new ArrayList<>();

  private ComparisonText(Comparison result, TimeScale expectedUnit, TimeScale actualUnit) {
    this.result = result;
    this.expectedUnit = expectedUnit;
    this.actualUnit = actualUnit;
  }

  /** The text, lines ended by newlines. */
  public static String of(Comparison result, TimeScale expectedUnit, TimeScale actualUnit) {
    ComparisonText text = new ComparisonText(result, expectedUnit, actualUnit);
    text.write();
    return String.join("\n", text.lines) + "\n";
  }

  private void write() {
    lines.add("A (expected)  " + result.expectedName());
    lines.add("B (actual)    " + result.actualName());
    result.remarks().forEach(r -> lines.add("note: passed over in " + r));
    lines.add(
        String.format(
            Locale.ROOT,
            "%d signals matched %s; %d only in A, %d only in B",
            result.signals(),
            result.matching(),
            result.onlyExpected().size(),
            result.onlyActual().size()));
    alone("A", result.onlyExpected());
    alone("B", result.onlyActual());
    if (result.first() != null) {
      lines.add("");
      divergence(result.first());
    }
    streams();
    lines.add("");
    if (result.problem() != null) {
      lines.add("error: " + result.problem());
    }
    lines.add(verdict());
  }

  private void alone(String side, List<String> names) {
    if (!names.isEmpty()) {
      String more = names.size() > MAX_NAMES ? ", ..." : "";
      List<String> some = names.subList(0, Math.min(MAX_NAMES, names.size()));
      lines.add("  only in " + side + ": " + String.join(", ", some) + more);
    }
  }

  private String verdict() {
    String what = result.mode().clocked() ? " cycles" : " moments";
    String compared = " (mode " + result.mode().name().toLowerCase(Locale.ROOT) + ", ";
    compared += result.samples() + what + " compared; of the declared signals ";
    compared += result.expectedCoverage() + " in A, " + result.actualCoverage() + " in B)";
    if (result.problem() != null) {
      return "NOT FINISHED" + compared;
    }
    return (result.equal() ? "EQUAL" : "DIFFERENT") + compared;
  }

  private void divergence(Divergence d) {
    String record = d.record() < 0 ? "" : "   record=" + d.record();
    lines.add("MISMATCH  " + d.stream() + "   " + d.kind() + record);
    lines.add(row("field", "expected (A)", "actual (B)", ""));
    for (Divergence.FieldValues f : d.fields()) {
      lines.add(values(f));
    }
    lines.add(row("at", point(d.expected(), expectedUnit), point(d.actual(), actualUnit), ""));
    lines.add("  rule       " + d.rule());
  }

  private static String row(String name, String expected, String actual, String mark) {
    return String.format(Locale.ROOT, "  %-10s %-24s %-24s %s", name, expected, actual, mark)
        .stripTrailing();
  }

  /** Long values are shown where they differ. */
  private static String values(Divergence.FieldValues f) {
    if (!f.differs()) {
      return row(f.name(), Excerpt.end(f.expected(), ROOM), Excerpt.end(f.actual(), ROOM), "");
    }
    int at = Excerpt.firstDifference(f.expected(), f.actual());
    String left = Excerpt.around(f.expected(), at, ROOM);
    String right = Excerpt.around(f.actual(), at, ROOM);
    boolean whole = left.equals(f.expected()) && right.equals(f.actual());
    return row(f.name(), left, right, whole ? "<<<" : "<<< first" + Excerpt.where(f));
  }

  private static String point(Divergence.Point point, TimeScale unit) {
    if (point == null) {
      return "-";
    }
    String time = point.time() + " x " + unit;
    return point.cycle() < 0 ? time : "cycle " + point.cycle() + " (" + time + ")";
  }

  private void streams() {
    List<Comparison.StreamResult> shown =
        result.streams().stream()
            .sorted(java.util.Comparator.comparing(s -> s.divergence() == null))
            .limit(MAX_STREAMS)
            .toList();
    if (shown.isEmpty()) {
      return;
    }
    lines.add("");
    boolean records = result.mode().byRecord();
    lines.add(records ? "stream: records equal, drift in cycles" : "where signals diverge");
    shown.forEach(s -> lines.add("  " + stream(s, records)));
    if (shown.size() < result.streams().size()) {
      lines.add("  and " + (result.streams().size() - shown.size()) + " more");
    }
  }

  private String stream(Comparison.StreamResult s, boolean records) {
    StringBuilder out = new StringBuilder(String.format(Locale.ROOT, "%-32s", s.name()));
    if (records) {
      Drift drift = s.drift();
      out.append(
          String.format(
              Locale.ROOT,
              " %8d   mean %+.2f  p99 %d  worst %+d",
              s.compared(),
              drift.mean(),
              drift.p99(),
              drift.worst()));
      if (s.unknownHandshakes() > 0) {
        out.append("   ")
            .append(s.unknownHandshakes())
            .append(" edges with unknown valid or ready");
      }
    }
    if (s.divergence() != null) {
      Divergence d = s.divergence();
      String field = d.field().isEmpty() ? "" : " " + d.field();
      boolean left = d.expected() != null;
      Divergence.Point at = left ? d.expected() : d.actual();
      out.append("   <<< ").append(d.kind()).append(field);
      if (at != null) {
        out.append(" at ").append(point(at, left ? expectedUnit : actualUnit));
      }
    }
    return out.toString().stripTrailing();
  }
}
