package tandem.cosim.tx;

import com.fasterxml.jackson.core.type.TypeReference;
import com.google.auto.service.AutoService;
import java.util.List;
import java.util.Map;
import tandem.cosim.block.Block;
import tandem.cosim.block.Drive;
import tandem.cosim.block.Part;
import tandem.cosim.block.Scenario;
import tandem.cosim.check.Checker;
import tandem.cosim.check.Judge;
import tandem.cosim.check.Timeline;
import tandem.cosim.stream.Offer;
import tandem.model.record.LoadedEvent;
import tandem.model.record.WorkRequest;
import tandem.model.tx.WorkRequestConfig;
import tandem.model.tx.WorkRequestCounters;

/** The stub that executes requests. */
@SuppressWarnings("rawtypes") // a service has no type argument
@AutoService(Block.class)
public final class ExecutionStubBlock extends WorkRequestStage {
  /** The requests in order of execution. */
  public static final Part<List<Offer<WorkRequest>>> REQUESTS =
      new Part<>("requests", new TypeReference<>() {});

  /** Ends of loads, which make slots new. */
  public static final Part<List<Offer<LoadedEvent>>> LOADS =
      new Part<>("loads", new TypeReference<>() {});

  private static final int QUIET_CYCLES = 64;

  public ExecutionStubBlock() {
    super("execution-stub", ExecutionStubChecker.STAGE);
  }

  /** A scenario without pauses. */
  public static Scenario scenario(
      String name,
      Map<String, Long> settings,
      List<Offer<WorkRequest>> requests,
      List<Offer<LoadedEvent>> loads) {
    return Scenario.of(name, settings).with(REQUESTS, requests).with(LOADS, loads);
  }

  @Override
  public List<Part<?>> parts() {
    return List.of(REQUESTS, LOADS);
  }

  @Override
  public void drive(Scenario scenario, WorkRequestConfig config, Drive drive) {
    drive.offer("in", scenario.get(REQUESTS));
    drive.offer("loaded", scenario.get(LOADS));
    drive.until("completion", scenario.get(REQUESTS).size()).thenUntilQuiet(QUIET_CYCLES);
  }

  @Override
  public Checker checker(
      WorkRequestConfig config, Scenario scenario, Judge judge, Timeline timeline) {
    return new ExecutionStubChecker(config, new WorkRequestCounters(), judge, timeline);
  }
}
