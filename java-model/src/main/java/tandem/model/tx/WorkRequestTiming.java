package tandem.model.tx;

import java.util.Arrays;
import java.util.TreeMap;
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
    return new Run(source, arrivals, memory, startFull).predict(horizonCycle);
  }

  private final class Run {
    private final EventKernel kernel = new EventKernel();
    private final WorkRequestCounters counters = new WorkRequestCounters();
    private final LookaheadScheduler scheduler = new LookaheadScheduler(config, counters);
    private final ExecutionStub stub = new ExecutionStub(config, counters);
    private final TreeMap<Integer, int[]> hints = new TreeMap<>();
    private final int[] hinted = new int[config.prefetch()];
    private final Requests source;
    private final Arrivals arrivals;
    private final TimedRequests requests;
    private final TimedCache timedCache;
    private final TimedQueue scheduled;
    private final TimedQueue work;
    private final TimedQueue ended;
    private final TimedQueue readsEnded;
    private final TimedQueue completions;
    private final boolean startsLookedUp;
    private final int post;
    private final int pick;
    private final int execute;
    private final int complete;
    private final int release;
    private boolean pending;
    private boolean started;
    private long arrivalCycle;
    private long postFrom;
    private long pickFrom;
    private long executeFrom;
    private long completedCycle = -1;
    private int posted;
    private int visible;
    private int picks;
    private int completed;

    Run(Requests source, Arrivals arrivals, ContextMemory memory, boolean startFull) {
      this.source = source.rewind();
      this.arrivals = arrivals;
      started = !startFull;
      requests = new TimedRequests(source.size());
      // Nothing may act on what another one does later in the same cycle: from the back to the
      // front.
      int releaseCycles = params.workToEnd() + params.endToRelease();
      ended = new TimedQueue(kernel, TimedQueue.UNBOUNDED, releaseCycles, 0);
      readsEnded =
          new TimedQueue(kernel, TimedQueue.UNBOUNDED, releaseCycles + config.readCycles(), 0);
      completions = new TimedQueue(kernel, config.executionSlots(), 0, 0);
      // Where the window is looked at again behind the pick it must not run ahead (D12).
      boolean looks = config.replacement() == Replacement.LOOKAHEAD || config.prefetch() > 0;
      boolean holds = looks && config.window() > 1;
      startsLookedUp = holds && !config.hitsPassMisses();
      scheduled = new TimedQueue(kernel, SCHEDULED_PLACES, params.scheduledToLookup(), 1);
      work = new TimedQueue(kernel, config.fetchSlots(), 0, 0);
      complete = kernel.add(this::complete);
      completions.consumer(complete);
      release = kernel.add(this::release);
      ended.consumer(release);
      readsEnded.consumer(release);
      execute = kernel.add(this::execute);
      work.consumer(execute);
      completions.producer(execute);
      ContextCache cache = new ContextCache(config, counters, memory, scheduler::occursInWindow);
      timedCache =
          new TimedCache(
              kernel, config, params, requests, counters, cache, stub, scheduled, work, hints);
      pick = kernel.add(this::pick);
      scheduled.producer(pick);
      timedCache.whenLookedUp(pick);
      post = kernel.add(this::post);
    }

    WorkRequestPrediction predict(long horizonCycle) {
      next();
      if (pending) {
        kernel.wakeAt(post, arrivalCycle);
      }
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

    private void next() {
      pending = source.advance();
      if (pending) {
        arrivalCycle = Math.max(arrivalCycle, arrivals.nextCycle());
      }
    }

    private void post(long nowCycle) {
      long cycle = Math.max(postFrom, arrivalCycle);
      boolean room = pending && scheduler.hasRoom(source.guest());
      if (room && cycle > nowCycle) {
        kernel.wakeAt(post, cycle);
      } else if (room) {
        int attributes =
            RequestQueue.attributes(
                source.guest(), source.op(), source.fence(), source.barrier(), source.fail());
        scheduler.post(source.connection(), attributes, source.bytes(), 0);
        requests.doorbellCycles[posted++] = nowCycle;
        next();
        postFrom = nowCycle + 1;
        boolean full = !pending || !scheduler.hasRoom(source.guest());
        started |= full;
        kernel.wakeAt(post, pending ? Math.max(postFrom, arrivalCycle) : EventKernel.NEVER);
        kernel.wakeAt(pick, nowCycle + params.doorbellToPick());
      }
    }

    private void pick(long nowCycle) {
      long cycle = Math.max(pickFrom, scheduled.placeCycle());
      while (visible < posted
          && requests.doorbellCycles[visible] + params.doorbellToPick() <= nowCycle) {
        visible++;
      }
      if (visible < posted) {
        kernel.wakeAt(pick, requests.doorbellCycles[visible] + params.doorbellToPick());
      }
      if (cycle > nowCycle) {
        kernel.wakeAt(pick, cycle);
        return;
      }
      if (startsLookedUp && !scheduler.batchOpen()) {
        long startCycle = scheduled.isEmpty() ? timedCache.batchDoneCycle() : EventKernel.NEVER;
        if (startCycle > nowCycle) {
          kernel.wakeAt(pick, startCycle);
          return;
        }
      }
      int queue = started ? scheduler.nextQueue() : -1;
      if (!scheduler.batchOpen() && (queue < 0 || tail(queue) <= scheduler.head(queue))) {
        return;
      }
      int chosen = scheduler.batchOpen() ? scheduler.queue() : queue;
      scheduler.pick(chosen, tail(chosen));
      requests.picked(picks, scheduler, nowCycle);
      if (hinted.length > 0 && scheduler.first()) {
        hints.put(picks, Arrays.copyOf(hinted, scheduler.hints(hinted)));
      }
      scheduled.push(picks++, nowCycle);
      pickFrom = nowCycle + 1;
      kernel.wakeAt(pick, pickFrom);
      kernel.wakeAt(post, nowCycle);
    }

    /** Behind the window as far as it is visible; with several queues as far as it is posted. */
    private long tail(int queue) {
      long largest = scheduler.largestTail(queue);
      return config.numQueues() > 1 ? largest : Math.min(largest, visible);
    }

    private void execute(long nowCycle) {
      long cycle = Math.max(executeFrom, Math.max(work.headCycle(), completions.placeCycle()));
      if (cycle > nowCycle) {
        kernel.wakeAt(execute, cycle);
        return;
      }
      int token = (int) work.pop(nowCycle);
      executeFrom = nowCycle + 1;
      kernel.wakeAt(execute, executeFrom);
      requests.workRequestCycles[requests.entries[token]] = nowCycle;
      WorkStatus arrived = requests.status(token);
      WorkStatus status =
          stub.end(requests.slots[token], arrived, requests.op(token), requests.fail(token));
      boolean read = requests.read(token) && status == WorkStatus.OK;
      requests.status(token, status);
      if (arrived == WorkStatus.OK) {
        (read ? readsEnded : ended).push(token, nowCycle);
      }
      long endCycle = nowCycle + params.workToEnd() + (read ? config.readCycles() : 0);
      completedCycle = Math.max(completedCycle + 1, endCycle);
      completions.push(token, completedCycle);
    }

    private void release(long nowCycle) {
      release(ended, nowCycle);
      release(readsEnded, nowCycle);
      kernel.wakeAt(release, Math.min(ended.headCycle(), readsEnded.headCycle()));
    }

    private void release(TimedQueue queue, long nowCycle) {
      while (queue.headCycle() <= nowCycle) {
        int token = (int) queue.pop(nowCycle);
        timedCache.released(token, requests.status(token).breaksConnection(), nowCycle);
      }
    }

    private void complete(long nowCycle) {
      while (completions.headCycle() <= nowCycle) {
        int token = (int) completions.pop(nowCycle);
        requests.completionCycles[requests.entries[token]] = nowCycle;
        scheduler.completed(requests.guest(token));
        completed++;
        kernel.wakeAt(pick, nowCycle);
      }
      kernel.wakeAt(complete, completions.headCycle());
    }
  }
}
