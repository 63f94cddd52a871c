package tandem.cosim.cli;

import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tandem.cosim.regress.CaseFile;
import tandem.cosim.rtl.RtlSource;
import tandem.cosim.waves.CaseWaves;
import tandem.support.CacheDirectory;
import tandem.waveforms.compare.CompareMode;
import tandem.waveforms.compare.CompareOptions.Tolerance;

/** What {@code waves compare} and {@code waves show} have in common. */
final class WaveCaseOptions {
  @Parameters(paramLabel = "CASE", description = "A case file that a failing run left.")
  private Path file;

  @Option(names = "--rtl", description = "Folder with Verilog to run in place of the generated.")
  private Path rtl;

  @Option(
      names = "--out",
      defaultValue = "build/waves",
      description = "Folder for dumps, views and pictures (default: ${DEFAULT-VALUE}).")
  private Path out;

  @Option(
      names = "--mode",
      defaultValue = "transaction",
      description = "transaction, cycle or tolerance (default: ${DEFAULT-VALUE}).")
  private CompareMode mode;

  @Option(
      names = "--tolerance",
      defaultValue = "0",
      description = "Cycles, or percent with %%, for --mode tolerance (default: ${DEFAULT-VALUE}).")
  private String tolerance;

  CaseWaves replay() {
    return new CaseWaves(
        CaseFile.read(file), new RtlSource(CacheDirectory.ofUser(), Optional.ofNullable(rtl)), out);
  }

  CompareMode mode() {
    return mode;
  }

  Tolerance tolerance() {
    return Tolerance.parse(tolerance);
  }
}
