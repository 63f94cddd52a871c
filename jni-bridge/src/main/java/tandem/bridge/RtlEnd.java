package tandem.bridge;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Reads off an instance why it ended. */
final class RtlEnd {
  private RtlEnd() {}

  static RtlEndedException of(String design, Outcome outcome, long instance) {
    String file = Natives.eventFile(instance);
    int line = Natives.eventLine(instance);
    return new RtlEndedException.End(
            design,
            outcome == Outcome.ASSERTION && isFatal(file, line) ? Outcome.FATAL : outcome,
            Natives.eventCycle(instance),
            file,
            line,
            Natives.eventMessage(instance).strip().replaceAll("\\s*\\R\\s*", " | "))
        .exception();
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
