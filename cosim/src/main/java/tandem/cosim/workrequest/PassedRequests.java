package tandem.cosim.workrequest;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Consumer;
import tandem.cosim.stream.Beat;
import tandem.model.record.Completion;
import tandem.model.record.RequestInContext;
import tandem.model.record.ScheduledRequest;
import tandem.model.tx.ExecutionListener;

/** Tells the requests of a run in execution order, as their records pass. */
final class PassedRequests implements Consumer<PathLog> {
  private static final long NOT_YET = -1;

  private final int barriers;
  private final ExecutionListener listener;
  private final Deque<RequestInContext> issued = new ArrayDeque<>();
  private long completed;
  private long firstCycle = NOT_YET;
  private long lastCycle;

  /**
   * @param barriers how many requests at the beginning are not of the trace
   */
  PassedRequests(int barriers, ExecutionListener listener) {
    this.barriers = barriers;
    this.listener = listener;
  }

  /** Takes what has passed since the call before. */
  @Override
  public void accept(PathLog log) {
    for (Beat<ScheduledRequest> beat : log.scheduled()) {
      if (firstCycle == NOT_YET && beat.record().entry() >= barriers) {
        firstCycle = beat.cycle();
      }
    }
    log.inContext().forEach(beat -> issued.add(beat.record()));
    log.completions().forEach(this::completed);
  }

  private void completed(Beat<Completion> beat) {
    RequestInContext r = issued.remove();
    if (completed >= barriers) {
      listener.executed(
          completed - barriers,
          r.entry() - barriers,
          r.connection(),
          r.op(),
          r.batch() - barriers,
          r.hit(),
          beat.record().status());
      lastCycle = beat.cycle();
    }
    completed++;
  }

  /** Requests of the trace that have been completed. */
  long count() {
    return Math.max(0, completed - barriers);
  }

  /** From the first pick of the trace to the last completion, 0 if there is none. */
  long cycles() {
    return count() == 0 ? 0 : lastCycle - firstCycle + 1;
  }
}
