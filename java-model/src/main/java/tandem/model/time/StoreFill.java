package tandem.model.time;

/** Puts the beats of frames, in order, one a cycle, at the end of the list each waits on. */
final class StoreFill implements EventKernel.Component {
  private final EventKernel kernel;
  private final DecisionSteps steps;
  private final TimedQueue beats;
  private final TimedQueue[] lists;
  private final int self;
  private long idleFromCycle;
  private int frame;
  private int beatsOfFrame;

  StoreFill(EventKernel kernel, DecisionSteps steps, TimedQueue beats, TimedQueue[] lists) {
    this.kernel = kernel;
    this.steps = steps;
    this.beats = beats;
    this.lists = lists;
    self = kernel.add(this);
    beats.consumer(self);
    for (TimedQueue list : lists) {
      list.producer(self);
    }
  }

  @Override
  public void wake(long nowCycle) {
    if (beats.isEmpty()) {
      return;
    }
    while (beatsOfFrame == steps.payloadBeats(frame)) {
      frame++;
      beatsOfFrame = 0;
    }
    TimedQueue list = lists[steps.listOfFrame(frame)];
    long moveCycle = Math.max(idleFromCycle, Math.max(beats.headCycle(), list.placeCycle()));
    if (moveCycle > nowCycle) {
      kernel.wakeAt(self, moveCycle);
      return;
    }
    list.push(beats.pop(nowCycle), nowCycle);
    beatsOfFrame++;
    idleFromCycle = nowCycle + 1;
    if (!beats.isEmpty()) {
      kernel.wakeAt(self, idleFromCycle);
    }
  }
}
