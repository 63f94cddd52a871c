package tandem.cosim.block;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import tandem.cosim.stream.Offer;

/** Records that go to a block when they are due, the earliest due first. */
public final class Answers<R extends Record> {
  private record Due<R>(long cycle, long number, R record) {}

  private final List<Offer<R>> offers = new ArrayList<>();
  private final PriorityQueue<Due<R>> waiting =
      new PriorityQueue<>(
          Comparator.<Due<R>>comparingLong(Due::cycle).thenComparingLong(Due::number));
  private long number;

  /** Adds a record that is due in a cycle. */
  public void add(long cycle, R record) {
    waiting.add(new Due<>(cycle, number++, record));
  }

  /** Whether nothing waits until it is due. */
  boolean isEmpty() {
    return waiting.isEmpty();
  }

  /** What has been offered so far; grows. */
  public List<Offer<R>> offers() {
    return offers;
  }

  /** Offers what is due until the end of a cycle; nothing due before that may come later. */
  public void offerUntil(long cycle, long startCycle) {
    while (!waiting.isEmpty() && waiting.element().cycle <= cycle) {
      Due<R> due = waiting.remove();
      offers.add(new Offer<>(Math.max(0, due.cycle - startCycle - 1), due.record));
    }
  }
}
