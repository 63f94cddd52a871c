package tandem.model.tx;

import tandem.model.record.WorkStatus;

/** Is told every request in execution order. */
@FunctionalInterface
public interface ExecutionListener {
  /** Takes no notice. */
  ExecutionListener NONE = (position, entry, connection, op, batch, hit, status) -> {};

  /**
   * @param position place in execution order, from 0
   * @param entry place in posting order, from 0
   * @param batch number of its batch, from 0
   * @param hit whether the context was in the cache when the operation began
   * @param status how it ended
   */
  void executed(
      long position,
      long entry,
      int connection,
      int op,
      long batch,
      boolean hit,
      WorkStatus status);
}
