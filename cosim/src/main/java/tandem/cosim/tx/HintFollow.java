package tandem.cosim.tx;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;
import tandem.cosim.check.Judge;
import tandem.cosim.stream.Beat;
import tandem.model.record.PrefetchEvent;
import tandem.model.record.PrefetchHint;
import tandem.model.tx.CacheFollower;

/**
 * Which hints led to a load. They do so in order; where requests do not pass each other, one may be
 * passed over only if at some moment until then it was allowed to be dropped.
 */
final class HintFollow {
  private static final String TAG = "hint";

  /** Those of the two places in front of the cache (contract, 9.5), and one that leaves them. */
  private static final int MOST_PENDING = 3;

  private static final class Pending {
    private final Beat<PrefetchHint> beat;
    private boolean mayDrop;

    Pending(Beat<PrefetchHint> beat) {
      this.beat = beat;
    }
  }

  private final CacheFollower follower;
  private final boolean isGated;
  private final Judge judge;
  private final List<Pending> pending = new ArrayList<>();
  private long batch = -1;
  private long dropped;

  /**
   * @param isGated whether hints of a batch are dealt with before the next batch
   */
  HintFollow(CacheFollower follower, boolean isGated, Judge judge) {
    this.follower = follower;
    this.isGated = isGated;
    this.judge = judge;
  }

  void taken(Beat<PrefetchHint> beat) {
    pending.add(new Pending(beat));
    update();
    if (pending.size() > MOST_PENDING) {
      drop(beat.cycle(), List.of(pending.get(0)));
    }
  }

  /** Something has changed: hints that can be dropped now may be. */
  void update() {
    for (Pending hint : pending) {
      hint.mayDrop = hint.mayDrop || follower.mayDropHint(hint.beat.record().connection());
    }
  }

  /** The first request of a batch is looked up. */
  void batch(long number, long cycle) {
    batch = number;
    if (isGated) {
      drop(cycle, pending.stream().filter(p -> p.beat.record().batch() != number).toList());
    }
  }

  /** Whether the connection of a hint that was taken before a cycle is one of these. */
  boolean anyBefore(long cycle, IntPredicate connection) {
    return pending.stream()
        .anyMatch(p -> p.beat.cycle() < cycle && connection.test(p.beat.record().connection()));
  }

  /** A load begins for a hint; gives the hint. */
  PrefetchHint loads(Beat<PrefetchEvent> event) {
    List<Pending> before = new ArrayList<>();
    for (Pending hint : pending) {
      PrefetchHint record = hint.beat.record();
      boolean fits =
          record.connection() == event.record().connection()
              && hint.beat.cycle() < event.cycle()
              && (!isGated || record.batch() == batch);
      if (fits) {
        drop(event.cycle(), before);
        pending.remove(hint);
        return record;
      }
      before.add(hint);
    }
    throw judge.illegal(TAG, event, "no hint asks for this load now");
  }

  /** No more comes. */
  void finish() {
    drop(Judge.END, List.copyOf(pending));
  }

  /** Hints without a load that might have had one. */
  long dropped() {
    return dropped;
  }

  private void drop(long cycle, List<Pending> hints) {
    for (Pending hint : hints) {
      if (!hint.mayDrop) {
        throw judge.lacks(
            TAG,
            hint.beat.record(),
            cycle,
            "without passing a hint is dropped only if no slot of its set will do");
      }
      dropped++;
      pending.remove(hint);
    }
  }
}
