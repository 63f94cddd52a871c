package tandem.model.tx;

import tandem.model.record.WorkOp;
import tandem.model.record.WorkStatus;
import tandem.model.time.EventKernel;
import tandem.model.time.TimedQueue;

/**
 * Lets requests out of the context cache, batch by batch, in the order in which batches become
 * ready (contract, 9.3). The current slot is the one whose batches leave; it stays current until
 * the last member of its last ready batch has left, or that batch has to wait for reads.
 */
final class TimedEngine {
  static final int NONE = WaitingRequests.NONE;

  private static final int SLOT_BITS = 12;

  private final TimedRequests requests;
  private final ContextCache cache;
  private final TimedArrivals arrivals;
  private final boolean passes;
  private final int parkedRequests;
  private final WaitingRequests waiting;

  /** Slots with batches that are ready, and how many of each. */
  private final TimedQueue turns;

  /** For each slot the batches that wait for reads, though their turn has come. */
  private final int[] postponed;

  private boolean active;
  private int current;
  private int batchesLeft;
  private long begunCycle;
  private int parkedLast = NONE;
  private long parkedCycle;

  /**
   * @param issue component that takes requests out
   */
  TimedEngine(
      EventKernel kernel,
      WorkRequestConfig config,
      TimedRequests requests,
      ContextCache cache,
      TimedArrivals arrivals,
      int issue) {
    this.requests = requests;
    this.cache = cache;
    this.arrivals = arrivals;
    passes = config.hitsPassMisses();
    parkedRequests = config.parkedRequests();
    waiting = new WaitingRequests(config.cacheEntries(), requests.entries.length);
    turns = new TimedQueue(kernel, TimedQueue.UNBOUNDED, 1, 0);
    turns.consumer(issue);
    postponed = new int[config.cacheEntries()];
  }

  /** Whether no batch is ready or being issued. */
  boolean isIdle() {
    return !active && turns.isEmpty();
  }

  /** Whether the batch being issued waits for members that have not been looked up. */
  boolean isHeld() {
    return active && waiting.isEmpty(current);
  }

  /**
   * The next cycle in which it has something to do, as far as is known now. What has just become
   * current may have to wait for reads, and loses its turn even where nothing could leave.
   */
  long nextCycle(boolean isFree, long nowCycle) {
    if (active) {
      boolean goesOn = !isHeld() && (isFree || begunCycle == nowCycle);
      return goesOn ? nowCycle + 1 : EventKernel.NEVER;
    }
    return turns.headCycle();
  }

  boolean hasRoom() {
    return waiting.count() < parkedRequests;
  }

  boolean isEmpty() {
    return waiting.count() == 0;
  }

  /** Whether requests wait at a slot. */
  boolean waitsAt(int slot) {
    return !waiting.isEmpty(slot);
  }

  boolean isPostponed(int slot) {
    return postponed[slot] > 0;
  }

  /** A request waits at its slot, to be seen from the next cycle on. */
  void park(int token, long nowCycle) {
    waiting.add(requests.slots[token], token);
    parkedLast = token;
    parkedCycle = nowCycle;
  }

  /** A batch that found its context there, but others before it, is ready. */
  void ready(int slot, long nowCycle) {
    becomeReady(slot, 1, nowCycle);
  }

  /** A request left as soon as it was looked up; only while nothing else may. */
  void wentAtOnce(int token) {
    if (active) {
      active = !requests.last(token);
    } else if (!requests.last(token) && requests.status(token) == WorkStatus.OK) {
      active = true;
      current = requests.slots[token];
      batchesLeft = 1;
    }
  }

  /** The load of a slot has ended; what waited for one that failed is flushed. */
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
    }
  }

  /** The last read of a slot has ended: what waited for it is ready anew. */
  void readsEnded(int slot, long nowCycle) {
    if (postponed[slot] > 0) {
      becomeReady(slot, postponed[slot], nowCycle);
      postponed[slot] = 0;
    }
  }

  private void becomeReady(int slot, int batches, long nowCycle) {
    turns.push((long) batches << SLOT_BITS | slot, nowCycle);
  }

  /**
   * What the engine does in a cycle; called in every one in which it can do something.
   *
   * @param isFree whether a request that leaves finds a place
   * @return the request that leaves, or NONE
   */
  int step(boolean isFree, long nowCycle) {
    int leaving = NONE;
    int oldest = active ? visible(waiting.oldest(current), nowCycle) : NONE;
    if (oldest != NONE && isHeldBack(oldest)) {
      if (passes && !arrivals.endsReadsOf(current)) {
        postponed[current] += batchesLeft;
        active = false;
      }
    } else if (oldest != NONE && isFree) {
      leaving = waiting.take(current);
      batchesLeft -= requests.last(leaving) ? 1 : 0;
      active = batchesLeft > 0;
    }
    if (!active && turns.headCycle() <= nowCycle) {
      long turn = turns.pop(nowCycle);
      current = (int) turn & (1 << SLOT_BITS) - 1;
      batchesLeft = (int) (turn >> SLOT_BITS);
      active = true;
      begunCycle = nowCycle;
    }
    return leaving;
  }

  private int visible(int token, long nowCycle) {
    return token == parkedLast && parkedCycle == nowCycle ? NONE : token;
  }

  /** Whether it waits for earlier reads of its connection. */
  private boolean isHeldBack(int token) {
    return requests.status(token) == WorkStatus.OK && waitsForReads(token, current);
  }

  /** Whether a request may not leave because of reads of its slot. */
  boolean waitsForReads(int token, int slot) {
    boolean orders = requests.fence(token) || WorkOp.waitsForReads(requests.op(token));
    return orders && cache.slot(slot).reads > 0;
  }
}
