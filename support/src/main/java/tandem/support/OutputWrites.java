package tandem.support;

import java.util.ArrayList;
import java.util.List;

/**
 * Writes outputs one after another: each that can be written is, whatever becomes of the others.
 */
public final class OutputWrites {
  private final List<RefusedException> failures = new ArrayList<>();

  public OutputWrites add(Runnable write) {
    try {
      write.run();
    } catch (RefusedException e) {
      failures.add(e);
    }
    return this;
  }

  /**
   * To be called when all have been tried.
   *
   * @throws RefusedException if some could not be written, with all that went wrong
   */
  public void end() {
    if (!failures.isEmpty()) {
      throw new RefusedException(
          String.join("; ", failures.stream().map(Throwable::getMessage).toList()),
          failures.get(0));
    }
  }
}
