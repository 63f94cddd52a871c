package tandem.cosim.tx;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.LongConsumer;
import tandem.bridge.Signal;
import tandem.cosim.block.Answers;
import tandem.cosim.block.Drive;
import tandem.cosim.stream.Beat;
import tandem.cosim.stream.Offer;
import tandem.model.record.PrefetchHint;
import tandem.model.record.ScheduledRequest;
import tandem.model.tx.Replacement;
import tandem.model.tx.WorkRequestConfig;

/**
 * Stands in for the scheduler: offers the requests, and the hints of a batch once its first request
 * has been taken. Where results must not depend on time a batch is offered only when the one before
 * and its hints have been looked up (contract, section 4.9).
 */
final class CacheFeeder {
  private final List<Offer<ScheduledRequest>> all;
  private final List<PrefetchHint> hints;
  private final List<Offer<ScheduledRequest>> offered = new ArrayList<>();
  private int taken;
  private int takenHints;
  private boolean tookNow;
  private int nextHint;

  CacheFeeder(
      List<Offer<ScheduledRequest>> requests,
      List<PrefetchHint> hints,
      WorkRequestConfig config,
      Drive drive) {
    all = requests;
    this.hints = hints;
    boolean needsWindow = config.prefetch() > 0 || config.replacement() == Replacement.LOOKAHEAD;
    if (!config.hitsPassMisses() && config.window() > 1 && needsWindow) {
      drive.offer("in", offered);
      drive.atPins(this::gate);
    } else {
      drive.offer("in", all);
    }
    if (hints.isEmpty()) {
      drive.offer("hint", List.<Offer<PrefetchHint>>of());
    } else {
      Answers<PrefetchHint> answers = drive.answer("hint", 1);
      drive.on("in", ScheduledRequest.class, beat -> hintAt(beat, answers));
    }
    drive.on("in", ScheduledRequest.class, beat -> took(1, 0));
    drive.on("hint", PrefetchHint.class, beat -> took(0, 1));
  }

  private void took(int requests, int theHints) {
    taken += requests;
    takenHints += theHints;
    tookNow = true;
  }

  private void hintAt(Beat<ScheduledRequest> beat, Answers<PrefetchHint> answers) {
    boolean isFirst = beat.record().first();
    while (isFirst
        && nextHint < hints.size()
        && hints.get(nextHint).batch() <= beat.record().batch()) {
      answers.add(beat.cycle() + 1, hints.get(nextHint++));
    }
  }

  /** Looks at the visible cycle and decides what may be offered in the next. */
  private LongConsumer gate(Function<String, Signal> pins) {
    Signal lookedUp = pins.apply("lookedUp");
    return cycle -> {
      // What is taken in this cycle waits for its look-up from the next one on.
      boolean isTaken = taken == offered.size() && takenHints == nextHint && !tookNow;
      boolean isDone = isTaken && lookedUp.isHigh();
      tookNow = false;
      if (cycle > 0 && isDone) {
        offerBatch(cycle);
      }
    };
  }

  private void offerBatch(long afterCycles) {
    int from = offered.size();
    for (int i = from; i < all.size() && batch(i) == batch(from); i++) {
      Offer<ScheduledRequest> offer = all.get(i);
      offered.add(new Offer<>(Math.max(afterCycles, offer.afterCycles()), offer.record()));
    }
  }

  private long batch(int number) {
    return all.get(number).record().batch();
  }
}
