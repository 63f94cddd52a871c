package tandem.rtlgen;

import java.nio.file.Path;
import java.util.List;
import tandem.support.ExternalTool;

/** Verilator's lint with every warning on: passes when there is not one beyond the waived. */
public final class LintGate {
  private final ExternalTool verilator;

  public LintGate() {
    this("verilator");
  }

  LintGate(String command) {
    verilator = new ExternalTool(command, "verilator");
  }

  /** Checks the RTL that the manifest in {@code directory} describes. */
  public GateReport check(Path directory) {
    Manifest manifest = Manifest.read(directory);
    ExternalTool.Run run =
        verilator.run(
            directory,
            List.of(
                "--lint-only",
                "-Wall",
                "--top-module",
                manifest.top(),
                "-f",
                RtlFiles.fileList(manifest.top())));
    return new GateReport("lint", run.succeeded(), run.output());
  }
}
