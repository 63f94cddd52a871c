package tandem.cosim.workrequest;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.util.List;
import java.util.Map;
import tandem.cosim.stream.Offer;
import tandem.cosim.stream.PauseSpec;
import tandem.model.record.RequestInContext;

/**
 * Everything that decides one run of the fetch of descriptors on its own; what a case file stores
 * and replay repeats.
 *
 * @param name what the scenario is, for messages
 * @param requests the requests in order
 * @param memory how host memory answers
 * @param in pauses of the source of requests
 * @param out pauses of the sink of requests
 * @param fetch pauses of the sink of fetches
 * @param fetchBeat pauses of the source of lines
 */
@JsonIgnoreProperties(ignoreUnknown = false)
public record FetchScenario(
    String name,
    Map<String, Long> settings,
    long initialSeed,
    List<Offer<RequestInContext>> requests,
    FetchMemorySpec memory,
    PauseSpec in,
    PauseSpec out,
    PauseSpec fetch,
    PauseSpec fetchBeat)
    implements StageScenario {
  /** A scenario without pauses. */
  public static FetchScenario of(
      String name,
      Map<String, Long> settings,
      List<Offer<RequestInContext>> requests,
      FetchMemorySpec memory) {
    PauseSpec never = PauseSpec.NEVER;
    return new FetchScenario(name, settings, 0, requests, memory, never, never, never, never);
  }

  public FetchScenario withPauses(
      PauseSpec newIn, PauseSpec newOut, PauseSpec newFetch, PauseSpec newFetchBeat) {
    return new FetchScenario(
        name, settings, initialSeed, requests, memory, newIn, newOut, newFetch, newFetchBeat);
  }

  public FetchScenario withInitialSeed(long seed) {
    return new FetchScenario(name, settings, seed, requests, memory, in, out, fetch, fetchBeat);
  }
}
