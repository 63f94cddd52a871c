package tandem.bridge;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import tandem.rtlgen.Manifest;

/** Writes design_table.h: the only C++ that is generated, and it holds nothing but tables. */
final class DesignTable {
  /** Clock period in the time units of the waves, picoseconds: 250 MHz. */
  private static final int PERIOD_PS = 4000;

  private final Manifest manifest;
  private final String prefix;
  private final StringBuilder text = new StringBuilder();

  private DesignTable(Manifest manifest, String prefix) {
    this.manifest = manifest;
    this.prefix = prefix;
  }

  /**
   * The table of a design.
   *
   * @param generated what Verilator wrote
   */
  static String of(BuildRequest request, String buildId, Path generated) throws IOException {
    DesignTable table = new DesignTable(request.manifest(), Verilator.prefix(request));
    table.header(request.trace(), buildId);
    table.options(request, generated);
    table.ports();
    table.streams();
    return table.text.toString();
  }

  private void header(BuildRequest.Trace trace, String buildId) {
    line("#pragma once");
    line("#include \"%s.h\"", prefix);
    line("#include \"%s___024root.h\"", prefix);
    line("#include \"%s__Syms.h\"", prefix);
    if (trace != BuildRequest.Trace.NONE) {
      String format = trace.name().toLowerCase(Locale.ROOT);
      line("#include \"verilated_%s_c.h\"", format);
      line("#define TANDEM_TRACE");
      line("#define TANDEM_TRACE_%s", trace);
      String anchor =
          manifest.clock().isEmpty() ? manifest.ports().get(0).name() : manifest.clock();
      line("#define TANDEM_TRACE_ANCHOR \"%s.%s\"", manifest.top(), anchor);
    }
    line("#define TANDEM_TOP %s", prefix);
    line("#define TANDEM_BUILD_ID \"%s\"", buildId);
    line("#define TANDEM_PERIOD %d", PERIOD_PS);
    if (!manifest.clock().isEmpty()) {
      line("#define TANDEM_CLOCK %s", pin(manifest.clock()));
    }
    if (!manifest.reset().isEmpty()) {
      line("#define TANDEM_RESET %s", pin(manifest.reset()));
    }
  }

  private void options(BuildRequest request, Path generated) throws IOException {
    if (request.has(BuildRequest.Option.SNAPSHOTS)) {
      line("#include \"verilated_save.h\"");
      line("#define TANDEM_SAVABLE");
    }
    if (request.has(BuildRequest.Option.COVERAGE)) {
      line("#include \"verilated_cov.h\"");
    }
    if (!request.has(BuildRequest.Option.FULL_EVALUATION)
        && CycleShape.isSingleEdge(generated, prefix, pin(manifest.clock()))) {
      line("#define TANDEM_SINGLE_EDGE");
    }
  }

  private void ports() {
    line("#define TANDEM_PORTS(IN, OUT) \\");
    for (Manifest.Port port : manifest.ports()) {
      if (!port.name().equals(manifest.clock())) {
        line(
            "  %s(%s, %d) \\",
            port.direction().equals("input") ? "IN" : "OUT", pin(port.name()), port.widthBits());
      }
    }
    line("");
  }

  private void streams() {
    line("#define TANDEM_STREAMS(SOURCE, SINK) \\");
    int index = 0;
    for (Manifest.Stream s : manifest.streams()) {
      line(
          "  %s(%d, %s, %s, %s, %d) \\",
          s.direction().equals("input") ? "SOURCE" : "SINK",
          index++,
          s.name(),
          pin(s.valid()),
          s.hasReady() ? "pins." + pin(s.ready()) : "alwaysReady()",
          s.slotBytes());
    }
    line("");
    for (Manifest.Stream s : manifest.streams()) {
      line("#define TANDEM_RECORD_%s(FIELD) \\", s.name());
      for (Manifest.Field f : s.fields()) {
        line("  FIELD(%s, %d, %d) \\", pin(f.port()), f.offsetBytes(), f.sizeBytes());
      }
      line("");
    }
  }

  /** Verilator's C++ name of a pin: a double underscore would end a scope. */
  private static String pin(String port) {
    return port.replace("__", "___05F");
  }

  private void line(String format, Object... values) {
    text.append(String.format(Locale.ROOT, format, values)).append('\n');
  }
}
