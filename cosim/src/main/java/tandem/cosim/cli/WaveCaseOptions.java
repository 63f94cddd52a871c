package tandem.cosim.cli;

import java.nio.file.Path;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tandem.cosim.regress.CaseFile;
import tandem.cosim.rtl.UsageException;
import tandem.cosim.waves.CaseWaves;
import tandem.support.OutputFile;
import tandem.support.OutputFolder;
import tandem.waveforms.cli.ComparisonJson;
import tandem.waveforms.compare.CompareMode;
import tandem.waveforms.compare.CompareOptions.Tolerance;
import tandem.waveforms.compare.Comparison;

/** What {@code waves compare} and {@code waves show} have in common. */
final class WaveCaseOptions {
  @Parameters(paramLabel = "CASE", description = "A case file that a failing run left.")
  private Path file;

  @Mixin private RtlOptions rtl;

  @Option(
      names = "--out",
      defaultValue = "build/waves",
      description = "Folder for dumps, views and pictures (default: ${DEFAULT-VALUE}).")
  private OutputFolder out;

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

  @Option(names = "--json", description = "Writes the result of the comparison to this file.")
  private OutputFile json;

  void writeJson(Comparison result, int status) {
    if (json != null) {
      json.write(writer -> writer.write(ComparisonJson.of(result, status)));
    }
  }

  CaseWaves replay() {
    tolerance(); // refused before the replay
    return new CaseWaves(CaseFile.read(file), rtl.source(), out.path());
  }

  CompareMode mode() {
    return mode;
  }

  Tolerance tolerance() {
    try {
      return Tolerance.parse(tolerance);
    } catch (IllegalArgumentException e) {
      throw new UsageException("--tolerance: " + e.getMessage(), e);
    }
  }
}
