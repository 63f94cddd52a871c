package tandem.rtlgen;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tandem.support.AtomicDirectory;
import tandem.support.ExternalTool;
import tandem.support.OutputFile;

/**
 * Synthesis to gates by Yosys, and the parser of Icarus as a second opinion on the language. Passes
 * when both accept the RTL, nothing became a latch, and Yosys finds neither loops nor undriven or
 * doubly driven wires.
 *
 * <p>Memories stay memories in the netlist: a real flow puts macros in their place, and as
 * flip-flops those of the default parameters (74 Mbit in receive-path) would hide the logic and not
 * end.
 */
public final class SynthGate {
  private final ExternalTool yosys;
  private final ExternalTool icarus;

  public SynthGate() {
    this("yosys", "iverilog");
  }

  SynthGate(String yosysCommand, String icarusCommand) {
    yosys = new ExternalTool(yosysCommand, "yosys");
    icarus = new ExternalTool(icarusCommand, "iverilog");
  }

  /** Checks the RTL that the manifest in {@code directory} describes. */
  public GateReport check(Path directory) {
    return check(directory, Optional.empty());
  }

  /**
   * As {@link #check(Path)}, and writes the gates as Verilog with the ports of the RTL.
   *
   * @param netlist the file to write; left alone unless synthesis succeeds
   */
  public GateReport checkAndWriteNetlist(Path directory, Path netlist) {
    return check(directory, Optional.of(netlist));
  }

  private GateReport check(Path directory, Optional<Path> netlist) {
    Manifest manifest = Manifest.read(directory);
    try {
      Path scratch = Files.createTempDirectory("synth");
      try {
        Path gates = scratch.resolve("netlist.v");
        String write = netlist.isPresent() ? "write_verilog -noattr \"" + gates + "\"\n" : "";
        Path script = Files.writeString(scratch.resolve("synth.ys"), script(manifest) + write);
        ExternalTool.Run synthesis =
            yosys.run(directory, List.of("-Q", "-T", "-s", script.toString()));
        ExternalTool.Run parse = icarus.run(directory, icarusArguments(manifest));
        if (netlist.isPresent() && synthesis.succeeded()) {
          OutputFile.of(netlist.get()).make(place -> Files.copy(gates, place));
        }
        return new GateReport(
            "synth",
            synthesis.succeeded() && parse.succeeded(),
            synthesis.output() + parse.output());
      } finally {
        AtomicDirectory.delete(scratch);
      }
    } catch (IOException e) {
      throw new RtlGenException("cannot prepare synthesis: " + e.getMessage(), e);
    }
  }

  private static String script(Manifest manifest) {
    return String.join(
            "\n",
            "read_verilog -sv " + String.join(" ", manifest.files()),
            "hierarchy -check -top " + manifest.top(),
            "proc",
            "check -assert",
            "synth -top " + manifest.top() + " -run begin:fine",
            "opt -fast -full",
            "techmap",
            "opt -fast",
            "abc -fast",
            "clean",
            "hierarchy -check",
            "check -assert",
            "select -assert-none t:$_DLATCH_*",
            "stat")
        + "\n";
  }

  private static List<String> icarusArguments(Manifest manifest) {
    List<String> arguments = new ArrayList<>(List.of("-g2012", "-t", "null", "-s", manifest.top()));
    arguments.addAll(manifest.files());
    return arguments;
  }
}
