package tandem.bridge.task;

/** Ends a task that was cancelled; to be let through, after cleaning up. */
public final class TaskCancelledException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  TaskCancelledException(String task) {
    super("cancelled: task=" + task);
  }
}
