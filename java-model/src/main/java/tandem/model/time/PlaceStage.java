package tandem.model.time;

/**
 * Hands each place to its sink and, in the same cycle, the frame to those whose bytes are to be
 * sent; in order, one a cycle, when both take it.
 */
final class PlaceStage implements EventKernel.Component {
  private final EventKernel kernel;
  private final TimedQueue places;
  private final TimedQueue jobs;
  private final CyclePattern sink;
  private final TokenListener listener;
  private final int self;
  private long idleFromCycle;

  PlaceStage(
      EventKernel kernel,
      TimedQueue places,
      TimedQueue jobs,
      CyclePattern sink,
      TokenListener listener) {
    this.kernel = kernel;
    this.places = places;
    this.jobs = jobs;
    this.sink = sink;
    this.listener = listener;
    self = kernel.add(this);
    places.consumer(self);
    jobs.producer(self);
  }

  @Override
  public void wake(long nowCycle) {
    if (places.isEmpty()) {
      return;
    }
    long moveCycle = Math.max(idleFromCycle, places.headCycle());
    boolean isFrame = places.head() >= 0;
    if (isFrame) {
      moveCycle = Math.max(moveCycle, jobs.placeCycle());
    }
    if (moveCycle > nowCycle) {
      kernel.wakeAt(self, moveCycle);
      return;
    }
    idleFromCycle = nowCycle + 1;
    if (sink.ready(nowCycle)) {
      long place = places.pop(nowCycle);
      if (isFrame) {
        jobs.push(place, nowCycle);
      }
      listener.moved(place, nowCycle);
    }
    if (!places.isEmpty()) {
      kernel.wakeAt(self, idleFromCycle);
    }
  }
}
