package tandem.cosim.regress;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.zip.CRC32;
import tandem.cosim.check.Mismatch;
import tandem.cosim.check.MismatchFormat;
import tandem.cosim.check.TimingError;
import tandem.cosim.rtl.RtlSource;
import tandem.cosim.rtl.UsageException;

/** One run of a bench: its seed, the RTL it runs on, and what it has found so far. */
public final class BenchRun {
  private final String bench;
  private final long seed;
  private final Suite suite;
  private final RtlSource rtl;
  private final Path failures;
  private final List<String> notes = new ArrayList<>();
  private int scenarios;
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
    } catch (UsageException e) {
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
        checkedNothing ? Optional.of(new BenchFailure("the bench checked no record")) : failure;
    return new RunResult(
        bench,
        seed,
        checkedNothing ? Outcome.FAILED : outcome,
        scenarios,
        records,
        cycles,
        seconds,
        simulationSeconds,
        timing,
        notes,
        why.map(BenchFailure::headline),
        why.map(BenchFailure::getMessage),
        why.flatMap(BenchFailure::caseFile).map(Path::toString),
        "");
  }
}
