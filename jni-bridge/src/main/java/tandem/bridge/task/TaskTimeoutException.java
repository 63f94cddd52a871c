package tandem.bridge.task;

import java.util.Locale;
import tandem.bridge.BridgeException;

/** What was awaited did not come in time. */
public final class TaskTimeoutException extends BridgeException {
  private static final long serialVersionUID = 1L;

  TaskTimeoutException(String task, long maxCycles, long cycle) {
    super(
        String.format(
            Locale.ROOT,
            "not in time: task=%s awaited for cycles=%d until cycle=%d",
            task,
            maxCycles,
            cycle));
  }
}
