package tandem.bridge.task;

/** A task that was started. */
public final class Task {
  enum State {
    STARTED,
    RUNNING,
    WAITING,
    DONE
  }

  final TaskBody body;
  final TaskScope scope;
  final Tasks tasks;
  private final String name;
  State state = State.STARTED;
  Trigger awaited;
  int fired;

  /** Whether the next return from an await is to be a {@link TaskCancelledException}. */
  boolean cancelling;

  private boolean cancelled;

  /** What the carrier runs it on. */
  Object carrier;

  Task(Tasks tasks, String name, TaskBody body) {
    this.tasks = tasks;
    this.name = name;
    this.body = body;
    this.scope = new TaskScope(this);
  }

  public String name() {
    return name;
  }

  /** Whether it has ended, by itself or cancelled. */
  public boolean isDone() {
    return state == State.DONE;
  }

  /** Whether it was told to end. */
  public boolean isCancelled() {
    return cancelled;
  }

  /**
   * Ends the task: its await throws {@link TaskCancelledException} in this cycle, so that {@code
   * finally} blocks run. Harmless if it has ended. A task that has not begun never does.
   */
  public void cancel() {
    if (!isDone()) {
      cancelled = true;
      tasks.cancel(this);
    }
  }

  @Override
  public String toString() {
    return name;
  }
}
