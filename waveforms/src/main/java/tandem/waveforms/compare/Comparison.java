package tandem.waveforms.compare;

import java.util.List;

/**
 * The outcome of a comparison.
 *
 * @param samples moments or clock edges compared
 * @param signals pairs of signals, or of parts of them
 * @param streams each stream, and each lone signal that diverged
 * @param first the earliest divergence of all, null if there is none
 * @param onlyExpected paths without a partner on the other side
 * @param remarks what was passed over in reading, one line each
 * @param matching how names were matched
 * @param expectedEnd last time stamp of the expected dump, in its unit
 * @param problem why the comparison could not be finished, null if it was
 */
public record Comparison(
    CompareMode mode,
    String expectedName,
    String actualName,
    long samples,
    int signals,
    List<StreamResult> streams,
    Divergence first,
    List<String> onlyExpected,
    List<String> onlyActual,
    Coverage expectedCoverage,
    Coverage actualCoverage,
    List<String> remarks,
    String matching,
    long expectedEnd,
    long actualEnd,
    String problem) {

  /**
   * One stream.
   *
   * @param compared records (or samples, for a signal) found equal before the divergence
   * @param unknownHandshakes edges at which valid or ready was unknown, both sides together
   * @param divergence null if there is none
   * @param drift null where signals are compared
   */
  public record StreamResult(
      String name, long compared, long unknownHandshakes, Divergence divergence, Drift drift) {}

  /**
   * How much of what a dump declares was compared.
   *
   * @param declared names that the dump declares
   * @param excluded of these, left out on request
   * @param compared of these, compared with all their bits
   */
  public record Coverage(int declared, int excluded, int compared) {
    /** In words: {@code 5 of 8, 1 excluded}. */
    @Override
    public String toString() {
      return compared + " of " + declared + (excluded == 0 ? "" : ", " + excluded + " excluded");
    }
  }

  /** Of two sides of which one is unknown, so that nothing could be compared. */
  public static Comparison none(CompareMode mode, String expected, String actual, String why) {
    Coverage nothing = new Coverage(0, 0, 0);
    return new Comparison(
        mode, expected, actual, 0, 0, List.of(), null, List.of(), List.of(), nothing, nothing,
        List.of(), why, -1, -1, null);
  }

  /** The same, but for a rule that is known to be broken where all that was compared agrees. */
  public Comparison broken(Divergence divergence) {
    return new Comparison(
        mode,
        expectedName,
        actualName,
        samples,
        signals,
        streams,
        divergence,
        onlyExpected,
        onlyActual,
        expectedCoverage,
        actualCoverage,
        remarks,
        matching,
        expectedEnd,
        actualEnd,
        problem);
  }

  /** Whether the comparison was finished and found nothing. */
  public boolean equal() {
    return first == null && problem == null;
  }

  /** 0 equal, 1 different, 2 not finished because of bad input. */
  public int exitStatus() {
    return problem != null ? 2 : first != null ? 1 : 0;
  }
}
