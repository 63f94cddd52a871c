package tandem.bridge.task;

import tandem.bridge.Dut;

/** What a task can do; every method but {@link #dut} and {@link #cycle} is for the task itself. */
public final class TaskScope {
  private final Task task;

  TaskScope(Task task) {
    this.task = task;
  }

  public Dut dut() {
    return task.tasks.dut();
  }

  /** Number of the visible cycle. */
  public long cycle() {
    return task.tasks.dut().cycle();
  }

  /**
   * Lets cycles pass until the trigger fires.
   *
   * @return for {@link Trigger#firstOf} which one it was, otherwise 0
   * @throws TaskCancelledException if the task is cancelled meanwhile
   */
  public int await(Trigger trigger) {
    return task.tasks.await(task, trigger);
  }

  /**
   * The same, for at most that many cycles.
   *
   * @throws TaskTimeoutException if the trigger has not fired by then
   */
  public int await(Trigger trigger, long maxCycles) {
    Trigger inTime = Trigger.firstOf(trigger, Trigger.cycles(maxCycles));
    if (await(inTime) == 1) {
      throw new TaskTimeoutException(task.name(), maxCycles, cycle());
    }
    return 0;
  }

  /** Lets that many cycles pass. */
  public void cycles(long count) {
    await(Trigger.cycles(count));
  }

  /** Starts another task; it begins in this cycle, after those that are due already. */
  public Task start(String name, TaskBody body) {
    return task.tasks.start(name, body);
  }

  /** Waits until another task has ended. */
  public void join(Task other) {
    if (!other.isDone()) {
      await(Trigger.ended(other));
    }
  }
}
