package tandem.bench.rx;

import java.util.ArrayList;
import java.util.List;
import tandem.cosim.rx.ControlBeat;
import tandem.cosim.rx.WireFrame;
import tandem.model.record.ControlEvent;
import tandem.model.rx.Parser;
import tandem.model.rx.ReceiveConfig;
import tandem.model.workload.Frames;

/** Frames and control events at exact times, for one flow after the other. */
final class EventScript {
  /** Enough for a frame of the script with all that it may end, so that none has to wait. */
  static final int SPACING_CYCLES = 16;

  /** Runs out after several frames. */
  static final int TIMER_CYCLES = 7 * SPACING_CYCLES;

  /** Payload of an ordinary segment. */
  static final int BYTES = 100;

  private final List<WireFrame> frames = new ArrayList<>();
  private final List<ControlBeat> events = new ArrayList<>();
  private long cycle;
  private long lastDataCycle;
  private TestFlow flow = TestFlow.numbered(0);

  /** Begins another flow with nothing held of any before. */
  void begin(TestFlow other) {
    flow = other;
    control(ControlEvent.Op.STOP_ALL);
  }

  TestFlow flow() {
    return flow;
  }

  /** An ordinary segment. */
  void data() {
    data(Disturbance.NO_PAYLOAD, false);
  }

  /** A segment with something wrong with it. */
  void data(Disturbance disturbance) {
    data(disturbance, true);
  }

  private void data(Disturbance disturbance, boolean disturbed) {
    Frames segment = flow.next(BYTES);
    if (disturbed) {
      disturbance.apply(segment);
    }
    send(segment);
  }

  /** Any segment, a while behind the one before. */
  void send(Frames segment) {
    cycle += SPACING_CYCLES;
    byte[] bytes = segment.bytes();
    frames.add(new WireFrame(cycle, flow.guest(), cycle, bytes));
    lastDataCycle = cycle;
  }

  /** The next segment comes so many cycles behind the last one. */
  void waitFor(int cycles) {
    cycle = lastDataCycle + cycles - SPACING_CYCLES;
  }

  /** An event between two frames that concerns no flow, or all of the guest. */
  void control(ControlEvent.Op op) {
    events.add(ControlBeat.of(ControlEvent.of(op, frames.size(), cycle, flow.guest())));
  }

  /** An event of the flow. */
  void control(ControlEvent.Op op, int queue) {
    byte[] frame = flow.at(0, BYTES).bytes();
    ControlEvent event =
        ControlEvent.ofFlow(
            op,
            frames.size(),
            cycle,
            new Parser(ReceiveConfig.DEFAULTS).parse(frame, flow.guest(), cycle),
            queue);
    events.add(ControlBeat.of(event.withTransmit(queue * 1000, queue + 1, queue + 2)));
  }

  List<WireFrame> frames() {
    return frames;
  }

  List<ControlBeat> events() {
    return events;
  }
}
