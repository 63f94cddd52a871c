package tandem.rtlgen;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import tandem.support.AtomicDirectory;
import tandem.support.ExternalTool;

/** Verilator's lint with every warning on: passes when there is not one beyond the waived. */
public final class LintGate {
  private static final String WAIVERS = "waivers.vlt";

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
    try {
      Path scratch = Files.createTempDirectory("lint");
      try {
        Path waivers = copyWaivers(scratch);
        ExternalTool.Run run = verilator.run(directory, arguments(manifest, waivers));
        return new GateReport("lint", run.succeeded(), run.output());
      } finally {
        AtomicDirectory.delete(scratch);
      }
    } catch (IOException e) {
      throw new RtlGenException("cannot prepare lint: " + e.getMessage(), e);
    }
  }

  private static List<String> arguments(Manifest manifest, Path waivers) {
    List<String> arguments =
        new ArrayList<>(List.of("--lint-only", "-Wall", "--top-module", manifest.top()));
    arguments.add(waivers.toString());
    arguments.addAll(manifest.files());
    return arguments;
  }

  private static Path copyWaivers(Path scratch) throws IOException {
    Path file = scratch.resolve(WAIVERS);
    try (InputStream waivers = LintGate.class.getResourceAsStream(WAIVERS)) {
      Files.copy(waivers, file);
    }
    return file;
  }
}
