package tandem.cosim.cli;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import tandem.rtlgen.Flavour;
import tandem.rtlgen.PpaReference;
import tandem.rtlgen.PpaReference.Anchor;
import tandem.rtlgen.PpaReference.Subject;
import tandem.rtlgen.RtlGenException;
import tandem.rtlgen.RtlGenerator;
import tandem.rtlgen.SizeAndClock;

/** Size and longest path of blocks, beside those of open designs. */
final class PpaTable {
  /** One measured block; {@code millionsASecond} is empty without a delay. */
  record Row(
      String block,
      Map<String, String> settings,
      String operation,
      OptionalDouble perCycle,
      OptionalDouble millionsASecond,
      SizeAndClock.Figures figures) {}

  /**
   * The table as it is written to a file.
   *
   * @param unmeasured why a block has no row, a line each
   */
  record Report(List<Row> rows, List<String> unmeasured, List<Anchor> anchors) {}

  private static final String LINE = "%-58s %12s %6s %7s %6s %6s %11s %5s %-9s %s%n";
  private static final String NONE = "-";
  private static final List<String> HEAD =
      List.of(
          "design",
          "delay ns",
          "levels",
          "LUT6",
          "LUT4",
          "FF",
          "memory bits",
          "M/s",
          "of",
          "longest path in levels");

  private final RtlGenerator generator;
  private final PpaReference reference = PpaReference.load();
  private final Duration limit;

  PpaTable(RtlGenerator generator, Duration limit) {
    this.generator = generator;
    this.limit = limit;
  }

  /**
   * Measures the standard table, or one block with each combination of the values in {@code
   * settings}.
   *
   * @param printer gets the lines of the table, each as soon as it is known
   * @throws RtlGenException if none could be measured
   */
  Report measure(Optional<String> block, Map<String, String> settings, Consumer<String> printer) {
    List<Row> rows = new ArrayList<>();
    List<String> unmeasured = new ArrayList<>();
    List<Subject> subjects = subjects(block, settings);
    for (Subject subject : subjects) {
      try {
        Row row = measure(subject);
        if (rows.isEmpty()) {
          printer.accept(line(HEAD));
        }
        printer.accept(line(columns(row)));
        rows.add(row);
      } catch (RtlGenException e) {
        if (subjects.size() == 1) {
          throw e;
        }
        unmeasured.add(subject.block() + ": " + e.getMessage().lines().findFirst().orElseThrow());
      }
    }
    if (rows.isEmpty()) {
      throw new RtlGenException(String.join("; ", unmeasured));
    }
    reference.anchors().forEach(anchor -> printer.accept(line(columns(anchor))));
    return new Report(rows, unmeasured, reference.anchors());
  }

  private List<Subject> subjects(Optional<String> block, Map<String, String> settings) {
    if (block.isEmpty() && settings.isEmpty()) {
      return reference.blocks();
    }
    String name = block.orElse(RtlCommand.DEFAULT_BLOCK);
    Optional<Subject> known = reference.subject(name);
    return combinations(settings).stream()
        .map(
            values ->
                new Subject(
                    name,
                    values,
                    known.map(Subject::operation).orElse(""),
                    known.map(Subject::perCycle).orElse(Double.NaN)))
        .toList();
  }

  /** Each value is one or several with commas between them. */
  static List<Map<String, String>> combinations(Map<String, String> settings) {
    List<Map<String, String>> combinations = List.of(Map.of());
    for (Map.Entry<String, String> setting : settings.entrySet()) {
      List<Map<String, String>> longer = new ArrayList<>();
      for (Map<String, String> before : combinations) {
        for (String value : setting.getValue().split(",", -1)) {
          Map<String, String> one = new LinkedHashMap<>(before);
          one.put(setting.getKey(), value);
          longer.add(one);
        }
      }
      combinations = longer;
    }
    return combinations;
  }

  private Row measure(Subject subject) {
    var rtl = generator.generate(subject.block(), subject.settings(), Flavour.SYNTHESIS);
    SizeAndClock.Figures figures = new SizeAndClock().measure(rtl.directory(), limit);
    boolean isRated = !Double.isNaN(subject.perCycle()) && figures.delayPs().isPresent();
    return new Row(
        subject.block(),
        subject.settings(),
        subject.operation(),
        Double.isNaN(subject.perCycle())
            ? OptionalDouble.empty()
            : OptionalDouble.of(subject.perCycle()),
        isRated
            ? OptionalDouble.of(
                PpaReference.millionsASecond(subject.perCycle(), figures.delayPs().getAsInt()))
            : OptionalDouble.empty(),
        figures);
  }

  private static List<String> columns(Row row) {
    SizeAndClock.Figures figures = row.figures();
    return List.of(
        name(row),
        delay(figures),
        String.valueOf(figures.levels()),
        String.valueOf(figures.lut6()),
        text(figures.lut4()),
        String.valueOf(figures.flipFlops()),
        String.valueOf(figures.memoryBits()),
        rate(row.millionsASecond()),
        row.operation(),
        figures.from() + " to " + figures.to());
  }

  private static List<String> columns(Anchor anchor) {
    return List.of(
        anchor.design(),
        nanoseconds(anchor.delayPs()),
        NONE,
        "(" + anchor.lut6() + ")",
        NONE,
        String.valueOf(anchor.flipFlops()),
        anchor.memory().isEmpty() ? "0" : anchor.memory(),
        rate(anchor),
        anchor.operation(),
        NONE);
  }

  /** The page of the documentation that holds the table. */
  static String page(Report report) {
    StringBuilder page = new StringBuilder();
    page.append("# Size and clock\n\n")
        .append("Written by `make ppa ARGS=\"--page docs/ppa.md\"`, with ")
        .append(report.rows().get(0).figures().yosys())
        .append(
            """
            :

            - **delay**: the longest path in the estimate of `synth_ecp5 -abc9`, before routing. 5 ns stands for 250 MHz: Corundum closes
              it on UltraScale+ with the figures below. Compare designs under one tool; it is no figure of a data sheet.
            - **levels**: LUTs of six inputs on the longest path between flip-flops, memories kept whole and their inner delay not
              counted. Exact, and the same each time. The path is given by the names of the RTL.
            - **LUT6** in parentheses are those of `synth_xilinx`, the others of `abc -lut 6`: not comparable.
            - **M/s**: operations a second in millions, operations a cycle by delay.

            """)
        .append(cells(HEAD))
        .append(cells(Collections.nCopies(HEAD.size(), "---")));
    report.rows().forEach(row -> page.append(cells(columns(row))));
    report.anchors().forEach(anchor -> page.append(cells(columns(anchor))));
    if (!report.unmeasured().isEmpty()) {
      page.append("\nNot measured:\n\n");
      report.unmeasured().forEach(why -> page.append("- ").append(why).append('\n'));
    }
    return page.toString();
  }

  private static String cells(List<String> columns) {
    return "| " + String.join(" | ", columns) + " |\n";
  }

  private static String line(List<String> columns) {
    return String.format(Locale.ROOT, LINE, columns.toArray());
  }

  private static String name(Row row) {
    return row.block()
        + row.settings().entrySet().stream()
            .map(setting -> " " + setting.getKey() + "=" + setting.getValue())
            .collect(Collectors.joining());
  }

  private static String delay(SizeAndClock.Figures figures) {
    return figures.delayPs().isPresent()
        ? nanoseconds(figures.delayPs().getAsInt())
        : figures.delayNote();
  }

  private static String nanoseconds(int delayPs) {
    return String.format(Locale.ROOT, "%.2f", delayPs / 1e3);
  }

  private static String text(OptionalInt value) {
    return value.isPresent() ? String.valueOf(value.getAsInt()) : NONE;
  }

  private static String rate(OptionalDouble millions) {
    return millions.isPresent() ? String.format(Locale.ROOT, "%.0f", millions.getAsDouble()) : NONE;
  }

  private static String rate(Anchor anchor) {
    if (anchor.perCycle() == 0) {
      return NONE;
    }
    return rate(
        OptionalDouble.of(PpaReference.millionsASecond(anchor.perCycle(), anchor.delayPs())));
  }
}
