package tandem.cosim.regress;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.zip.CRC32;
import tandem.cosim.check.Mismatch;
import tandem.cosim.check.MismatchFormat;
import tandem.cosim.check.TimingError;
import tandem.cosim.rtl.RtlSource;
import tandem.cosim.rtl.UsageException;
import tandem.support.RefusedException;

/** One run of a bench: its seed, the RTL it runs on, and what it has found so far. */
public final class BenchRun {
  private final String bench;
  private final long seed;
  private final Suite suite;
  private final RtlSource rtl;
  private final Path failures;
  private final List<String> notes = new ArrayList<>();
  private final Map<String, Integer> leftOut = new LinkedHashMap<>();
  private int scenarios;
  private int unpredicted;
  private long records;
  private long cycles;
  private double simulationSeconds;
  private TimingError timing = TimingError.NONE;

  /**
   * @param failures where case files go
   */
  public BenchRun(String bench, long seed, Suite suite, RtlSource rtl, Path failures) {
    this.bench = bench;
    this.seed = seed;
    this.suite = suite;
    this.rtl = rtl;
    this.failures = failures;
  }

  public long seed() {
    return seed;
  }

  public Suite suite() {
    return suite;
  }

  public RtlSource rtl() {
    return rtl;
  }

  /** A source of random numbers of its own for each purpose, decided by the seed. */
  public Random random(String purpose) {
    return new Random(derive(seed, purpose));
  }

  /** A seed of its own for each purpose. */
  public static long derive(long seed, String purpose) {
    CRC32 crc = new CRC32();
    crc.update(purpose.getBytes(StandardCharsets.UTF_8));
    return new Random(seed ^ crc.getValue() << 20).nextLong();
  }

  /**
   * The parameters of the hardware to run on: those, or, where the RTL is given, what it has in
   * their place.
   */
  public Map<String, Long> parameters(String block, Map<String, Long> wanted) {
    if (rtl.isGenerated()) {
      return wanted;
    }
    Map<String, Long> own = new LinkedHashMap<>(rtl.manifest(block, Map.of()).parameters());
    own.keySet().retainAll(wanted.keySet());
    return own;
  }

  /**
   * Runs a part of a bench that given RTL may be too small for, or have other parameters than: then
   * it is left out, which is counted and said.
   */
  public void attempt(Runnable part) {
    try {
      part.run();
    } catch (UsageException e) {
      if (rtl.isGenerated()) {
        throw e;
      }
      leftOut.merge(e.getMessage(), 1, Integer::sum);
    }
  }

  /** Adds lines to what is printed at the end: figures, a table. */
  public void note(String text) {
    notes.add(text);
  }

  /**
   * Counts a scenario in and fails the run if RTL and model did not agree.
   *
   * @throws BenchFailure with the mismatch as a table; the case file has been written
   */
  public void judge(String block, Object scenario, Verdict verdict) {
    scenarios++;
    records += verdict.records();
    cycles += verdict.cycles();
    simulationSeconds += verdict.seconds();
    timing = timing.worse(verdict.timing());
    if (verdict.isAgreed()) {
      unpredicted += verdict.timing().wasCompared() ? 0 : 1;
      return;
    }
    Path file = failures.resolve(bench + "-" + seed + ".case.json");
    String text =
        verdict
            .mismatch()
            .map(m -> MismatchFormat.table(m, seed))
            .or(verdict::problem)
            .orElseThrow();
    String headline = verdict.mismatch().map(Mismatch::headline).orElse(text);
    try {
      CaseFile.of(block, bench, seed, scenario, verdict).write(file);
    } catch (RefusedException e) {
      throw new BenchFailure(headline, text + "\n  no case    " + e.getMessage(), Optional.empty());
    }
    throw new BenchFailure(
        headline,
        String.format(
            Locale.ROOT,
            "%s\n  replay     ./tandem replay %s%s\n  waves      ./tandem waves show %s%s",
            text,
            file,
            rtl.option(),
            file,
            rtl.option()),
        Optional.of(file));
  }

  /** What the run has come to, when it took that long. */
  RunResult result(Outcome outcome, double seconds, Optional<BenchFailure> failure) {
    boolean checkedNothing = failure.isEmpty() && records == 0;
    Optional<BenchFailure> why =
        checkedNothing && leftOut.isEmpty()
            ? Optional.of(new BenchFailure("the bench checked no record"))
            : failure;
    leftOut.forEach(
        (reason, count) ->
            notes.add(
                String.format(
                    Locale.ROOT,
                    "%s seed=%d: parts left out on this RTL=%d: %s",
                    bench,
                    seed,
                    count,
                    reason)));
    Outcome nothing = leftOut.isEmpty() ? Outcome.FAILED : Outcome.UNFIT;
    return new RunResult(
        bench,
        seed,
        checkedNothing ? nothing : outcome,
        scenarios,
        unpredicted,
        records,
        cycles,
        seconds,
        simulationSeconds,
        timing,
        notes,
        why.map(BenchFailure::headline)
            .or(() -> leftOut.keySet().stream().findFirst().filter(reason -> checkedNothing)),
        why.map(BenchFailure::getMessage),
        why.flatMap(BenchFailure::caseFile).map(Path::toString),
        "");
  }
}
