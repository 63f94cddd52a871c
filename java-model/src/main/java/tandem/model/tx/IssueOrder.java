package tandem.model.tx;

import tandem.model.record.WorkOp;
import tandem.model.record.WorkStatus;
import tandem.model.time.EventKernel;
import tandem.model.time.TimedQueue;

/**
 * Decides which request leaves the context cache next. Hits go the direct way; who finds its
 * context under way, or others before it, waits at the slot. Batches whose context has come go
 * before hits, in the order in which they became ready; a batch begun is finished first.
 */
final class IssueOrder {
  static final int NONE = WaitingRequests.NONE;

  private static final int SLOT_BITS = 12;

  private final TimedRequests requests;
  private final ContextCache cache;
  private final boolean passes;
  private final WaitingRequests waiting;
  private final TimedQueue direct;
  private final TimedQueue ready;

  /** For each slot the batches that wait for reads, though their turn has come. */
  private final int[] postponed;

  /** Hits of each slot on the direct way; what comes later must not get in front of them. */
  private final int[] inDirect;

  private int lastIssued = NONE;

  /** Entries of {@code ready}, and the cycle in which a load or a read made the last one. */
  private int waitingTurns;

  private long madeReadyCycle = NONE;

  /** Batches left of what is first in {@code ready}, 0 if that has not been looked at. */
  private int batchesLeft;

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
    postponed = new int[config.cacheEntries()];
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
  boolean queues(int token, int slot, long nowCycle) {
    return inDirect[slot] == 0 && (mustQueue(token, slot) || isBusy(token, nowCycle));
  }

  /** Whether others go first: a batch that has been begun, or one whose context has come. */
  private boolean isBusy(int token, long nowCycle) {
    boolean batchOpen = lastIssued != NONE && !requests.last(lastIssued) && !continues(token);
    int others = waitingTurns - (madeReadyCycle == nowCycle ? 1 : 0);
    return passes && (batchOpen || others > 0 && !continues(token));
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
    if (!cache.slot(slot).loading && requests.first(token)) {
      becomeReady(slot, 1, nowCycle);
    }
  }

  /** Tells that what a slot waited for has come; a failed load flushes its requests. */
  void loaded(int slot, boolean usable, long nowCycle) {
    int batches = 0;
    for (int token = waiting.oldest(slot); token != NONE; token = waiting.next(token)) {
      batches += requests.first(token) ? 1 : 0;
      if (!usable) {
        requests.status(token, WorkStatus.FLUSHED);
      }
    }
    if (!waiting.isEmpty(slot)) {
      becomeReady(slot, Math.max(1, batches), nowCycle);
      madeReadyCycle = nowCycle;
    }
  }

  /** Tells that an operation on a slot has ended. */
  void released(int slot, long nowCycle) {
    if (postponed[slot] > 0 && cache.slot(slot).reads == 0) {
      becomeReady(slot, postponed[slot], nowCycle);
      madeReadyCycle = nowCycle;
      postponed[slot] = 0;
    }
  }

  /** Whether a batch that would wait for its turn meets one that has just become ready. */
  boolean meetsReady(int token, long nowCycle) {
    return passes && madeReadyCycle == nowCycle && requests.first(token);
  }

  private void becomeReady(int slot, int batches, long nowCycle) {
    ready.push((long) batches << SLOT_BITS | slot, nowCycle);
    waitingTurns++;
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
        return follower == NONE ? NONE : takeWaiting(slot, nowCycle);
      }
      if (!passes) {
        return NONE;
      }
      postpone(slot, nowCycle);
      lastIssued = NONE;
    }
    return takeReady(nowCycle);
  }

  private int takeReady(long nowCycle) {
    while (ready.headCycle() <= nowCycle) {
      int slot = readySlot();
      batchesLeft = batchesLeft == 0 ? (int) (ready.head() >> SLOT_BITS) : batchesLeft;
      int head = waiting.oldest(slot);
      if (head != NONE && inDirect[slot] > 0) {
        break;
      }
      if (head == NONE || isUnderWay(head)) {
        batchesLeft = 0;
        ready.pop(nowCycle);
        waitingTurns--;
      } else if (!isHeld(head)) {
        return takeWaiting(slot, nowCycle);
      } else if (passes) {
        postpone(slot, nowCycle);
      } else {
        return NONE;
      }
    }
    return takeDirect(nowCycle);
  }

  private int readySlot() {
    return (int) ready.head() & (1 << SLOT_BITS) - 1;
  }

  /** Takes the oldest of a slot; with the last of its batch the next one has its turn. */
  private int takeWaiting(int slot, long nowCycle) {
    int token = waiting.take(slot);
    if (requests.last(token) && batchesLeft > 0 && readySlot() == slot) {
      batchesLeft--;
      if (batchesLeft == 0) {
        ready.pop(nowCycle);
        waitingTurns--;
      }
    }
    return token;
  }

  /** The batch whose turn it is waits for reads, and those of its slot behind it with it. */
  private void postpone(int slot, long nowCycle) {
    boolean hadTurn = batchesLeft > 0 && readySlot() == slot;
    postponed[slot] += hadTurn ? batchesLeft : 1;
    if (hadTurn) {
      batchesLeft = 0;
      ready.pop(nowCycle);
      waitingTurns--;
    }
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
