package tandem.cosim.regress;

import java.nio.file.Path;
import java.util.Optional;

/** A bench run failed; the message is what is shown in full, a table or one line. */
public final class BenchFailure extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String headline;
  private final transient Optional<Path> caseFile;

  public BenchFailure(String headline, String message, Optional<Path> caseFile) {
    super(message);
    this.headline = headline;
    this.caseFile = caseFile;
  }

  /** A failure that one line says all about and that leaves no case. */
  public BenchFailure(String message) {
    this(message, message, Optional.empty());
  }

  /** What went wrong where, short enough for a table. */
  public String headline() {
    return headline;
  }

  /** Where the case was written, if the failure can be replayed. */
  public Optional<Path> caseFile() {
    return caseFile;
  }
}
