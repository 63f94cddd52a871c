package tandem.bridge;

import java.nio.file.Path;
import java.util.Locale;

/** A shared object is not the design it is said to be: another build, or no design at all. */
public final class StaleLibraryException extends BridgeException {
  private static final long serialVersionUID = 1L;

  StaleLibraryException(Path file, String what, String expected, String found) {
    super(
        String.format(
            Locale.ROOT,
            "stale or foreign shared object: file=%s %s expected=%s found=%s (delete it: it is rebuilt)",
            file,
            what,
            expected,
            found));
  }
}
