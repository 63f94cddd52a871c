package tandem.cosim.tx;

import java.util.function.LongPredicate;
import tandem.cosim.check.Judge;
import tandem.cosim.check.Timeline;
import tandem.cosim.stream.Beat;
import tandem.model.record.ActivityEvent;
import tandem.model.tx.WorkRequestCounters;

/**
 * What the RTL of the context cache has counted, in the cycle in which the model counts it. Only
 * the write-back of a command may be counted before its effect (contract, D35).
 */
final class ActivityCheck {
  private static final String RULE = "D35: what happens is counted in its cycle, and nothing else";

  private final WorkRequestCounters counters;
  private final Judge judge;
  private long useful;
  private long useless;
  private long failures;
  private long writebacks;
  private boolean storesForCommand;
  private long cycle;

  ActivityCheck(WorkRequestCounters counters, Judge judge) {
    this.counters = counters;
    this.judge = judge;
  }

  /**
   * Listens to the cache, behind all else that happens in a cycle.
   *
   * @param hasCommand whether a command was taken before a cycle and has not taken effect
   */
  void join(Timeline timeline, LongPredicate hasCommand) {
    timeline.on(
        "activityEvent", ActivityEvent.class, beat -> counted(beat, hasCommand.test(beat.cycle())));
  }

  /** Something happens in a cycle, or {@link Judge#END}: all before must have been counted. */
  void at(long nowCycle) {
    if (nowCycle != cycle && isDue()) {
      throw judge.lacks("activity", due(false), cycle, RULE);
    }
    cycle = nowCycle;
  }

  private boolean isDue() {
    return counters.prefetchUseful() != useful
        || counters.prefetchUseless() != useless
        || counters.loadFailures() != failures
        || counters.writebacks() != writebacks;
  }

  /** What must be counted now. */
  private ActivityEvent due(boolean storesBefore) {
    return new ActivityEvent(
        counters.prefetchUseful() != useful,
        counters.prefetchUseless() != useless,
        counters.loadFailures() != failures,
        storesBefore || counters.writebacks() != writebacks);
  }

  private void counted(Beat<ActivityEvent> beat, boolean hasCommand) {
    at(beat.cycle());
    boolean isAhead =
        hasCommand
            && !storesForCommand
            && counters.writebacks() == writebacks
            && beat.record().writesBack();
    storesForCommand |= isAhead;
    judge.same("activity", isAhead || isDue() ? due(isAhead) : null, beat, RULE);
    useful = counters.prefetchUseful();
    useless = counters.prefetchUseless();
    failures = counters.loadFailures();
    writebacks = counters.writebacks();
  }

  /** A command has taken effect, and with it the model may have written a context back. */
  void commanded(Beat<?> beat, String tag) {
    boolean stores = counters.writebacks() != writebacks;
    if (stores != storesForCommand) {
      throw judge.wrong(
          "writesBack",
          stores,
          storesForCommand,
          tag,
          beat.cycle(),
          "WR-30: a changed context is written back before its command takes effect");
    }
    storesForCommand = false;
    writebacks = counters.writebacks();
  }
}
