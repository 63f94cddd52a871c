package tandem.cosim.cli;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import tandem.cosim.regress.Json;
import tandem.rtlgen.Flavour;
import tandem.rtlgen.GateReport;
import tandem.rtlgen.GeneratedRtl;
import tandem.rtlgen.LintGate;
import tandem.rtlgen.RtlGenerator;
import tandem.rtlgen.SynthGate;
import tandem.support.CacheDirectory;
import tandem.support.OutputFile;
import tandem.support.OutputFolder;

/** Writes synthesizable SystemVerilog. */
@Command(
    name = "rtl",
    description = "Writes synthesizable SystemVerilog, its file list and manifest.")
final class RtlCommand implements Callable<Integer> {
  static final String DEFAULT_BLOCK = "alignment-splitter";
  private static final String LONGEST_SECONDS = "900";

  @Spec private CommandSpec spec;

  @Option(
      names = "--block",
      description = "Which block (default: " + DEFAULT_BLOCK + "; with --ppa a table of several).")
  private Optional<String> block = Optional.empty();

  @Option(
      names = "--set",
      description =
          "name=value of a parameter; may be repeated. With --ppa name=value,value,... sweeps it.")
  private Map<String, String> settings = new LinkedHashMap<>();

  @Option(
      names = "--out",
      description = "Folder to write, replaced as a whole; refused if it holds anything else.")
  private OutputFolder out;

  @Option(
      names = "--with-assertions",
      description = "Keeps the contracts as assertions, for simulation.")
  private boolean withAssertions;

  @Option(names = "--lint", description = "Gate: verilator --lint-only -Wall has no warning.")
  private boolean lint;

  @Option(names = "--synth", description = "Gate: yosys and iverilog accept it.")
  private boolean synth;

  @Option(names = "--netlist", description = "Writes the netlist of yosys to this file.")
  private OutputFile netlist;

  @Option(
      names = "--ppa",
      description = "Estimates size and longest path of the RTL with yosys, writes none.")
  private boolean ppa;

  @Option(
      names = "--limit",
      defaultValue = LONGEST_SECONDS,
      description = "Longest time of a run of yosys, seconds (default: ${DEFAULT-VALUE}).")
  private int limitSeconds;

  @Option(names = "--page", description = "Writes the table of --ppa as Markdown to this file.")
  private OutputFile page;

  @Option(
      names = "--json",
      description = "Writes the manifest to this file, too; with --ppa the figures.")
  private OutputFile json;

  @Override
  public Integer call() {
    RtlGenerator generator = new RtlGenerator(CacheDirectory.ofUser().root().resolve("rtl"));
    if (ppa) {
      return estimate(generator);
    }
    require(out != null, "Missing required option: '--out=<out>'");
    require(page == null, "--page goes with --ppa");
    return write(generator);
  }

  private void require(boolean holds, String rule) {
    if (!holds) {
      throw new ParameterException(spec.commandLine(), rule);
    }
  }

  private int estimate(RtlGenerator generator) {
    require(out == null && !lint && !synth && netlist == null, "--ppa writes no RTL and no gates");
    require(limitSeconds > 0, "--limit must be at least 1: limit=" + limitSeconds);
    PpaTable table = new PpaTable(generator, Duration.ofSeconds(limitSeconds));
    PpaTable.Report report = table.measure(block, settings, System.out::print);
    if (json != null) {
      Json.write(json, report);
    }
    if (page != null) {
      page.write(writer -> writer.write(PpaTable.page(report)));
    }
    report.unmeasured().forEach(why -> System.err.println("tandem: not measured: " + why));
    return report.unmeasured().isEmpty() ? Tandem.HELD : Tandem.DIFFERED;
  }

  private int write(RtlGenerator generator) {
    Flavour flavour = withAssertions ? Flavour.SIMULATION : Flavour.SYNTHESIS;
    GeneratedRtl rtl =
        generator.generate(block.orElse(DEFAULT_BLOCK), settings, flavour, out.path());
    System.out.printf(
        Locale.ROOT,
        "%s: %s buildId=%s%n",
        rtl.directory(),
        rtl.manifest().top(),
        rtl.manifest().buildId());
    if (json != null) {
      Json.write(json, rtl.manifest());
    }
    List<GateReport> reports = new ArrayList<>();
    if (lint) {
      reports.add(new LintGate().check(rtl.directory()));
    }
    if (netlist != null) {
      reports.add(new SynthGate().checkAndWriteNetlist(rtl.directory(), netlist.path()));
    } else if (synth) {
      reports.add(new SynthGate().check(rtl.directory()));
    }
    reports.forEach(RtlCommand::print);
    return reports.stream().allMatch(GateReport::passed) ? Tandem.HELD : Tandem.DIFFERED;
  }

  private static void print(GateReport report) {
    System.out.printf(
        Locale.ROOT, "%s: %s%n", report.gate(), report.passed() ? "passed" : "FAILED");
    if (!report.passed()) {
      System.out.println(report.output());
    }
  }
}
