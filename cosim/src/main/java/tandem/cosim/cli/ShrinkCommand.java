package tandem.cosim.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tandem.cosim.regress.Benches;
import tandem.cosim.regress.BlockHarness;
import tandem.cosim.regress.CaseFile;
import tandem.cosim.regress.Json;
import tandem.cosim.regress.Shrinker;
import tandem.cosim.regress.Verdict;
import tandem.cosim.rtl.RtlSource;
import tandem.cosim.rtl.UsageException;
import tandem.cosim.stream.TraceWindow;
import tandem.support.OutputFile;

/** Makes a failing case smaller. */
@Command(
    name = "shrink",
    description = "Makes a failure smaller: the least stimulus that fails in the same way.")
final class ShrinkCommand implements Callable<Integer> {
  @Parameters(paramLabel = "CASE", description = "A case file that a failing run left.")
  private Path file;

  @Option(
      names = "--out",
      description = "The smaller case (default: CASE with .small before .case).")
  private OutputFile out;

  @Mixin private RtlOptions rtl;

  @Option(names = "--json", description = "Writes what became of the case to this file.")
  private OutputFile json;

  /** Records of stimulus before and after, and how many runs it took. */
  private record Shrunk(String file, int before, int after, int runs) {}

  @Override
  public Integer call() {
    CaseFile recorded = CaseFile.read(file);
    RtlSource source = rtl.source();
    BlockHarness harness = Benches.harness(recorded.block());
    if (harness.replay(recorded.scenario(), source, TraceWindow.none()).isAgreed()) {
      throw new UsageException(
          file + ": the case does not fail any more" + (rtl.rtl().isEmpty() ? " (--rtl?)" : ""));
    }
    Shrinker shrinker =
        new Shrinker(
            harness.stimulus(), s -> harness.replay(s, source, TraceWindow.none()), recorded);
    JsonNode small = shrinker.shrink(recorded.scenario());
    Verdict verdict = harness.replay(small, source, TraceWindow.none());
    OutputFile target = out != null ? out : smaller(file);
    CaseFile.of(recorded.block(), recorded.bench(), recorded.seed(), small, verdict)
        .write(target.path());
    Shrunk shrunk =
        new Shrunk(
            target.toString(),
            recorded.scenario().get(harness.stimulus()).size(),
            small.get(harness.stimulus()).size(),
            shrinker.runs());
    System.out.printf(
        Locale.ROOT,
        "%s: %d -> %d records of stimulus in %d runs%n",
        shrunk.file(),
        shrunk.before(),
        shrunk.after(),
        shrunk.runs());
    if (json != null) {
      Json.write(json, shrunk);
    }
    return Tandem.HELD;
  }

  private static OutputFile smaller(Path file) {
    String name = file.getFileName().toString();
    String ending = ".case.json";
    String stem = name.endsWith(ending) ? name.substring(0, name.length() - ending.length()) : name;
    return OutputFile.of(file.resolveSibling(stem + ".small" + ending));
  }
}
