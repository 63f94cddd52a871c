package tandem.model.tx;

import tandem.model.record.WorkStatus;
import tandem.model.time.EventKernel;
import tandem.model.time.TimedQueue;
import tandem.model.workload.Arrivals;
import tandem.model.workload.Requests;

/**
 * Predicts the cycle of every record of the work-request blocks from the requests alone.
 *
 * <pre>
 * doorbells -> queue -> pick -> cache (TimedCache) -> fetched in order -> execute -> complete
 *                                 ^------------------ release ---------------+
 * </pre>
 */
public final class WorkRequestTiming {
  private static final int SCHEDULED_PLACES = 2;

  private final WorkRequestConfig config;
  private final WorkRequestTimingParams params;

  public WorkRequestTiming(WorkRequestConfig config, WorkRequestTimingParams params) {
    this.config = config;
    this.params = params;
  }

  /**
   * Predicts a run.
   *
   * @param startFull whether picking starts only when the queue is full or the last request is in
   * @param horizonCycle cycle by which everything must have ended
   * @throws IllegalStateException if it has not
   */
  public WorkRequestPrediction predict(
      Requests source,
      Arrivals arrivals,
      ContextMemory memory,
      boolean startFull,
      long horizonCycle) {
    return predict(source, arrivals, memory, startFull, horizonCycle, ExecutionListener.NONE);
  }

  /** Predicts a run, and tells what was executed as it is completed. */
  public WorkRequestPrediction predict(
      Requests source,
      Arrivals arrivals,
      ContextMemory memory,
      boolean startFull,
      long horizonCycle,
      ExecutionListener listener) {
    return new Run(source, arrivals, memory, startFull, listener).predict(horizonCycle);
  }

  private final class Run {
    private final EventKernel kernel = new EventKernel();
    private final WorkRequestCounters counters = new WorkRequestCounters();
    private final LookaheadScheduler scheduler = new LookaheadScheduler(config, counters);
    private final ExecutionStub stub = new ExecutionStub(config, counters);
    private final Requests source;
    private final ExecutionListener listener;
    private final TimedRequests requests;
    private final TimedPicks picks;
    private final TimedReleases releases;
    private final TimedQueue work;
    private final TimedQueue completions;
    private final int execute;
    private final int complete;
    private long executeFrom;
    private long completedCycle = -1;
    private int completed;

    Run(
        Requests source,
        Arrivals arrivals,
        ContextMemory memory,
        boolean startFull,
        ExecutionListener listener) {
      this.source = source.rewind();
      this.listener = listener;
      requests = new TimedRequests(source.size());
      // Nothing may act on what another one does in the same cycle: from the back to the front.
      completions = new TimedQueue(kernel, config.executionSlots(), 0, 1);
      work = new TimedQueue(kernel, 1, 1, 0);
      complete = kernel.add(this::complete);
      completions.consumer(complete);
      execute = kernel.add(this::execute);
      work.consumer(execute);
      completions.producer(execute);
      releases = new TimedReleases(kernel, config, params);
      TimedQueue scheduled = new TimedQueue(kernel, SCHEDULED_PLACES, 1, 1);
      ContextCache cache = new ContextCache(config, counters, memory, scheduler::occursInWindow);
      TimedCache timedCache =
          new TimedCache(
              kernel,
              config,
              params,
              requests,
              counters,
              cache,
              stub,
              scheduled,
              releases.out(),
              work,
              scheduler::occursInWindow);
      picks =
          new TimedPicks(
              kernel, config, scheduler, requests, arrivals, scheduled, timedCache, startFull);
    }

    WorkRequestPrediction predict(long horizonCycle) {
      picks.start(source);
      long lastCycle = kernel.run(horizonCycle);
      if (completed < source.size()) {
        throw new IllegalStateException(
            "stuck: completed=" + completed + ", requests=" + source.size());
      }
      return new WorkRequestPrediction(
          requests.doorbellCycles,
          requests.scheduledCycles,
          requests.inContextCycles,
          requests.workRequestCycles,
          requests.completionCycles,
          lastCycle,
          counters);
    }

    private void execute(long nowCycle) {
      long cycle = Math.max(executeFrom, Math.max(work.headCycle(), completions.placeCycle()));
      if (cycle > nowCycle) {
        kernel.wakeAt(execute, cycle);
        return;
      }
      int token = (int) work.pop(nowCycle);
      executeFrom = nowCycle + 1;
      kernel.wakeAt(execute, Math.max(executeFrom, work.headCycle()));
      requests.workRequestCycles[requests.entries[token]] = nowCycle;
      WorkStatus arrived = requests.status(token);
      WorkStatus status =
          stub.end(requests.slots[token], arrived, requests.op(token), requests.fail(token));
      boolean takesTime =
          requests.read(token) && status == WorkStatus.OK && config.readCycles() > 0;
      requests.status(token, status);
      if (arrived == WorkStatus.OK) {
        releases.executed(token, takesTime, nowCycle);
      }
      long endCycle = nowCycle + params.workToEnd() + (takesTime ? config.readCycles() : 0);
      completedCycle = Math.max(completedCycle + 1, endCycle);
      completions.push(token, completedCycle);
    }

    private void complete(long nowCycle) {
      while (completions.headCycle() <= nowCycle) {
        int token = (int) completions.pop(nowCycle);
        requests.completionCycles[requests.entries[token]] = nowCycle;
        picks.completed(requests.guest(token), nowCycle);
        listener.executed(
            completed++,
            Integer.toUnsignedLong(requests.entries[token]),
            requests.connections[token],
            requests.op(token),
            Integer.toUnsignedLong(requests.batches[token]),
            requests.hit(token),
            requests.status(token));
      }
      kernel.wakeAt(complete, completions.headCycle());
    }
  }
}
