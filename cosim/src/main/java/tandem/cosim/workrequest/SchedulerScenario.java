package tandem.cosim.workrequest;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.util.List;
import java.util.Map;
import tandem.cosim.stream.Offer;
import tandem.cosim.stream.PauseSpec;
import tandem.model.record.DoorbellWrite;

/**
 * Everything that decides one run of the look-ahead scheduler on its own; what a case file stores
 * and replay repeats.
 *
 * @param name what the scenario is, for messages
 * @param settings parameters and configuration that differ from their reset values, by name
 * @param initialSeed of the registers' and memories' initial state
 * @param doorbells the posted requests in order
 * @param doorbell pauses of the source of doorbells
 * @param scheduled pauses of the sink of scheduled requests
 * @param hint pauses of the sink of hints
 * @param completionCycles from the hand-over of a request to its completion, at least 1
 */
@JsonIgnoreProperties(ignoreUnknown = false)
public record SchedulerScenario(
    String name,
    Map<String, Long> settings,
    long initialSeed,
    List<Offer<DoorbellWrite>> doorbells,
    PauseSpec doorbell,
    PauseSpec scheduled,
    PauseSpec hint,
    int completionCycles) {
  private static final int COMPLETION_CYCLES = 10;

  /** A scenario without pauses. */
  public static SchedulerScenario of(
      String name, Map<String, Long> settings, List<DoorbellWrite> doorbells) {
    return new SchedulerScenario(
        name,
        settings,
        0,
        doorbells.stream().map(d -> new Offer<>(0, d)).toList(),
        PauseSpec.NEVER,
        PauseSpec.NEVER,
        PauseSpec.NEVER,
        COMPLETION_CYCLES);
  }

  public SchedulerScenario withPauses(
      PauseSpec newDoorbell, PauseSpec newScheduled, PauseSpec newHint) {
    return new SchedulerScenario(
        name,
        settings,
        initialSeed,
        doorbells,
        newDoorbell,
        newScheduled,
        newHint,
        completionCycles);
  }

  public SchedulerScenario withDoorbells(List<Offer<DoorbellWrite>> newDoorbells) {
    return new SchedulerScenario(
        name, settings, initialSeed, newDoorbells, doorbell, scheduled, hint, completionCycles);
  }

  public SchedulerScenario withCompletionCycles(int cycles) {
    return new SchedulerScenario(
        name, settings, initialSeed, doorbells, doorbell, scheduled, hint, cycles);
  }

  public SchedulerScenario withInitialSeed(long seed) {
    return new SchedulerScenario(
        name, settings, seed, doorbells, doorbell, scheduled, hint, completionCycles);
  }
}
