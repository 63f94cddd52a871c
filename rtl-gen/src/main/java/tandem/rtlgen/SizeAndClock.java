package tandem.rtlgen;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tandem.support.AtomicDirectory;
import tandem.support.ExternalTool;

/**
 * Estimates size and longest path of generated RTL with Yosys, by two recipes.
 *
 * <ul>
 *   <li>levels: mapped to LUTs of six inputs, memories kept whole. Exact, and the same each time
 *       under one version of Yosys.
 *   <li>delay: {@code synth_ecp5 -abc9}, the delay of its last mapping, before routing. For
 *       comparing designs under one tool; no figure of a data sheet.
 * </ul>
 */
public final class SizeAndClock {
  /**
   * The figures of one design.
   *
   * @param delayPs the longest path in the ECP5 estimate; empty if it did not end in time or failed
   * @param delayNote why there is no delay, else empty
   * @param lut4 LUTs of the ECP5 estimate, those of carry chains not counted
   * @param levels LUTs of six inputs on the longest path
   * @param from where the longest path in levels begins, by its name in the RTL
   * @param yosys the version of the tool
   */
  public record Figures(
      OptionalInt delayPs,
      String delayNote,
      OptionalInt lut4,
      int levels,
      int lut6,
      int flipFlops,
      long memoryBits,
      String from,
      String to,
      String yosys) {}

  /**
   * Verilog to be measured.
   *
   * @param directory where the files are
   * @param files their names, in the order to read them
   */
  record Source(Path directory, String top, List<String> files) {
    static Source of(Path directory) {
      Manifest manifest = Manifest.read(directory);
      return new Source(directory, manifest.top(), manifest.files());
    }

    private String script(String commands) {
      String read = "read_verilog -sv " + String.join(" ", files) + "; ";
      return read + commands.replace("TOP", top);
    }
  }

  private static final Pattern DELAY = Pattern.compile("Del = +([0-9]+)");
  private static final Pattern LUT4 = Pattern.compile("(?m)^ +LUT4 +([0-9]+)$");

  private final ExternalTool yosys;

  public SizeAndClock() {
    this("yosys");
  }

  SizeAndClock(String command) {
    yosys = new ExternalTool(command, "yosys");
  }

  /**
   * Measures the RTL that the manifest in {@code directory} describes, by both recipes.
   *
   * @param limit the longest that each recipe may take
   * @throws RtlGenException if the first recipe fails or does not end in time; a delay that cannot
   *     be had is a note among the figures
   * @throws tandem.support.MissingToolException without Yosys
   */
  public Figures measure(Path directory, Duration limit) {
    return measure(Source.of(directory), limit);
  }

  Figures measure(Source source, Duration limit) {
    LutNetlist.Figures size = levels(source, limit);
    Optional<ExternalTool.Run> run = run(source, "synth_ecp5 -top TOP -abc9; stat", limit);
    boolean ended = run.isPresent() && run.get().succeeded();
    String output = ended ? run.get().output() : "";
    OptionalInt delayPs = last(DELAY, output);
    String note = run.isEmpty() ? "over " + limit.toSeconds() + " s" : "abc9 fails";
    return new Figures(
        delayPs,
        delayPs.isPresent() ? "" : note,
        last(LUT4, output),
        size.levels(),
        size.luts(),
        size.flipFlops(),
        size.memoryBits(),
        size.from(),
        size.to(),
        version(source.directory()));
  }

  /** Levels and sizes alone, which takes a tenth of the time. */
  LutNetlist.Figures levels(Source source, Duration limit) {
    try {
      Path scratch = Files.createTempDirectory("levels");
      try {
        Path netlist = scratch.resolve("netlist.json");
        String commands =
            "hierarchy -check -top TOP; proc; flatten; synth -top TOP -run begin:fine; "
                + "opt -fast -full; techmap; opt -fast; abc -lut 6; clean; ";
        String write = "write_json \"" + netlist + "\"";
        Optional<ExternalTool.Run> run = run(source, commands + write, limit);
        if (run.isEmpty()) {
          throw new RtlGenException(
              "no LUT levels within the limit: top="
                  + source.top()
                  + " limitSeconds="
                  + limit.toMillis() / 1e3);
        }
        if (!run.get().succeeded()) {
          throw new RtlGenException(
              "yosys failed: top=" + source.top() + "\n" + run.get().output());
        }
        return LutNetlist.figures(netlist, source.top());
      } finally {
        AtomicDirectory.delete(scratch);
      }
    } catch (IOException e) {
      throw new RtlGenException("cannot measure top=" + source.top() + ": " + e.getMessage(), e);
    }
  }

  private Optional<ExternalTool.Run> run(Source source, String commands, Duration limit) {
    return yosys.run(source.directory(), List.of("-Q", "-T", "-p", source.script(commands)), limit);
  }

  private String version(Path directory) {
    String line = yosys.output(directory, List.of("-V")).strip();
    return String.join(" ", List.of(line.split(" ")).subList(0, 2));
  }

  private static OptionalInt last(Pattern pattern, String text) {
    OptionalInt found = OptionalInt.empty();
    Matcher matcher = pattern.matcher(text);
    while (matcher.find()) {
      found = OptionalInt.of(Integer.parseInt(matcher.group(1)));
    }
    return found;
  }
}
