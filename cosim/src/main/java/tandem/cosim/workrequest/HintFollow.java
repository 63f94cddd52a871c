package tandem.cosim.workrequest;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import tandem.cosim.stream.Beat;
import tandem.model.record.PrefetchHint;
import tandem.model.tx.CacheFollower;

/**
 * Which hints led to a load. They do so in order; where requests do not pass each other, one may be
 * passed over only if at some moment until then it was allowed to be dropped.
 */
final class HintFollow {
  private static final class Pending {
    private final Beat<PrefetchHint> beat;
    private boolean mayDrop;

    Pending(Beat<PrefetchHint> beat) {
      this.beat = beat;
    }
  }

  private final CacheFollower follower;
  private final boolean isGated;
  private final List<Pending> pending = new ArrayList<>();
  private long batch = -1;
  private long dropped;

  /**
   * @param isGated whether hints of a batch are dealt with before the next batch
   */
  HintFollow(CacheFollower follower, boolean isGated) {
    this.follower = follower;
    this.isGated = isGated;
  }

  void taken(Beat<PrefetchHint> beat) {
    pending.add(new Pending(beat));
    update();
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
    throw CacheMismatch.illegal(event, "hint", "no hint asks for this load now");
  }

  /** No more comes. */
  void end() {
    drop(-1, List.copyOf(pending));
  }

  /** Hints without a load that might have had one. */
  long dropped() {
    return dropped;
  }

  private void drop(long cycle, List<Pending> hints) {
    for (Iterator<Pending> i = hints.iterator(); i.hasNext(); ) {
      Pending hint = i.next();
      if (!hint.mayDrop) {
        throw CacheMismatch.of(
            cycle,
            "hint",
            tandem.cosim.check.RecordFields.of(hint.beat.record(), null),
            "without passing a hint is dropped only if no slot of its set will do",
            List.of());
      }
      dropped++;
      pending.remove(hint);
    }
  }
}
