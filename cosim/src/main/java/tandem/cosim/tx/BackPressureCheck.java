package tandem.cosim.tx;

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
  private final long[] posted;
  private final long[] freed;
  private final long[] freedBefore;
  private final long[] freedCycle;
  private long lastCycle = -1;

  /**
   * @param pauses of the source of doorbells
   */
  BackPressureCheck(int queues, int queueDepth, Pauses pauses) {
    this.queueDepth = queueDepth;
    this.pauses = pauses;
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
  OptionalLong taken(Beat<DoorbellWrite> beat, int queue) {
    long held = posted[queue] - freed[queue];
    posted[queue]++;
    long offered = offeredCycle(beat);
    lastCycle = beat.cycle();
    // In the last cycle of waiting, what was freed at its end could not be used yet.
    long heldBefore =
        freedCycle[queue] == beat.cycle() - 1 ? posted[queue] - 1 - freedBefore[queue] : held;
    boolean heldBackWrongly = offered < beat.cycle() && heldBefore < queueDepth;
    return held >= queueDepth || heldBackWrongly
        ? OptionalLong.of(heldBackWrongly ? heldBefore : held)
        : OptionalLong.empty();
  }

  /** The cycle in which the source raised valid: the agent's own rule. */
  private long offeredCycle(Beat<DoorbellWrite> beat) {
    long cycle = Math.max(beat.offeredCycle(), lastCycle + 1);
    while (cycle < beat.cycle() && pauses.at(cycle)) {
      cycle++;
    }
    return cycle;
  }
}
