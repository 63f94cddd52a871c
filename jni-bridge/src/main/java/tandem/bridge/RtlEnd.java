package tandem.bridge;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Reads off an instance why it ended. */
final class RtlEnd {
  private RtlEnd() {}

  static RtlEndedException of(BuildRequest request, Outcome outcome, long instance) {
    String file = source(request, Natives.eventFile(instance));
    int line = Natives.eventLine(instance);
    return new RtlEndedException.End(
            request.manifest().top(),
            outcome == Outcome.ASSERTION && isFatal(file, line) ? Outcome.FATAL : outcome,
            Natives.eventCycle(instance),
            file,
            line,
            Natives.eventMessage(instance).strip().replaceAll("\\s*\\R\\s*", " | "))
        .exception();
  }

  /**
   * The request's own copy of a file: the library may come from a cache, and names the files of
   * whoever compiled it, which have the same content and may be gone.
   */
  private static String source(BuildRequest request, String file) {
    Path name = Path.of(file).getFileName();
    return request.sources().stream()
        .filter(source -> source.getFileName().equals(name))
        .findFirst()
        .map(source -> source.toAbsolutePath().toString())
        .orElse(file);
  }

  /** Verilator 5.006 runs $fatal as if it were $error; the source line still tells them apart. */
  private static boolean isFatal(String file, int line) {
    try {
      return Files.readAllLines(Path.of(file)).get(line - 1).contains("$fatal");
    } catch (IOException | IndexOutOfBoundsException e) {
      return false;
    }
  }
}
