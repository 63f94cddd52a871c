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
  private ActivityEvent due = new ActivityEvent(false, false, false, false);
  private long useful;
  private long useless;
  private long failures;
  private long writebacks;
  private boolean storesForCommand;
  private long cycle;
  private boolean isHeard;

  ActivityCheck(WorkRequestCounters counters, Judge judge) {
    this.counters = counters;
    this.judge = judge;
  }

  /**
   * Listens to the cache, behind all else that happens in a cycle; without it nothing is checked.
   *
   * @param hasCommand whether a command was taken before a cycle and has not taken effect
   */
  void join(Timeline timeline, LongPredicate hasCommand) {
    isHeard = true;
    timeline.on(
        "activityEvent", ActivityEvent.class, beat -> counted(beat, hasCommand.test(beat.cycle())));
  }

  /** Something happens in a cycle, or {@link Judge#END}: all before must have been counted. */
  void at(long nowCycle) {
    if (isHeard && nowCycle != cycle && isDue()) {
      throw judge.lacks("activity", due, cycle, RULE);
    }
    cycle = nowCycle;
  }

  private boolean isDue() {
    due =
        new ActivityEvent(
            counters.prefetchUseful() != useful,
            counters.prefetchUseless() != useless,
            counters.loadFailures() != failures,
            counters.writebacks() != writebacks);
    return !due.equals(new ActivityEvent(false, false, false, false));
  }

  private void counted(Beat<ActivityEvent> beat, boolean hasCommand) {
    at(beat.cycle());
    boolean isAny = isDue();
    boolean isAhead =
        hasCommand && !storesForCommand && !due.writesBack() && beat.record().writesBack();
    if (isAhead) {
      storesForCommand = true;
      isAny = true;
      due = new ActivityEvent(due.usesPrefetched(), due.losesPrefetched(), due.loadFails(), true);
    }
    judge.same("activity", isAny ? due : null, beat, RULE);
    useful = counters.prefetchUseful();
    useless = counters.prefetchUseless();
    failures = counters.loadFailures();
    writebacks = counters.writebacks();
  }

  /** A command has taken effect, and with it the model may have written a context back. */
  void commanded(Beat<?> beat, String tag) {
    boolean stores = counters.writebacks() != writebacks;
    if (isHeard && stores != storesForCommand) {
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
