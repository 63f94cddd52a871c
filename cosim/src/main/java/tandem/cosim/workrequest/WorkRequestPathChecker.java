package tandem.cosim.workrequest;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tandem.cosim.check.Checker;
import tandem.cosim.check.CounterCheck;
import tandem.cosim.check.Judge;
import tandem.cosim.check.Mismatch;
import tandem.cosim.check.PathChecker;
import tandem.cosim.check.Timeline;
import tandem.cosim.stream.RunLog;
import tandem.cosim.tx.ContextCacheChecker;
import tandem.cosim.tx.ExecutionStubChecker;
import tandem.cosim.tx.LookaheadSchedulerChecker;
import tandem.cosim.tx.WorkRequestFetchChecker;
import tandem.model.record.Completion;
import tandem.model.record.DoorbellWrite;
import tandem.model.tx.WorkRequestConfig;
import tandem.model.tx.WorkRequestCounters;

/**
 * Holds what the RTL of the work-request path did against the model: each stage by the checker that
 * judges it where it stands alone, fed with what the RTL gave the stage; and the counters.
 */
public final class WorkRequestPathChecker {
  /** The stage this checker speaks for itself, besides those of its parts. */
  public static final String STAGE = "WorkRequestPath";

  /**
   * Class T of the contract, section 8: they count cycles in which something waits, which the
   * functional model does not know; none of them is compared.
   */
  static final Set<String> TIME_COUNTERS =
      Set.of(
          "stallEmptyCycles",
          "stallBarrierCycles",
          "stallSlotCycles",
          "stallLoadCycles",
          "stallParkCycles",
          "stallStoreCycles",
          "stallIssueCycles",
          "backPressureCycles",
          "busyCycles");

  private final WorkRequestConfig config;
  private final PathScenario scenario;
  private final RunLog log;
  private final Judge judge;
  private final Timeline timeline;
  private final PathChecker stages;
  private final WorkRequestCounters counters = new WorkRequestCounters();
  private final PathImage image;
  private final PathWindow window;
  private final LookaheadSchedulerChecker scheduler;
  private final ContextCacheChecker cache;
  private long rung;

  /**
   * @param config of the model
   * @param log what the RTL did, by the names of its streams
   */
  public WorkRequestPathChecker(WorkRequestConfig config, PathScenario scenario, RunLog log) {
    this.config = config;
    this.scenario = scenario;
    this.log = log;
    judge = new Judge(STAGE, log);
    timeline = new Timeline(log);
    image = new PathImage(config, scenario.postings(), scenario.host());
    window = new PathWindow(config);
    scheduler =
        new LookaheadSchedulerChecker(
            config,
            counters,
            scenario.pauses().doorbell().pattern(),
            false,
            judge.of(LookaheadSchedulerChecker.STAGE));
    cache =
        new ContextCacheChecker(
            config,
            scenario.postings().size(),
            counters,
            image::context,
            window,
            judge.of(ContextCacheChecker.STAGE));
    // The cache comes behind the stub whose releases it takes.
    stages =
        new PathChecker(judge, timeline)
            .stage(
                LookaheadSchedulerChecker.STAGE,
                same("doorbell", "completion"),
                same("scheduled", "hint"),
                this::scheduler)
            .stage(
                WorkRequestFetchChecker.STAGE,
                with(same("fetchBeat", "doorbell"), "in", "inContext"),
                with(same("fetch"), "out", "workRequest"),
                this::fetch)
            .stage(
                ExecutionStubChecker.STAGE,
                Map.of("in", "workRequest", "loaded", "loadedEvent"),
                same("completion", "released"),
                (j, t) -> new ExecutionStubChecker(config, counters, j, t))
            .stage(
                ContextCacheChecker.STAGE,
                with(
                    same(
                        "hint",
                        "released",
                        "contextBeat",
                        "contextStored",
                        "command",
                        "doorbell",
                        "completion"),
                    "in",
                    "scheduled"),
                with(
                    same(
                        "windowEvent",
                        "releaseEvent",
                        "loadedEvent",
                        "commandEvent",
                        "lookupEvent",
                        "prefetchEvent",
                        "issueEvent",
                        "activityEvent",
                        "contextLoad",
                        "contextStore",
                        "acknowledge"),
                    "out",
                    "inContext"),
                this::cache);
  }

  /** Streams that are called the same in the path. */
  private static Map<String, String> same(String... streams) {
    Map<String, String> names = new LinkedHashMap<>();
    for (String stream : streams) {
      names.put(stream, stream);
    }
    return names;
  }

  private static Map<String, String> with(Map<String, String> names, String own, String ofPath) {
    names.put(own, ofPath);
    return names;
  }

  private Checker scheduler(Judge ofStage, Timeline seen) {
    scheduler.join(seen);
    seen.on(
        "completion",
        Completion.class,
        beat -> scheduler.completed(beat.cycle(), beat.record().guest()));
    return () -> {
      scheduler.finish();
      ofStage.count(
          "doorbells",
          scenario.postings().size(),
          log.beats("doorbell", DoorbellWrite.class).size(),
          "WR-13: every request posted is accepted; the RTL hangs");
    };
  }

  private Checker cache(Judge ofStage, Timeline seen) {
    window.join(seen);
    cache.join(seen);
    return () -> {
      cache.finish();
      ofStage.count(
          "commands",
          scenario.commands().size(),
          log.streams().get("command").beats().size(),
          "every command goes all the way, once");
    };
  }

  private Checker fetch(Judge ofStage, Timeline seen) {
    // Where a work queue wraps, later descriptors come to lie where this one was (D3).
    seen.on("doorbell", DoorbellWrite.class, beat -> image.post(++rung));
    return new WorkRequestFetchChecker(
        config, address -> image.queues().read(address), counters, ofStage, seen);
  }

  /**
   * Checks the whole log.
   *
   * @throws tandem.cosim.check.MismatchException at the first difference
   */
  public void check() {
    timeline.play();
    stages.finish();
    judge.count(
        "completions",
        scenario.postings().size(),
        log.streams().get("completion").beats().size(),
        "every request that is posted is completed once");
    List<Mismatch.Field> differing =
        CounterCheck.fields(counters.toMap(), log.counters(), TIME_COUNTERS).stream()
            .filter(Mismatch.Field::differs)
            .toList();
    if (!differing.isEmpty()) {
      throw judge.wrong(differing, "-", Judge.END, "counters are exact");
    }
  }

  /** What the model said last, in order. */
  List<Record> expected() {
    return judge.expected();
  }

  /** How often the RTL made use of each freedom, by name. */
  public Map<String, Long> allowances() {
    Map<String, Long> uses = new LinkedHashMap<>(scheduler.allowances());
    uses.put("hints dropped by the cache", cache.allowances().get(ContextCacheChecker.DROPPED));
    uses.put("answers of the window followed", window.followed());
    uses.put("counters of cycles not compared", (long) TIME_COUNTERS.size());
    return uses;
  }
}
