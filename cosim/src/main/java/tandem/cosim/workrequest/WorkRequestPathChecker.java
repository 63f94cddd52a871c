package tandem.cosim.workrequest;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import tandem.cosim.check.CounterCheck;
import tandem.cosim.check.Judge;
import tandem.cosim.check.Mismatch;
import tandem.cosim.check.Timeline;
import tandem.cosim.stream.Beat;
import tandem.cosim.stream.RunLog;
import tandem.cosim.tx.ContextCacheChecker;
import tandem.cosim.tx.LookaheadSchedulerChecker;
import tandem.model.record.LookupEvent;
import tandem.model.record.RequestInContext;
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
  private final WorkRequestCounters caching = new WorkRequestCounters();
  private final WorkRequestCounters execution = new WorkRequestCounters();
  private final LookaheadSchedulerChecker scheduler;
  private final PathWindow window;
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
    window = new PathWindow(config, log);
    cache =
        new ContextCacheChecker(
            config,
            scenario.postings().size(),
            caching,
            image::context,
            window,
            new Judge(ContextCacheChecker.STAGE, log.cache()));
    executing = new PathExecutionCheck(config, model, execution, log, image);
  }

  private void checkScheduler() {
    List<Beat<ScheduledRequest>> scheduled = altered(log.scheduled(), model::scheduled);
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

  private void checkCache() {
    RunLog seen =
        log.cache()
            .with(
                "lookupEvent", LookupEvent.class, altered(log.events().lookups(), model::lookedUp))
            .with("inContext", RequestInContext.class, altered(log.inContext(), model::issued));
    Timeline timeline = new Timeline(seen);
    cache.join(timeline, "scheduled", "inContext");
    timeline.play(window::advance);
    cache.finish();
    int commands = scenario.commands().size();
    if (log.commands().size() != commands) {
      throw new PathFailure(log)
          .number(
              ContextCacheChecker.STAGE,
              -1,
              "commands",
              commands,
              log.commands().size(),
              "every command goes all the way, once");
    }
  }

  private static <R extends Record> List<Beat<R>> altered(
      List<Beat<R>> beats, UnaryOperator<R> model) {
    return beats.stream()
        .map(b -> new Beat<>(model.apply(b.record()), b.offeredCycle(), b.cycle()))
        .toList();
  }

  /**
   * Checks the whole log.
   *
   * @throws tandem.cosim.check.MismatchException at the first difference of the first part that has
   *     one: the parts behind it would rest on something wrong
   */
  public void check() {
    checkScheduler();
    checkCache();
    executing.check();
    checkEnd();
  }

  /** How often the RTL made use of each freedom, by name. */
  public Map<String, Long> allowances() {
    Map<String, Long> uses = new LinkedHashMap<>(scheduler.allowances());
    uses.put("hints dropped by the cache", cache.allowances().get(ContextCacheChecker.DROPPED));
    uses.put("victims followed", window.allowed());
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
    caching.toMap().forEach((name, value) -> expected.merge(name, value, Long::sum));
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
