package tandem.cosim.waves;

import tandem.cosim.regress.Verdict;

/** A run that the RTL ended by itself, so that nothing was compared. */
public final class RunEndedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient Verdict verdict;

  RunEndedException(Verdict verdict, String problem) {
    super("the run ends without a comparison: " + problem);
    this.verdict = verdict;
  }

  Verdict verdict() {
    return verdict;
  }
}
