package tandem.model.tx;

import java.util.ArrayDeque;

/**
 * The hints of the current batch where requests do not pass each other: dealt with one a cycle, in
 * order, before the first look-up of the next batch (contract, section 4.9).
 */
final class TimedHints {
  private final HintRule rule;
  private final ArrayDeque<Integer> left = new ArrayDeque<>();
  private int batchSlot;

  TimedHints(WorkRequestConfig config, ContextCache cache) {
    rule = new HintRule(config, cache);
  }

  /**
   * The hints of a batch have come.
   *
   * @param slot of the batch, or -1
   */
  void add(int[] connections, int slot) {
    for (int connection : connections) {
      left.add(connection);
    }
    batchSlot = slot;
  }

  boolean isEmpty() {
    return left.isEmpty();
  }

  int connection() {
    return left.peek();
  }

  int batchSlot() {
    return batchSlot;
  }

  /** Whether the next hint leads to no load, however long it waits. */
  boolean mayDrop() {
    return rule.mayDrop(connection(), batchSlot);
  }

  void done() {
    left.remove();
  }
}
