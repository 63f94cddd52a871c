package tandem.cosim.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
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
  @Option(
      names = "--block",
      defaultValue = "alignment-splitter",
      description = "Which block (default: ${DEFAULT-VALUE}).")
  private String block;

  @Option(names = "--set", description = "name=value of a parameter; may be repeated.")
  private Map<String, String> settings = new LinkedHashMap<>();

  @Option(
      names = "--out",
      required = true,
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

  @Option(names = "--json", description = "Writes the manifest to this file, too.")
  private OutputFile json;

  @Override
  public Integer call() {
    RtlGenerator generator = new RtlGenerator(CacheDirectory.ofUser().root().resolve("rtl"));
    Flavour flavour = withAssertions ? Flavour.SIMULATION : Flavour.SYNTHESIS;
    GeneratedRtl rtl = generator.generate(block, settings, flavour, out.path());
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
