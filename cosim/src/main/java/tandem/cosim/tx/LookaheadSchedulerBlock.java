package tandem.cosim.tx;

import com.fasterxml.jackson.core.type.TypeReference;
import com.google.auto.service.AutoService;
import java.util.List;
import java.util.Map;
import tandem.cosim.block.Answers;
import tandem.cosim.block.Block;
import tandem.cosim.block.Drive;
import tandem.cosim.block.Part;
import tandem.cosim.block.Scenario;
import tandem.cosim.check.Checker;
import tandem.cosim.check.Judge;
import tandem.cosim.check.Timeline;
import tandem.cosim.stream.Offer;
import tandem.model.record.DoorbellWrite;
import tandem.model.record.RequestDone;
import tandem.model.record.ScheduledRequest;
import tandem.model.tx.WorkRequestConfig;
import tandem.model.tx.WorkRequestCounters;

/**
 * The look-ahead scheduler. What stands for the cache behind it has looked up every request at once
 * and completes each some cycles later.
 */
@SuppressWarnings("rawtypes") // a service has no type argument
@AutoService(Block.class)
public final class LookaheadSchedulerBlock extends WorkRequestStage {
  /** The block's name on the command line. */
  public static final String BLOCK = "lookahead-scheduler";

  /** The posted requests in order. */
  public static final Part<List<Offer<DoorbellWrite>>> DOORBELLS =
      new Part<>("doorbells", new TypeReference<>() {});

  /** From the hand-over of a request to its completion, at least 1. */
  public static final Part<Integer> COMPLETION_CYCLES =
      new Part<>("completionCycles", new TypeReference<>() {});

  private static final int USUAL_CYCLES = 10;

  /** Cycles after the last request in which nothing may come but hints and completions. */
  private static final int QUIET_CYCLES = 64;

  public LookaheadSchedulerBlock() {
    super(BLOCK, LookaheadSchedulerChecker.STAGE);
  }

  /** A scenario without pauses, all posted at once. */
  public static Scenario scenario(
      String name, Map<String, Long> settings, List<DoorbellWrite> doorbells) {
    return Scenario.of(name, settings)
        .with(DOORBELLS, Offer.atOnce(doorbells))
        .with(COMPLETION_CYCLES, USUAL_CYCLES);
  }

  @Override
  public List<Part<?>> parts() {
    return List.of(DOORBELLS, COMPLETION_CYCLES);
  }

  @Override
  public void drive(Scenario scenario, WorkRequestConfig config, Drive drive) {
    int requests = scenario.get(DOORBELLS).size();
    int cycles = scenario.get(COMPLETION_CYCLES);
    drive.offer("doorbell", scenario.get(DOORBELLS));
    Answers<RequestDone> completions = drive.answer("completed", cycles);
    drive.on(
        "scheduled",
        ScheduledRequest.class,
        beat -> completions.add(beat.cycle() + cycles, new RequestDone(beat.record().guest())));
    drive.hold("lookedUp", 1);
    drive
        .until("scheduled", requests)
        .until("completed", requests)
        .thenRun(Math.max(1, QUIET_CYCLES - cycles));
  }

  @Override
  public Checker checker(
      WorkRequestConfig config, Scenario scenario, Judge judge, Timeline timeline) {
    LookaheadSchedulerChecker checker =
        new LookaheadSchedulerChecker(
            config, new WorkRequestCounters(), scenario.pause("doorbell").pattern(), true, judge);
    checker.join(timeline);
    timeline.on(
        "completed", RequestDone.class, b -> checker.completed(b.cycle(), b.record().guest()));
    return checker;
  }
}
