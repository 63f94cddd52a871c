package tandem.cosim.check;

import java.util.Locale;

/** RTL and model differ; a mismatch ends the run at once. */
public class MismatchException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient Mismatch mismatch;

  public MismatchException(Mismatch mismatch) {
    super(
        String.format(
            Locale.ROOT,
            "%s cycle=%d %s: %s %s",
            mismatch.stage(),
            mismatch.cycle(),
            mismatch.tag(),
            mismatch.rule(),
            mismatch.differing()));
    this.mismatch = mismatch;
  }

  public final Mismatch mismatch() {
    return mismatch;
  }
}
