package tandem.model.time;

/** Takes tokens straight to a sink, in the cycles in which it is ready. */
final class TimedWire implements TokenTaker {
  private final EventKernel kernel;
  private final CyclePattern sink;

  TimedWire(EventKernel kernel, CyclePattern sink) {
    this.kernel = kernel;
    this.sink = sink;
  }

  /** Nobody has to be woken: the giver is told to ask again in the next cycle. */
  @Override
  public void producer(int component) {}

  @Override
  public long placeCycle() {
    long nowCycle = kernel.nowCycle();
    return sink.ready(nowCycle) ? nowCycle : nowCycle + 1;
  }

  @Override
  public void push(long token, long nowCycle) {
    if (!sink.ready(nowCycle)) {
      throw new IllegalStateException("the sink is not ready: nowCycle=" + nowCycle);
    }
  }
}
