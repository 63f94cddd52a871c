package tandem.cosim.check;

/** RTL and model differ; a mismatch ends the run at once. */
public final class MismatchException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient Mismatch mismatch;

  public MismatchException(Mismatch mismatch) {
    super(
        "%s cycle=%d %s: %s %s"
            .formatted(
                mismatch.stage(),
                mismatch.cycle(),
                mismatch.tag(),
                mismatch.rule(),
                mismatch.differing()));
    this.mismatch = mismatch;
  }

  public Mismatch mismatch() {
    return mismatch;
  }
}
