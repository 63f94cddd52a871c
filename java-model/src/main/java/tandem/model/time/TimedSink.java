package tandem.model.time;

import java.util.function.LongUnaryOperator;

/** Takes tokens out of a queue in order, one a cycle, in the cycles in which it is ready. */
public final class TimedSink implements EventKernel.Component {
  /** Every token is offered as soon as it is visible. */
  public static final LongUnaryOperator AT_ONCE = token -> 0;

  private final EventKernel kernel;
  private final int self;
  private final TimedQueue in;
  private final LongUnaryOperator offerCycles;
  private final CyclePattern pattern;
  private final TokenListener listener;
  private long idleFromCycle;

  /**
   * @param offerCycles from which cycle a token is offered to this sink; NEVER until it is known,
   *     and then the sink has to be told with {@link #recheck}
   */
  public TimedSink(
      EventKernel kernel,
      TimedQueue in,
      LongUnaryOperator offerCycles,
      CyclePattern pattern,
      TokenListener listener) {
    this.kernel = kernel;
    this.in = in;
    this.offerCycles = offerCycles;
    this.pattern = pattern;
    this.listener = listener;
    this.self = kernel.add(this);
    in.consumer(self);
  }

  /** Tells from which cycle on a token is offered that had none yet. */
  public void recheck(long offerCycle) {
    kernel.wakeAt(self, offerCycle);
  }

  @Override
  public void wake(long nowCycle) {
    if (in.isEmpty()) {
      return;
    }
    long offerCycle = Math.max(in.headCycle(), offerCycles.applyAsLong(in.head()));
    long moveCycle = Math.max(idleFromCycle, offerCycle);
    if (moveCycle > nowCycle) {
      kernel.wakeAt(self, moveCycle);
      return;
    }
    idleFromCycle = nowCycle + 1;
    if (pattern.ready(nowCycle)) {
      long token = in.pop(nowCycle);
      listener.moved(token, nowCycle);
    }
    if (!in.isEmpty()) {
      kernel.wakeAt(self, idleFromCycle);
    }
  }
}
