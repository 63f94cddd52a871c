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
import tandem.model.record.RequestInContext;
import tandem.model.tx.WorkRequestConfig;
import tandem.model.tx.WorkRequestCounters;

/** The fetch of descriptors. */
@SuppressWarnings("rawtypes") // a service has no type argument
@AutoService(Block.class)
public final class WorkRequestFetchBlock extends WorkRequestStage {
  /** The requests in order. */
  public static final Part<List<Offer<RequestInContext>>> REQUESTS =
      new Part<>("requests", new TypeReference<>() {});

  /** How host memory answers. */
  public static final Part<FetchMemorySpec> MEMORY = new Part<>("memory", new TypeReference<>() {});

  private static final int QUIET_CYCLES = 64;

  public WorkRequestFetchBlock() {
    super("work-request-fetch", "WorkRequestFetch");
  }

  /** A scenario without pauses. */
  public static Scenario scenario(
      String name,
      Map<String, Long> settings,
      List<Offer<RequestInContext>> requests,
      FetchMemorySpec memory) {
    return Scenario.of(name, settings).with(REQUESTS, requests).with(MEMORY, memory);
  }

  @Override
  public List<Part<?>> parts() {
    return List.of(REQUESTS, MEMORY);
  }

  @Override
  public void drive(Scenario scenario, WorkRequestConfig config, Drive drive) {
    drive.offer("in", scenario.get(REQUESTS));
    memory(scenario).join(drive);
    drive.until("out", scenario.get(REQUESTS).size()).thenRun(QUIET_CYCLES);
  }

  @Override
  public Checker checker(
      WorkRequestConfig config, Scenario scenario, Judge judge, Timeline timeline) {
    return new WorkRequestFetchChecker(
        config, memory(scenario), new WorkRequestCounters(), judge, timeline);
  }

  private static FetchMemory memory(Scenario scenario) {
    return new FetchMemory(scenario.get(MEMORY), scenario.get(REQUESTS));
  }
}
