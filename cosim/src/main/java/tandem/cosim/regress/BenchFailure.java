package tandem.cosim.regress;

import java.nio.file.Path;
import java.util.Optional;

/** A bench run failed; the message is what is shown, a table or one line. */
public final class BenchFailure extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient Optional<Path> caseFile;

  public BenchFailure(String message, Optional<Path> caseFile) {
    super(message);
    this.caseFile = caseFile;
  }

  /** Where the case was written, if the failure can be replayed. */
  public Optional<Path> caseFile() {
    return caseFile;
  }
}
