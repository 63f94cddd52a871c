package tandem.model.time;

import java.util.List;
import tandem.model.record.ControlEvent;
import tandem.model.rx.ReceiveConfig;
import tandem.model.rx.ReceivePath;
import tandem.model.rx.ReceiveRegister;

/**
 * Decides frames and events, a step a cycle. When all steps of what was chosen last are done, it
 * chooses: an event that is due, the next frame, or a collection whose time is over.
 */
final class ReceiveDecision implements EventKernel.Component {
  private final EventKernel kernel;
  private final ReceiveTimingParams params;
  private final ReceiveTraffic traffic;
  private final DecisionSteps steps;
  private final ReceivePath path;
  private final boolean isStamped;
  private final TimedQueue frames;
  private final TimedQueue units;
  private final TimedQueue places;
  private final int self;
  private long idleFromCycle;
  private long arrival;
  private long decided;
  private int nextEvent;

  /**
   * @param frames whose last beat was taken and which are not decided
   * @param units takes the numbers of units
   * @param places takes the numbers of frames, and JOIN
   */
  ReceiveDecision(
      EventKernel kernel,
      ReceiveConfig config,
      ReceiveTimingParams params,
      ReceiveTraffic traffic,
      DecisionSteps steps,
      TimedQueue frames,
      TimedQueue units,
      TimedQueue places) {
    this.kernel = kernel;
    this.params = params;
    this.traffic = traffic;
    this.steps = steps;
    this.frames = frames;
    this.units = units;
    this.places = places;
    path = new ReceivePath(config, steps);
    isStamped = config.on(ReceiveRegister.TIME_SOURCE);
    self = kernel.add(this);
    frames.consumer(self);
    units.producer(self);
    places.producer(self);
    if (!traffic.events().isEmpty()) {
      kernel.wakeAt(self, traffic.eventsFromCycle());
    }
  }

  @Override
  public void wake(long nowCycle) {
    if (idleFromCycle > nowCycle) {
      kernel.wakeAt(self, idleFromCycle);
      return;
    }
    if (steps.isEmpty() && !choose(nowCycle)) {
      return;
    }
    long goCycle = Math.max(units.placeCycle(), places.placeCycle());
    if (goCycle > nowCycle) {
      kernel.wakeAt(self, goCycle);
      return;
    }
    step(nowCycle);
  }

  private void step(long nowCycle) {
    if (steps.unit() != DecisionSteps.NOTHING) {
      units.push(steps.unit(), nowCycle);
    }
    if (steps.place() != DecisionSteps.NOTHING) {
      places.push(steps.place(), nowCycle);
    }
    if (steps.place() >= 0) {
      frames.pop(nowCycle);
      decided++;
    }
    steps.done();
    idleFromCycle = nowCycle + 1;
    kernel.wakeAt(self, idleFromCycle);
  }

  /** Takes what is next, if there is anything; asks to be woken else. */
  private boolean choose(long nowCycle) {
    List<ControlEvent> events = traffic.events();
    boolean isDue = nextEvent < events.size() && events.get(nextEvent).afterFrame() <= decided;
    if (isDue && traffic.eventsFromCycle() <= nowCycle) {
      ControlEvent event = events.get(nextEvent++);
      arrival = isStamped ? Math.max(arrival, event.time()) : arrival;
      path.control(event, arrival);
      return true;
    }
    if (frames.headCycle() <= nowCycle) {
      receive((int) frames.head());
      return true;
    }
    // A frame that came in time is visible before the collection is ended, and goes first.
    long deadline = isStamped ? EventKernel.NEVER : path.nextDeadline();
    long endCycle =
        deadline == EventKernel.NEVER
            ? EventKernel.NEVER
            : deadline + params.deadlineToDecisionCycles();
    if (endCycle <= nowCycle) {
      path.advance(deadline + 1);
      return true;
    }
    kernel.wakeAt(self, Math.min(endCycle, frames.headCycle()));
    return false;
  }

  private void receive(int frame) {
    OfferedFrame offered = traffic.frames().get(frame);
    arrival =
        isStamped
            ? Math.max(arrival, offered.stamp())
            : frames.headCycle() - params.acceptToDecisionCycles();
    byte[] bytes = offered.bytes();
    path.receive(bytes, bytes.length, offered.guest(), arrival);
  }
}
