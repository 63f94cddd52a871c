package tandem.waveforms;

import java.util.List;

/** The programs of others that this module calls. */
public final class WaveTools {
  /**
   * One program.
   *
   * @param command as it is called
   * @param debianPackage what installs it
   * @param purpose what it does here
   * @param testsOnly whether only tests want it; they are skipped, with a word, where it is missing
   */
  public record Tool(String command, String debianPackage, String purpose, boolean testsOnly) {}

  /** All of them; VCD needs none. */
  public static final List<Tool> ALL =
      List.of(
          new Tool("g++", "g++", "compiles the FST reader on first use", false),
          new Tool("verilator", "verilator", "brings fstapi, which reads and writes FST", false),
          new Tool("vcd2fst", "gtkwave", "second opinion on dumps", true),
          new Tool("fst2vcd", "gtkwave", "second opinion on dumps", true),
          new Tool("iverilog", "iverilog", "makes dumps", true),
          new Tool("vvp", "iverilog", "makes dumps", true),
          new Tool("yosys", "yosys", "makes dumps", true),
          new Tool("ghdl", "ghdl", "makes dumps", true),
          new Tool("make", "make", "builds the Verilator model that makes dumps", true));

  private WaveTools() {}
}
