package tandem.bridge.task;

import tandem.bridge.BridgeException;

/** A task threw an exception, which is the cause, or an error. */
public final class TaskFailedException extends BridgeException {
  private static final long serialVersionUID = 1L;

  private final String task;

  TaskFailedException(String task, long cycle, Throwable cause) {
    super("task failed: task=%s cycle=%d: %s".formatted(task, cycle, cause), cause);
    this.task = task;
  }

  /** Name of the task. */
  public String task() {
    return task;
  }
}
