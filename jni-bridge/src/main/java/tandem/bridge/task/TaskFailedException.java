package tandem.bridge.task;

import java.util.Locale;
import tandem.bridge.BridgeException;

/** A task threw an exception, which is the cause, or an error. */
public final class TaskFailedException extends BridgeException {
  private static final long serialVersionUID = 1L;

  private final String task;

  TaskFailedException(String task, long cycle, Throwable cause) {
    super(
        String.format(Locale.ROOT, "task failed: task=%s cycle=%d: %s", task, cycle, cause), cause);
    this.task = task;
  }

  /** Name of the task. */
  public String task() {
    return task;
  }
}
