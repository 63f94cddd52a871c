package tandem.model.time;

import java.util.List;
import tandem.model.record.ControlEvent;

/**
 * What comes to the receive path, and when its neighbours are willing.
 *
 * @param frames in the order in which they come
 * @param events what host and transmit side ask for, by rising {@code afterFrame}
 * @param eventsFromCycle cycle from which the first event is offered, each other one from the cycle
 *     behind the one in front of it
 * @param source cycles in which an offer of a beat may begin; it then stays until it is taken
 * @param placeSink cycles in which a place is taken
 * @param payloadSink cycles in which a payload beat is taken
 * @param runSink cycles in which a unit is taken
 */
public record ReceiveTraffic(
    List<OfferedFrame> frames,
    List<ControlEvent> events,
    long eventsFromCycle,
    CyclePattern source,
    CyclePattern placeSink,
    CyclePattern payloadSink,
    CyclePattern runSink) {
  public ReceiveTraffic {
    frames = List.copyOf(frames);
    events = List.copyOf(events);
  }

  /** Frames alone, and neighbours that are always willing. */
  public static ReceiveTraffic of(List<OfferedFrame> frames) {
    return new ReceiveTraffic(
        frames,
        List.of(),
        0,
        CyclePattern.ALWAYS,
        CyclePattern.ALWAYS,
        CyclePattern.ALWAYS,
        CyclePattern.ALWAYS);
  }

  /** The same with events. */
  public ReceiveTraffic withEvents(List<ControlEvent> newEvents, long fromCycle) {
    return new ReceiveTraffic(
        frames, newEvents, fromCycle, source, placeSink, payloadSink, runSink);
  }

  /** The same with other neighbours. */
  public ReceiveTraffic withNeighbours(
      CyclePattern newSource,
      CyclePattern newPlaceSink,
      CyclePattern newPayloadSink,
      CyclePattern newRunSink) {
    return new ReceiveTraffic(
        frames, events, eventsFromCycle, newSource, newPlaceSink, newPayloadSink, newRunSink);
  }
}
