package tandem.waveforms.compare;

/** Two dumps that cannot be compared as asked; never to be taken for equal. */
public final class ComparisonRefused extends RuntimeException {
  private static final long serialVersionUID = 1L;

  ComparisonRefused(String message) {
    super(message);
  }
}
