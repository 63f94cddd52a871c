package tandem.cosim.tx;

import com.fasterxml.jackson.core.type.TypeReference;
import com.google.auto.service.AutoService;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tandem.cosim.block.Block;
import tandem.cosim.block.Drive;
import tandem.cosim.block.Part;
import tandem.cosim.block.Scenario;
import tandem.cosim.check.Checker;
import tandem.cosim.check.Judge;
import tandem.cosim.check.Timeline;
import tandem.cosim.stream.Offer;
import tandem.model.record.ConnectionCommand;
import tandem.model.record.PrefetchHint;
import tandem.model.record.ScheduledRequest;
import tandem.model.tx.Replacement;
import tandem.model.tx.WorkRequestConfig;
import tandem.model.tx.WorkRequestCounters;

/** The context cache. Agents stand for the scheduler, host memory and what executes requests. */
@SuppressWarnings("rawtypes") // a service has no type argument
@AutoService(Block.class)
public final class ContextCacheBlock extends WorkRequestStage {
  /** The block's name on the command line. */
  public static final String BLOCK = "context-cache";

  /** The scheduled requests in order, batch after batch. */
  public static final Part<List<Offer<ScheduledRequest>>> REQUESTS =
      new Part<>("requests", new TypeReference<>() {});

  /** Each is offered when the first request of its batch has been taken. */
  public static final Part<List<PrefetchHint>> HINTS =
      new Part<>("hints", new TypeReference<>() {});

  /** In order. */
  public static final Part<List<Offer<ConnectionCommand>>> COMMANDS =
      new Part<>("commands", new TypeReference<>() {});

  /** How host memory answers. */
  public static final Part<HostContextSpec> HOST = new Part<>("host", new TypeReference<>() {});

  /** How operations end. */
  public static final Part<ExecutionSpec> EXECUTION =
      new Part<>("execution", new TypeReference<>() {});

  /** How often a connection is said to wait in the window. */
  public static final Part<Integer> IN_WINDOW_PERCENT =
      new Part<>("inWindowPercent", new TypeReference<>() {});

  private static final int LOAD_CYCLES = 40;
  private static final int EXECUTION_CYCLES = 3;
  private static final int READ_CYCLES = 60;
  private static final int QUIET_CYCLES = 64;

  public ContextCacheBlock() {
    super(BLOCK, ContextCacheChecker.STAGE);
  }

  /** A scenario without hints, commands, pauses and failures. */
  public static Scenario scenario(
      String name, Map<String, Long> settings, List<Offer<ScheduledRequest>> requests) {
    return Scenario.of(name, settings)
        .with(REQUESTS, requests)
        .with(HINTS, List.of())
        .with(COMMANDS, List.of())
        .with(HOST, HostContextSpec.steady(LOAD_CYCLES))
        .with(EXECUTION, ExecutionSpec.steady(EXECUTION_CYCLES, READ_CYCLES))
        .with(IN_WINDOW_PERCENT, 0);
  }

  @Override
  public List<Part<?>> parts() {
    return List.of(REQUESTS, HINTS, COMMANDS, HOST, EXECUTION, IN_WINDOW_PERCENT);
  }

  /** The block has one input for the first two, and none for hints. */
  @Override
  public Set<String> modelSettings() {
    return Set.of("window", "nonBlocking", "prefetch");
  }

  @Override
  public Map<String, Long> inputs(WorkRequestConfig config) {
    Map<String, Long> values = new LinkedHashMap<>(super.inputs(config));
    values.put("passesMisses", config.hitsPassMisses() ? 1L : 0L);
    return values;
  }

  private static WindowAnswers answers(Scenario scenario) {
    return new WindowAnswers(scenario.get(HOST).seed() + 1, scenario.get(IN_WINDOW_PERCENT));
  }

  @Override
  public void drive(Scenario scenario, WorkRequestConfig config, Drive drive) {
    new CacheFeeder(scenario.get(REQUESTS), scenario.get(HINTS), config, drive);
    new HostContextAgent(scenario.get(HOST), config, drive);
    new ExecutionAgent(scenario.get(EXECUTION), drive);
    drive.offer("command", scenario.get(COMMANDS));
    if (config.replacement() == Replacement.LOOKAHEAD) {
      drive.atPins(answers(scenario)::agent);
    }
    drive
        .until("out", scenario.get(REQUESTS).size())
        .until("acknowledge", scenario.get(COMMANDS).size())
        .thenUntilQuiet(QUIET_CYCLES);
  }

  @Override
  public Checker checker(
      WorkRequestConfig config, Scenario scenario, Judge judge, Timeline timeline) {
    WindowAnswers answers = answers(scenario);
    ContextCacheChecker checker =
        new ContextCacheChecker(
            config,
            scenario.get(REQUESTS).size(),
            new WorkRequestCounters(),
            new ContextImages(scenario.get(HOST).seed())::of,
            (connection, cycle, told) -> answers.at(cycle - timeline.startCycle()),
            judge);
    checker.join(timeline);
    return checker;
  }
}
