package tandem.cosim.workrequest;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import tandem.bridge.Design;
import tandem.bridge.RtlDut;
import tandem.bridge.Signal;
import tandem.cosim.stream.Beat;
import tandem.cosim.stream.Mode;
import tandem.cosim.stream.StreamSession;
import tandem.cosim.stream.TraceWindow;
import tandem.model.record.DoorbellWrite;
import tandem.model.record.PrefetchHint;
import tandem.model.record.ScheduledRequest;
import tandem.model.tx.WorkRequestConfig;

/**
 * Runs one scenario on the RTL of the look-ahead scheduler and writes down all it does. Stands in
 * for the cache behind it: takes every request at once and completes it some cycles later.
 */
final class SchedulerRun {
  /** Cycles after the last request in which nothing may come but hints. */
  private static final int QUIET_CYCLES = 64;

  private final StreamSession session;
  private final Signal completed;
  private final SchedulerScenario scenario;
  private final int queues;
  private final List<SchedulerLog.Completed> completions = new ArrayList<>();
  private final Deque<SchedulerLog.Completed> pending = new ArrayDeque<>();
  private List<Beat<ScheduledRequest>> scheduled;
  private int seen;

  private SchedulerRun(RtlDut dut, SchedulerScenario scenario, int queues, TraceWindow trace) {
    this.scenario = scenario;
    this.queues = queues;
    session = new StreamSession(dut, Mode.CYCLE, trace);
    completed = dut.signal("completed");
    dut.signal("lookedUp").set(1);
  }

  /**
   * Runs a scenario.
   *
   * @throws tandem.bridge.RtlEndedException if an assertion of the RTL fails
   */
  static SchedulerLog run(
      Design design, SchedulerScenario scenario, WorkRequestConfig config, TraceWindow trace) {
    try (RtlDut dut = design.open(scenario.initialSeed())) {
      StageSettings.set(dut, config);
      return new SchedulerRun(dut, scenario, config.numQueues(), trace).log();
    }
  }

  private SchedulerLog log() {
    List<Beat<DoorbellWrite>> doorbells =
        session.offer("doorbell", DoorbellWrite.class, scenario.doorbells(), scenario.doorbell());
    scheduled = session.collect("scheduled", ScheduledRequest.class, scenario.scheduled());
    List<Beat<PrefetchHint>> hints = session.collect("hint", PrefetchHint.class, scenario.hint());
    session.betweenCycles(this::complete);
    long start = session.start(Map.of());
    session.runUntil("scheduled", scenario.doorbells().size());
    session.runOn(QUIET_CYCLES);
    session.finish();
    return new SchedulerLog(start, session.cycle(), doorbells, scheduled, hints, completions, true);
  }

  /** Decides what is completed in the next cycle: in order, at most one. */
  private void complete() {
    for (; seen < scheduled.size(); seen++) {
      Beat<ScheduledRequest> beat = scheduled.get(seen);
      pending.add(
          new SchedulerLog.Completed(
              beat.cycle() + scenario.completionCycles(), beat.record().guest()));
    }
    long next = session.cycle() + 1;
    boolean due = !pending.isEmpty() && pending.element().cycle() <= next;
    completed.set(due ? 1L << pending.element().guest() % queues : 0);
    if (due) {
      completions.add(new SchedulerLog.Completed(next, pending.remove().guest()));
    }
  }
}
