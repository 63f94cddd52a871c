package tandem.bridge.task;

/** What a task does. */
public interface TaskBody {
  /**
   * Runs in the cycles between its awaits. An exception fails the whole run, which then names the
   * task.
   */
  void run(TaskScope task) throws Exception;
}
