package tandem.cosim.workrequest;

import tandem.cosim.stream.Beat;
import tandem.cosim.tx.CacheWindow;
import tandem.model.record.DoorbellWrite;
import tandem.model.record.ScheduledRequest;
import tandem.model.tx.ContextCache;
import tandem.model.tx.LookaheadScheduler;
import tandem.model.tx.Replacement;
import tandem.model.tx.WorkRequestConfig;
import tandem.model.tx.WorkRequestCounters;

/**
 * The window as the scheduler inside the path had it: that of the batch scheduled last. While
 * requests may pass each other, or the window is taken anew for each pick, it is not known when the
 * cache looked, so then the victim that is reported is followed (contract, section 4.8).
 */
final class PathWindow implements CacheWindow {
  private final LookaheadScheduler scheduler;
  private final PathLog log;
  private final int queues;
  private final boolean follows;
  private int nextDoorbell;
  private int nextCompletion;
  private int nextScheduled;
  private long followed;

  PathWindow(WorkRequestConfig config, PathLog log) {
    this.log = log;
    scheduler = new LookaheadScheduler(config, new WorkRequestCounters());
    queues = config.numQueues();
    boolean timed = config.hitsPassMisses() || config.liveScan();
    follows = timed && config.replacement() == Replacement.LOOKAHEAD;
  }

  /** Takes in what was known by a cycle. */
  void advance(long nowCycle) {
    while (nextScheduled < log.scheduled().size()
        && log.scheduled().get(nextScheduled).cycle() <= nowCycle) {
      Beat<ScheduledRequest> beat = log.scheduled().get(nextScheduled++);
      postUntil(beat.cycle() - 1);
      int queue = beat.record().guest() % queues;
      long head = scheduler.head(queue);
      long tail = head + (int) (beat.record().windowTail() - head);
      scheduler.pick(queue, tail);
    }
  }

  private void postUntil(long cycle) {
    while (nextCompletion < log.completions().size()
        && log.completions().get(nextCompletion).cycle() <= cycle) {
      scheduler.completed(log.completions().get(nextCompletion++).record().guest());
    }
    while (nextDoorbell < log.doorbells().size()
        && log.doorbells().get(nextDoorbell).cycle() <= cycle) {
      DoorbellWrite doorbell = log.doorbells().get(nextDoorbell++).record();
      scheduler.post(doorbell);
    }
  }

  @Override
  public boolean occurs(int connection) {
    return scheduler.occursInWindow(connection);
  }

  @Override
  public void follow(ContextCache cache, boolean victimValid, int victim) {
    if (follows && victimValid) {
      cache.followVictim(victim);
      followed++;
    }
  }

  @Override
  public long allowed() {
    return followed;
  }
}
