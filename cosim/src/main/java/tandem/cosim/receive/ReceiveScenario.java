package tandem.cosim.receive;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tandem.cosim.stream.Mode;
import tandem.cosim.stream.PauseSpec;
import tandem.model.record.ControlEvent;

/**
 * Everything that decides one run of the receive path; what a case file stores and replay repeats.
 * Control events are never paused: one that came late would be done at another place.
 *
 * @param name what the scenario is, for messages
 * @param settings parameters and registers that differ from their reset values, by name
 * @param mode which engine moves the streams
 * @param initialSeed of the registers' and memories' initial state
 * @param frames the frames in order
 * @param events what host and transmit side ask for, by rising {@code afterFrame}
 * @param in pauses of the source of frames
 * @param place pauses of the sink of places
 * @param payload pauses of the sink of payload
 * @param out pauses of the sink of units
 */
@JsonIgnoreProperties(ignoreUnknown = false)
public record ReceiveScenario(
    String name,
    Map<String, Long> settings,
    Mode mode,
    long initialSeed,
    List<WireFrame> frames,
    List<ControlBeat> events,
    PauseSpec in,
    PauseSpec place,
    PauseSpec payload,
    PauseSpec out) {
  /** A scenario without pauses and events. */
  public static ReceiveScenario of(
      String name, Map<String, Long> settings, List<WireFrame> frames) {
    return new ReceiveScenario(
        name,
        settings,
        Mode.STREAM,
        0,
        frames,
        List.of(),
        PauseSpec.NEVER,
        PauseSpec.NEVER,
        PauseSpec.NEVER,
        PauseSpec.NEVER);
  }

  public ReceiveScenario withEvents(List<ControlBeat> newEvents) {
    return new ReceiveScenario(
        name, settings, mode, initialSeed, frames, newEvents, in, place, payload, out);
  }

  public ReceiveScenario withPauses(
      PauseSpec newIn, PauseSpec newPlace, PauseSpec newPayload, PauseSpec newOut) {
    return new ReceiveScenario(
        name, settings, mode, initialSeed, frames, events, newIn, newPlace, newPayload, newOut);
  }

  public ReceiveScenario withMode(Mode newMode) {
    return new ReceiveScenario(
        name, settings, newMode, initialSeed, frames, events, in, place, payload, out);
  }

  public ReceiveScenario withInitialSeed(long seed) {
    return new ReceiveScenario(name, settings, mode, seed, frames, events, in, place, payload, out);
  }

  /**
   * The events that happen, with a last one that hands up all that is held. Shrinking leaves events
   * behind that would wait for frames there no longer are.
   */
  public List<ControlBeat> effectiveEvents() {
    List<ControlBeat> effective = new ArrayList<>();
    events.stream().filter(e -> e.afterFrame() <= frames.size()).forEach(effective::add);
    long end = frames.isEmpty() ? 0 : frames.get(frames.size() - 1).time();
    effective.add(
        ControlBeat.of(ControlEvent.of(ControlEvent.Op.END_OF_BURST, frames.size(), end, 0)));
    return effective;
  }
}
