package tandem.cosim.workrequest;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.util.List;
import java.util.Map;
import tandem.cosim.stream.Offer;
import tandem.cosim.stream.PauseSpec;
import tandem.model.record.ConnectionCommand;
import tandem.model.record.PrefetchHint;
import tandem.model.record.ScheduledRequest;

/**
 * Everything that decides one run of the context cache on its own; what a case file stores and
 * replay repeats.
 *
 * @param name what the scenario is, for messages
 * @param settings parameters and configuration that differ from their reset values, by name
 * @param initialSeed of the registers' and memories' initial state
 * @param requests the scheduled requests in order, batch after batch
 * @param hints each offered when the first request of its batch has been taken
 * @param commands in order
 * @param pauses of the agents, by stream; those not named never pause
 * @param host how host memory answers
 * @param execution how operations end
 * @param inWindowPercent how often the answer to {@code asked} is yes
 */
@JsonIgnoreProperties(ignoreUnknown = false)
public record CacheScenario(
    String name,
    Map<String, Long> settings,
    long initialSeed,
    List<Offer<ScheduledRequest>> requests,
    List<PrefetchHint> hints,
    List<Offer<ConnectionCommand>> commands,
    Map<String, PauseSpec> pauses,
    HostContextSpec host,
    ExecutionSpec execution,
    int inWindowPercent) {
  private static final int LOAD_CYCLES = 40;
  private static final int EXECUTION_CYCLES = 3;
  private static final int READ_CYCLES = 60;

  /** A scenario without hints, commands, pauses and failures. */
  public static CacheScenario of(
      String name, Map<String, Long> settings, List<ScheduledRequest> requests) {
    return new CacheScenario(
        name,
        settings,
        0,
        requests.stream().map(r -> new Offer<>(0, r)).toList(),
        List.of(),
        List.of(),
        Map.of(),
        HostContextSpec.steady(LOAD_CYCLES),
        ExecutionSpec.steady(EXECUTION_CYCLES, READ_CYCLES),
        0);
  }

  public CacheScenario withRequests(List<Offer<ScheduledRequest>> newRequests) {
    return new CacheScenario(
        name,
        settings,
        initialSeed,
        newRequests,
        hints,
        commands,
        pauses,
        host,
        execution,
        inWindowPercent);
  }

  public CacheScenario withHints(List<PrefetchHint> newHints, int newInWindowPercent) {
    return new CacheScenario(
        name,
        settings,
        initialSeed,
        requests,
        newHints,
        commands,
        pauses,
        host,
        execution,
        newInWindowPercent);
  }

  public CacheScenario withCommands(List<Offer<ConnectionCommand>> newCommands) {
    return new CacheScenario(
        name,
        settings,
        initialSeed,
        requests,
        hints,
        newCommands,
        pauses,
        host,
        execution,
        inWindowPercent);
  }

  public CacheScenario withPauses(Map<String, PauseSpec> newPauses, long newInitialSeed) {
    return new CacheScenario(
        name,
        settings,
        newInitialSeed,
        requests,
        hints,
        commands,
        newPauses,
        host,
        execution,
        inWindowPercent);
  }

  public CacheScenario withAgents(HostContextSpec newHost, ExecutionSpec newExecution) {
    return new CacheScenario(
        name,
        settings,
        initialSeed,
        requests,
        hints,
        commands,
        pauses,
        newHost,
        newExecution,
        inWindowPercent);
  }

  PauseSpec pause(String stream) {
    return pauses.getOrDefault(stream, PauseSpec.NEVER);
  }
}
