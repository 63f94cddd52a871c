package tandem.model.time;

import java.util.List;

/**
 * Offers the tokens 0, 1, 2... of a stream, one a cycle, each from its earliest cycle on. A token
 * moves when all that is behind has a place. As the stream contract wants, an offer once made
 * stays: the pattern decides when it begins only.
 */
public final class TimedSource implements EventKernel.Component {
  private final EventKernel kernel;
  private final int self;
  private final long[] earliestCycles;
  private final CyclePattern pattern;
  private final List<TokenTaker> outs;
  private final TokenListener listener;
  private int next;
  private long idleFromCycle;
  private boolean offering;

  /**
   * @param earliestCycles for each token; an offer waits for the ones before it in any case
   */
  public TimedSource(
      EventKernel kernel,
      long[] earliestCycles,
      CyclePattern pattern,
      List<? extends TokenTaker> outs,
      TokenListener listener) {
    this.kernel = kernel;
    this.earliestCycles = earliestCycles;
    this.pattern = pattern;
    this.outs = List.copyOf(outs);
    this.listener = listener;
    this.self = kernel.add(this);
    for (TokenTaker out : outs) {
      out.producer(self);
    }
    if (earliestCycles.length > 0) {
      kernel.wakeAt(self, earliestCycles[0]);
    }
  }

  @Override
  public void wake(long nowCycle) {
    if (next == earliestCycles.length) {
      return;
    }
    long offerCycle = Math.max(idleFromCycle, earliestCycles[next]);
    if (offerCycle > nowCycle) {
      kernel.wakeAt(self, offerCycle);
      return;
    }
    offering |= pattern.ready(nowCycle);
    if (!offering) {
      kernel.wakeAt(self, nowCycle + 1);
      return;
    }
    long placeCycle = 0;
    for (int i = 0; i < outs.size(); i++) {
      placeCycle = Math.max(placeCycle, outs.get(i).placeCycle());
    }
    if (placeCycle > nowCycle) {
      kernel.wakeAt(self, placeCycle);
      return;
    }
    move(nowCycle);
  }

  private void move(long nowCycle) {
    for (int i = 0; i < outs.size(); i++) {
      outs.get(i).push(next, nowCycle);
    }
    listener.moved(next, nowCycle);
    next++;
    offering = false;
    idleFromCycle = nowCycle + 1;
    if (next < earliestCycles.length) {
      kernel.wakeAt(self, Math.max(idleFromCycle, earliestCycles[next]));
    }
  }
}
