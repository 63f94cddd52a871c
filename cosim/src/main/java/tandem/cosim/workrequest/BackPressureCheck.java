package tandem.cosim.workrequest;

import java.util.List;
import java.util.OptionalLong;
import tandem.bridge.Pauses;
import tandem.cosim.stream.Beat;
import tandem.model.record.DoorbellWrite;

/**
 * Whether doorbells were held back only while their queue was full (WR-35), and never taken then.
 * Told in order of time when places of a queue become free.
 */
final class BackPressureCheck {
  private final int queueDepth;
  private final Pauses pauses;
  private final List<Beat<DoorbellWrite>> doorbells;
  private final long[] posted;
  private final long[] freed;
  private final long[] freedBefore;
  private final long[] freedCycle;

  /**
   * @param pauses of the source of doorbells
   */
  BackPressureCheck(
      int queues, int queueDepth, Pauses pauses, List<Beat<DoorbellWrite>> doorbells) {
    this.queueDepth = queueDepth;
    this.pauses = pauses;
    this.doorbells = doorbells;
    posted = new long[queues];
    freed = new long[queues];
    freedBefore = new long[queues];
    freedCycle = new long[queues];
  }

  /** All entries of a queue before {@code head} were handed over by the end of that cycle. */
  void freed(int queue, long head, long cycle) {
    freedBefore[queue] = freed[queue];
    freed[queue] = head;
    freedCycle[queue] = cycle;
  }

  /**
   * A doorbell was taken; everything that was freed before its cycle has been told, nothing later.
   *
   * @return how many entries its queue held when that was wrong
   */
  OptionalLong taken(int number, int queue) {
    Beat<DoorbellWrite> beat = doorbells.get(number);
    long held = posted[queue] - freed[queue];
    posted[queue]++;
    long offered = offeredCycle(number);
    // In the last cycle of waiting, what was freed at its end could not be used yet.
    long heldBefore =
        freedCycle[queue] == beat.cycle() - 1 ? posted[queue] - 1 - freedBefore[queue] : held;
    boolean heldBackWrongly = offered < beat.cycle() && heldBefore < queueDepth;
    return held >= queueDepth || heldBackWrongly
        ? OptionalLong.of(heldBackWrongly ? heldBefore : held)
        : OptionalLong.empty();
  }

  /** The cycle in which the source raised valid: the agent's own rule. */
  private long offeredCycle(int number) {
    Beat<DoorbellWrite> beat = doorbells.get(number);
    long before = number == 0 ? -1 : doorbells.get(number - 1).cycle();
    long cycle = Math.max(beat.offeredCycle(), before + 1);
    while (cycle < beat.cycle() && pauses.at(cycle)) {
      cycle++;
    }
    return cycle;
  }
}
