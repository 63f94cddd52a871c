package tandem.bridge.task;

/**
 * Gives every task a stack of its own. Only one of the tasks and the caller of the run has the
 * baton, and only its holder runs, so nothing else needs a lock.
 */
interface Carrier {
  /** Gives the baton to a task; called by the caller of the run, returns when it gets it back. */
  void enter(Task to);

  /**
   * Gives the baton on; returns when the task gets it back.
   *
   * @param from the task that has it
   * @param to who gets it; the caller of the run if null
   */
  void pass(Task from, Task to);

  /** Gives the baton on for good: the stack of the task ends when this has returned. */
  void leave(Task from, Task to);

  /** After the last task has ended. */
  void close();
}
