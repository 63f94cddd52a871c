package tandem.cosim.cli;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tandem.cosim.check.MismatchFormat;
import tandem.cosim.regress.Benches;
import tandem.cosim.regress.CaseFile;
import tandem.cosim.regress.Json;
import tandem.cosim.regress.Verdict;
import tandem.cosim.rtl.RtlSource;
import tandem.cosim.stream.TraceWindow;
import tandem.support.CacheDirectory;

/** Repeats a failure from its case file. */
@Command(name = "replay", description = "Repeats a failure exactly.")
final class ReplayCommand implements Callable<Integer> {
  @Parameters(paramLabel = "CASE", description = "A case file that a failing run left.")
  private Path file;

  @Option(names = "--rtl", description = "Folder with Verilog to run in place of the generated.")
  private Path rtl;

  @Option(names = "--fst", description = "Records the waves of the run to this file.")
  private Path fst;

  @Option(names = "--json", description = "Writes the verdict to this file.")
  private Path json;

  @Override
  public Integer call() {
    CaseFile recorded = CaseFile.read(file);
    RtlSource source = new RtlSource(CacheDirectory.ofUser(), Optional.ofNullable(rtl));
    TraceWindow trace = fst == null ? TraceWindow.none() : TraceWindow.of(fst, 0, Long.MAX_VALUE);
    System.out.printf(
        Locale.ROOT,
        "seed=%d bench=%s block=%s%n",
        recorded.seed(),
        recorded.bench(),
        recorded.block());
    Verdict verdict = Benches.harness(recorded.block()).replay(recorded.scenario(), source, trace);
    if (json != null) {
      Json.write(json, verdict);
    }
    if (verdict.isAgreed()) {
      System.out.printf(
          Locale.ROOT,
          "RTL and model agree now: records=%d cycles=%d%n",
          verdict.records(),
          verdict.cycles());
      return Tandem.HELD;
    }
    System.out.println(
        verdict
            .mismatch()
            .map(m -> MismatchFormat.table(m, recorded.seed()))
            .or(verdict::problem)
            .orElseThrow());
    boolean same =
        verdict.mismatch().equals(recorded.mismatch())
            && verdict.events().equals(recorded.events());
    System.out.println(same ? "the same as recorded, event by event" : "not the same as recorded");
    return Tandem.DIFFERED;
  }
}
