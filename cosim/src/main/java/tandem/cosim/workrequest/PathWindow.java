package tandem.cosim.workrequest;

import java.util.ArrayDeque;
import java.util.Queue;
import tandem.cosim.check.Timeline;
import tandem.cosim.stream.Beat;
import tandem.cosim.tx.AskedWindow;
import tandem.model.record.Completion;
import tandem.model.record.DoorbellWrite;
import tandem.model.record.ScheduledRequest;
import tandem.model.tx.LookaheadScheduler;
import tandem.model.tx.WorkRequestConfig;
import tandem.model.tx.WorkRequestCounters;

/**
 * The window as the scheduler inside the path had it: that of the batch scheduled last. While
 * requests may pass each other, or the window is taken anew for each pick, it is not known how the
 * window stood when the cache looked, so then the answer that is reported is followed (contract,
 * section 4.8).
 */
final class PathWindow implements AskedWindow.Answers {
  private final LookaheadScheduler scheduler;
  private final int queues;
  private final boolean follows;
  private final Queue<Beat<DoorbellWrite>> doorbells = new ArrayDeque<>();
  private final Queue<Beat<Completion>> completions = new ArrayDeque<>();
  private long followed;

  PathWindow(WorkRequestConfig config) {
    scheduler = new LookaheadScheduler(config, new WorkRequestCounters());
    queues = config.numQueues();
    follows = config.hitsPassMisses() || config.liveScan();
  }

  /** Listens to the streams that make the window. */
  void join(Timeline timeline) {
    timeline.on("doorbell", DoorbellWrite.class, doorbells::add);
    timeline.on("completion", Completion.class, completions::add);
    timeline.on("in", ScheduledRequest.class, this::picked);
  }

  private void picked(Beat<ScheduledRequest> beat) {
    postUntil(beat.cycle() - 1);
    int queue = beat.record().guest() % queues;
    long head = scheduler.head(queue);
    long tail = head + (int) (beat.record().windowTail() - head);
    scheduler.pick(queue, tail);
  }

  private void postUntil(long cycle) {
    while (!completions.isEmpty() && completions.element().cycle() <= cycle) {
      scheduler.completed(completions.remove().record().guest());
    }
    while (!doorbells.isEmpty() && doorbells.element().cycle() <= cycle) {
      scheduler.post(doorbells.remove().record());
    }
  }

  @Override
  public boolean at(int connection, long cycle, boolean told) {
    followed += follows ? 1 : 0;
    return follows ? told : scheduler.occursInWindow(connection);
  }

  /** How often the answer that is reported was followed. */
  long followed() {
    return followed;
  }
}
