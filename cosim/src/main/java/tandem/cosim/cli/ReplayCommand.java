package tandem.cosim.cli;

import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicReference;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tandem.cosim.check.MismatchFormat;
import tandem.cosim.regress.Benches;
import tandem.cosim.regress.BlockHarness;
import tandem.cosim.regress.CaseFile;
import tandem.cosim.regress.Json;
import tandem.cosim.regress.Verdict;
import tandem.cosim.rtl.RtlSource;
import tandem.cosim.stream.TraceWindow;
import tandem.support.OutputFile;
import tandem.support.OutputWrites;
import tandem.waveforms.fst.FstBlocks;

/** Repeats a failure from its case file. */
@Command(name = "replay", description = "Repeats a failure exactly.")
final class ReplayCommand implements Callable<Integer> {
  @Parameters(paramLabel = "CASE", description = "A case file that a failing run left.")
  private Path file;

  @Mixin private RtlOptions rtl;

  @Option(names = "--fst", description = "Records the waves of the run to this file.")
  private OutputFile fst;

  @Option(names = "--json", description = "Writes the verdict to this file.")
  private OutputFile json;

  @Override
  public Integer call() {
    CaseFile recorded = CaseFile.read(file);
    RtlSource source = rtl.source();
    System.out.printf(
        Locale.ROOT,
        "seed=%d bench=%s block=%s%n",
        recorded.seed(),
        recorded.bench(),
        recorded.block());
    OutputWrites writes = new OutputWrites();
    Verdict verdict = replay(recorded, source, writes);
    if (json != null) {
      writes.add(() -> Json.write(json, verdict));
    }
    boolean isAgreed = print(recorded, verdict);
    writes.end();
    return isAgreed ? Tandem.HELD : Tandem.DIFFERED;
  }

  /** Repeats the run; waves that cannot be written do not cost its verdict. */
  private Verdict replay(CaseFile recorded, RtlSource source, OutputWrites writes) {
    BlockHarness harness = Benches.harness(recorded.block());
    if (fst == null) {
      return harness.replay(recorded.scenario(), source, TraceWindow.none());
    }
    AtomicReference<Verdict> verdict = new AtomicReference<>();
    writes.add(
        () ->
            fst.make(
                file -> {
                  TraceWindow whole = TraceWindow.of(file, 0, Long.MAX_VALUE);
                  verdict.set(harness.replay(recorded.scenario(), source, whole));
                  FstBlocks.requireWhole(file);
                }));
    if (verdict.get() == null) {
      writes.end();
    }
    return verdict.get();
  }

  /** Says what became of the case, and whether RTL and model agree. */
  private static boolean print(CaseFile recorded, Verdict verdict) {
    if (verdict.isAgreed()) {
      System.out.printf(
          Locale.ROOT,
          "RTL and model agree now: records=%d cycles=%d%n",
          verdict.records(),
          verdict.cycles());
      return true;
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
    return false;
  }
}
