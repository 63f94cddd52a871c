package tandem.model.tx;

import tandem.model.record.WorkOp;
import tandem.model.record.WorkStatus;
import tandem.model.time.EventKernel;
import tandem.model.time.TimedQueue;

/**
 * Decides which request leaves the context cache next. Hits go the direct way; who finds its
 * context under way, or others of its connection waiting, waits at the slot. A slot that has become
 * ready goes before hits; a batch begun is finished first.
 */
final class IssueOrder {
  static final int NONE = WaitingRequests.NONE;

  private final TimedRequests requests;
  private final ContextCache cache;
  private final boolean passes;
  private final WaitingRequests waiting;
  private final TimedQueue direct;
  private final TimedQueue ready;
  private final boolean[] isReady;

  /** Hits of each slot on the direct way; what comes later must not get in front of them. */
  private final int[] inDirect;

  private int lastIssued = NONE;

  IssueOrder(
      EventKernel kernel,
      WorkRequestConfig config,
      WorkRequestTimingParams params,
      TimedRequests requests,
      ContextCache cache) {
    this.requests = requests;
    this.cache = cache;
    passes = config.hitsPassMisses();
    waiting = new WaitingRequests(config.cacheEntries(), requests.entries.length);
    direct = new TimedQueue(kernel, params.lookupToIssue() + 1, params.lookupToIssue(), 0);
    ready = new TimedQueue(kernel, TimedQueue.UNBOUNDED, params.loadedToIssue(), 0);
    isReady = new boolean[config.cacheEntries()];
    inDirect = new int[config.cacheEntries()];
  }

  /** Names who is woken when the direct way has a place, and when something becomes visible. */
  void connect(int lookup, int issue) {
    direct.producer(lookup);
    direct.consumer(issue);
    ready.consumer(issue);
  }

  long directPlaceCycle() {
    return direct.placeCycle();
  }

  /** The first cycle behind now in which something becomes visible, NEVER if there is none. */
  long nextVisibleCycle(long nowCycle) {
    long directCycle = direct.headCycle() > nowCycle ? direct.headCycle() : EventKernel.NEVER;
    long readyCycle = ready.headCycle() > nowCycle ? ready.headCycle() : EventKernel.NEVER;
    return Math.min(directCycle, readyCycle);
  }

  int waiting() {
    return waiting.count();
  }

  /** Whether a request that finds its slot is to wait there instead of going the direct way. */
  boolean queues(int token, int slot) {
    return inDirect[slot] == 0 && mustQueue(token, slot);
  }

  private boolean mustQueue(int token, int slot) {
    return cache.slot(slot).loading || waiting.queues(slot, requests.batches[token]);
  }

  void goDirect(int token, long nowCycle) {
    direct.push(token, nowCycle);
    if (takesPart(token)) {
      inDirect[requests.slots[token]]++;
    }
  }

  void queue(int token, long nowCycle) {
    int slot = requests.slots[token];
    waiting.add(slot, token, requests.batches[token]);
    if (!cache.slot(slot).loading) {
      becomeReady(slot, nowCycle);
    }
  }

  /** Tells that what a slot waited for has come; a failed load flushes its requests. */
  void loaded(int slot, boolean usable, long nowCycle) {
    int token = usable ? NONE : waiting.oldest(slot);
    for (; token != NONE; token = waiting.next(token)) {
      requests.status(token, WorkStatus.FLUSHED);
    }
    becomeReady(slot, nowCycle);
  }

  /** Tells that an operation on a slot has ended. */
  void released(int slot, long nowCycle) {
    if (!cache.slot(slot).loading) {
      becomeReady(slot, nowCycle);
    }
  }

  private void becomeReady(int slot, long nowCycle) {
    if (!waiting.isEmpty(slot) && !isReady[slot]) {
      isReady[slot] = true;
      ready.push(slot, nowCycle);
    }
  }

  /** Whether nobody else may be issued before this request, so that it must not wait for others. */
  boolean continues(int token) {
    return lastIssued != NONE && requests.batches[token] == requests.batches[lastIssued];
  }

  /** Takes the request that leaves now, NONE if nobody can. */
  int choose(long nowCycle) {
    int token = chosen(nowCycle);
    lastIssued = token == NONE ? lastIssued : token;
    return token;
  }

  private int chosen(long nowCycle) {
    boolean batchOpen = lastIssued != NONE && !requests.last(lastIssued) && takesPart(lastIssued);
    if (batchOpen) {
      int slot = requests.slots[lastIssued];
      if (waiting.isEmpty(slot) && inDirect[slot] > 0 && direct.headCycle() <= nowCycle) {
        // It got there before the others of its batch had to wait.
        takeIntoQueue(nowCycle);
      }
      if (!waiting.queues(slot, requests.batches[lastIssued])) {
        return takeDirect(nowCycle);
      }
      int follower = waiting.oldest(slot);
      if (follower == NONE || !isHeld(follower)) {
        return follower == NONE ? NONE : waiting.take(slot);
      }
    }
    while (ready.headCycle() <= nowCycle) {
      int slot = (int) ready.head();
      int head = waiting.oldest(slot);
      if (head != NONE && inDirect[slot] == 0 && !isHeld(head) && !isUnderWay(head)) {
        return waiting.take(slot);
      }
      ready.pop(nowCycle);
      isReady[slot] = false;
    }
    return takeDirect(nowCycle);
  }

  /** The oldest hit that need not wait after all. In order, one that must holds up the others. */
  private int takeDirect(long nowCycle) {
    while (direct.headCycle() <= nowCycle) {
      int token = (int) direct.head();
      boolean held = isHeld(token);
      if (held && !passes) {
        return NONE;
      }
      direct.pop(nowCycle);
      if (!takesPart(token)) {
        return token;
      }
      int slot = requests.slots[token];
      inDirect[slot]--;
      if (!held && !mustQueue(token, slot)) {
        return token;
      }
      queue(token, nowCycle);
    }
    return NONE;
  }

  private void takeIntoQueue(long nowCycle) {
    int token = (int) direct.head();
    int slot = requests.slots[token];
    if (continues(token) && takesPart(token) && mustQueue(token, slot)) {
      direct.pop(nowCycle);
      inDirect[slot]--;
      queue(token, nowCycle);
    }
  }

  private boolean takesPart(int token) {
    return requests.status(token) == WorkStatus.OK;
  }

  private boolean isUnderWay(int token) {
    return takesPart(token) && cache.slot(requests.slots[token]).loading;
  }

  /** Whether it waits for earlier reads of its connection. */
  private boolean isHeld(int token) {
    boolean orders = requests.fence(token) || WorkOp.waitsForReads(requests.op(token));
    return orders && takesPart(token) && cache.slot(requests.slots[token]).reads > 0;
  }
}
