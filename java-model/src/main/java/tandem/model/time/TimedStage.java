package tandem.model.time;

import java.util.function.LongUnaryOperator;
import tandem.model.Require;

/**
 * A server: takes tokens in order and gives each one or several, or none, each after the service
 * time of the one before. Latency and capacity are those of the queues around it; a token keeps its
 * place in front until its last output is out.
 */
public final class TimedStage implements EventKernel.Component {
  private final EventKernel kernel;
  private final int self;
  private final TimedQueue in;
  private final TimedQueue out;
  private final LongUnaryOperator outputs;
  private final TokenListener finished;
  private final long serviceCycles;
  private final long emptyCycles;
  private long remaining;
  private long nextOutput;
  private long idleFromCycle;

  /**
   * @param outputs how many tokens come out for a token; they are numbered on from 0
   * @param finished is told when the last output of a token is out
   * @param serviceCycles cycles from one output to the next, at least 1
   * @param emptyCycles cycles taken by a token without output
   */
  public TimedStage(
      EventKernel kernel,
      TimedQueue in,
      TimedQueue out,
      LongUnaryOperator outputs,
      TokenListener finished,
      long serviceCycles,
      long emptyCycles) {
    Require.range("serviceCycles", serviceCycles, 1, Integer.MAX_VALUE);
    Require.range("emptyCycles", emptyCycles, 0, Integer.MAX_VALUE);
    this.kernel = kernel;
    this.in = in;
    this.out = out;
    this.outputs = outputs;
    this.finished = finished;
    this.serviceCycles = serviceCycles;
    this.emptyCycles = emptyCycles;
    this.self = kernel.add(this);
    in.consumer(self);
    out.producer(self);
  }

  @Override
  public void wake(long nowCycle) {
    long startCycle = Math.max(idleFromCycle, in.headCycle());
    if (startCycle > nowCycle) {
      kernel.wakeAt(self, startCycle);
      return;
    }
    if (remaining == 0) {
      remaining = outputs.applyAsLong(in.head());
      if (remaining == 0) {
        finish(nowCycle, emptyCycles);
        return;
      }
    }
    long placeCycle = out.placeCycle();
    if (placeCycle > nowCycle) {
      kernel.wakeAt(self, placeCycle);
      return;
    }
    out.push(nextOutput++, nowCycle);
    remaining--;
    if (remaining == 0) {
      finish(nowCycle, serviceCycles);
    } else {
      idleFromCycle = nowCycle + serviceCycles;
      kernel.wakeAt(self, idleFromCycle);
    }
  }

  private void finish(long nowCycle, long cycles) {
    finished.moved(in.pop(nowCycle), nowCycle);
    idleFromCycle = nowCycle + cycles;
    if (!in.isEmpty()) {
      kernel.wakeAt(self, Math.max(idleFromCycle, in.headCycle()));
    }
  }
}
