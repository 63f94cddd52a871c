package tandem.cosim.workrequest;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.util.List;
import java.util.Map;
import tandem.cosim.stream.Offer;
import tandem.cosim.stream.PauseSpec;
import tandem.model.record.WorkRequest;

/**
 * Everything that decides one run of the execution stub on its own; what a case file stores and
 * replay repeats.
 *
 * @param name what the scenario is, for messages
 * @param requests the requests in order of execution
 * @param loads ends of loads, which make slots new
 * @param in pauses of the source of requests
 * @param completion pauses of the sink of completions
 * @param released pauses of the sink of releases
 */
@JsonIgnoreProperties(ignoreUnknown = false)
public record StubScenario(
    String name,
    Map<String, Long> settings,
    long initialSeed,
    List<Offer<WorkRequest>> requests,
    List<Offer<LoadedEvent>> loads,
    PauseSpec in,
    PauseSpec completion,
    PauseSpec released)
    implements StageScenario {
  /** A scenario without pauses. */
  public static StubScenario of(
      String name,
      Map<String, Long> settings,
      List<Offer<WorkRequest>> requests,
      List<Offer<LoadedEvent>> loads) {
    PauseSpec never = PauseSpec.NEVER;
    return new StubScenario(name, settings, 0, requests, loads, never, never, never);
  }

  public StubScenario withPauses(PauseSpec newIn, PauseSpec newCompletion, PauseSpec newReleased) {
    return new StubScenario(
        name, settings, initialSeed, requests, loads, newIn, newCompletion, newReleased);
  }

  public StubScenario withInitialSeed(long seed) {
    return new StubScenario(name, settings, seed, requests, loads, in, completion, released);
  }
}
