package tandem.cosim.workrequest;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tandem.cosim.check.CounterCheck;
import tandem.cosim.check.Judge;
import tandem.cosim.check.Mismatch;
import tandem.cosim.check.Timeline;
import tandem.cosim.stream.Beat;
import tandem.cosim.tx.LookaheadSchedulerChecker;
import tandem.model.record.ScheduledRequest;
import tandem.model.tx.WorkRequestConfig;
import tandem.model.tx.WorkRequestCounters;

/**
 * Holds what the RTL of the work-request path did against the model: the scheduler by what was
 * posted, the cache by what was scheduled and by its events, fetch and execution by what left the
 * cache, and the counters. Each part rests on records that another part has checked.
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

  private final PathModel model;
  private final WorkRequestConfig config;
  private final PathScenario scenario;
  private final PathLog log;
  private final WorkRequestCounters scheduling = new WorkRequestCounters();
  private final WorkRequestCounters execution = new WorkRequestCounters();
  private final LookaheadSchedulerChecker scheduler;
  private final ContextCacheChecker cache;
  private final PathExecutionCheck executing;

  public WorkRequestPathChecker(
      PathModel model, WorkRequestConfig rtlConfig, PathScenario scenario, PathLog log) {
    this.model = model;
    this.scenario = scenario;
    this.log = log;
    config = model.config(rtlConfig);
    scheduler =
        new LookaheadSchedulerChecker(
            config,
            scheduling,
            scenario.pauses().doorbell().pattern(),
            false,
            new Judge(LookaheadSchedulerChecker.STAGE, log.scheduler()));
    PathImage image = new PathImage(config, scenario.postings(), scenario.host());
    cache =
        new ContextCacheChecker(
            config, model.cache(), log.cache(), image::context, new PathWindow(config, log));
    executing = new PathExecutionCheck(config, model, execution, log, image);
  }

  private void checkScheduler() {
    List<Beat<ScheduledRequest>> scheduled =
        log.scheduled().stream()
            .map(b -> new Beat<>(model.scheduled(b.record()), b.offeredCycle(), b.cycle()))
            .toList();
    Timeline timeline =
        new Timeline(log.scheduler().with("scheduled", ScheduledRequest.class, scheduled));
    scheduler.join(timeline);
    timeline.add(log.completions(), b -> scheduler.completed(b.cycle(), b.record().guest()));
    timeline.play();
    scheduler.finish();
    int posted = scenario.postings().size();
    if (log.doorbells().size() != posted) {
      throw new PathFailure(log)
          .number(
              LookaheadSchedulerChecker.STAGE,
              -1,
              "doorbells",
              posted,
              log.doorbells().size(),
              "WR-13: every request posted is accepted; the RTL hangs");
    }
  }

  /**
   * Checks the whole log.
   *
   * @throws tandem.cosim.check.MismatchException at the first difference of the first part that has
   *     one: the parts behind it would rest on something wrong
   */
  public void check() {
    checkScheduler();
    cache.check(scenario.postings().size(), scenario.commands().size());
    executing.check();
    checkEnd();
  }

  /** How often the RTL made use of each freedom, by name. */
  public Map<String, Long> allowances() {
    Map<String, Long> uses = new LinkedHashMap<>(scheduler.allowances());
    uses.put("hints dropped by the cache", cache.droppedHints());
    uses.put("victims followed", cache.lateCandidates());
    uses.put("counters of cycles not compared", (long) TIME_COUNTERS.size());
    return uses;
  }

  private void checkEnd() {
    PathFailure failure = new PathFailure(log);
    int posted = scenario.postings().size();
    if (log.completions().size() != posted) {
      throw failure.number(
          STAGE,
          -1,
          "completions",
          posted,
          log.completions().size(),
          "every request that is posted is completed once");
    }
    Map<String, Long> expected = new LinkedHashMap<>(scheduling.toMap());
    cache.counters().toMap().forEach((name, value) -> expected.merge(name, value, Long::sum));
    execution.toMap().forEach((name, value) -> expected.merge(name, value, Long::sum));
    List<Mismatch.Field> differing =
        CounterCheck.fields(model.counters(expected), log.counters(), TIME_COUNTERS).stream()
            .filter(Mismatch.Field::differs)
            .toList();
    if (!differing.isEmpty()) {
      throw failure.of(STAGE, -1, "-", differing, "counters are exact");
    }
  }
}
