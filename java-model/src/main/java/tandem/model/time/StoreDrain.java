package tandem.model.time;

/** Takes the beats of each unit that has ended, in the order of the units, one a cycle. */
final class StoreDrain implements EventKernel.Component {
  private final EventKernel kernel;
  private final DecisionSteps steps;
  private final TimedQueue units;
  private final TimedQueue[] lists;
  private final TimedQueue payload;
  private final int self;
  private long idleFromCycle;
  private TimedQueue list;
  private int remaining;

  StoreDrain(
      EventKernel kernel,
      DecisionSteps steps,
      TimedQueue units,
      TimedQueue[] lists,
      TimedQueue payload) {
    this.kernel = kernel;
    this.steps = steps;
    this.units = units;
    this.lists = lists;
    this.payload = payload;
    self = kernel.add(this);
    units.consumer(self);
    payload.producer(self);
    for (TimedQueue each : lists) {
      each.consumer(self);
    }
  }

  @Override
  public void wake(long nowCycle) {
    if (idleFromCycle > nowCycle) {
      kernel.wakeAt(self, idleFromCycle);
      return;
    }
    if (remaining == 0) {
      if (units.headCycle() > nowCycle) {
        kernel.wakeAt(self, units.headCycle());
        return;
      }
      int unit = (int) units.pop(nowCycle);
      list = lists[steps.listOfUnit(unit)];
      remaining = steps.beatsOfUnit(unit);
    }
    long moveCycle = Math.max(list.headCycle(), payload.placeCycle());
    if (moveCycle > nowCycle) {
      kernel.wakeAt(self, moveCycle);
      return;
    }
    payload.push(list.pop(nowCycle), nowCycle);
    remaining--;
    idleFromCycle = nowCycle + 1;
    kernel.wakeAt(self, idleFromCycle);
  }
}
