package tandem.cosim.cli;

import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;
import tandem.cosim.regress.Suite;
import tandem.cosim.rtl.RtlSource;
import tandem.cosim.rtl.Simulator;
import tandem.support.CacheDirectory;

/** The options that every verb has that runs RTL. */
final class RtlOptions {
  @Option(names = "--rtl", description = "Folder with Verilog to run in place of the generated.")
  private Path rtl;

  @Option(
      names = "--simulator",
      description =
          "What runs the RTL: ${COMPLETION-CANDIDATES} (default: Verilator where it has compiled"
              + " the block already or the suite is full, else the JVM).")
  private Simulator simulator;

  Optional<Path> rtl() {
    return Optional.ofNullable(rtl);
  }

  Optional<Simulator> simulator() {
    return Optional.ofNullable(simulator);
  }

  /** A full suite runs long enough for what Verilator takes to pay. */
  Optional<Simulator> simulator(Suite suite) {
    return suite == Suite.FULL
        ? simulator().or(() -> Optional.of(Simulator.VERILATOR))
        : simulator();
  }

  RtlSource source() {
    return new RtlSource(CacheDirectory.ofUser(), rtl(), simulator());
  }
}
