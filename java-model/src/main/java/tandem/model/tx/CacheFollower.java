package tandem.model.tx;

import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import tandem.model.IllegalChoiceException;
import tandem.model.record.CommandKind;
import tandem.model.record.Released;
import tandem.model.record.RequestInContext;
import tandem.model.record.ScheduledRequest;
import tandem.model.record.WorkOp;
import tandem.model.record.WorkStatus;

/**
 * The context cache driven by events reported from outside: each is asked for its legality first,
 * then followed (contract, section 6). Holds the requests between their look-up and their issue.
 */
public final class CacheFollower {
  private static final class Waiting {
    final ScheduledRequest request;
    final int slot;
    final boolean hit;
    WorkStatus status;

    Waiting(ScheduledRequest request, int slot, boolean hit, WorkStatus status) {
      this.request = request;
      this.slot = slot;
      this.hit = hit;
      this.status = status;
    }

    boolean waitsForReads(ContextCache cache) {
      boolean orders = request.fence() || WorkOp.waitsForReads(request.op());
      return status == WorkStatus.OK && orders && cache.slot(slot).reads > 0;
    }
  }

  private final ContextCache cache;
  private final WorkRequestCounters counters;
  private final ExecutionStub stub;
  private final boolean inOrder;
  private final HintRule hints;
  private final Map<Integer, ArrayDeque<Waiting>> byConnection = new HashMap<>();

  /** Those of all connections, where they go in order. */
  private final ArrayDeque<Waiting> all = new ArrayDeque<>();

  private int notIssued;

  /** Slot of the batch looked up last, where hits do not pass misses. */
  private int batchSlot = SlotIndex.NONE;

  /** The request issued last if its batch goes on, else null. */
  private ScheduledRequest unfinished;

  /** Whether what is left of that batch has waited for reads: then others may go first. */
  private boolean isPostponed;

  /**
   * @param stub told of contexts that change their slot
   */
  public CacheFollower(
      WorkRequestConfig config,
      WorkRequestCounters counters,
      ContextCache cache,
      ExecutionStub stub) {
    this.cache = cache;
    this.counters = counters;
    this.stub = stub;
    inOrder = !config.hitsPassMisses();
    hints = new HintRule(config, cache);
  }

  /**
   * LOOKUP of the next scheduled request.
   *
   * @return what it finds; slot, victim and write-back are asked of the cache
   * @throws IllegalChoiceException if it had to wait
   */
  public ContextCache.Outcome lookup(ScheduledRequest request) {
    ContextCache.Outcome outcome =
        cache.lookup(request.connection(), request.first(), request.last());
    if (outcome == ContextCache.Outcome.WAIT) {
      throw new IllegalChoiceException("every slot is in use: " + request);
    }
    boolean hit = outcome == ContextCache.Outcome.HIT || outcome == ContextCache.Outcome.MERGE;
    Waiting waiting = new Waiting(request, cache.slot(), hit, cache.status());
    byConnection.computeIfAbsent(request.connection(), c -> new ArrayDeque<>()).add(waiting);
    notIssued++;
    if (inOrder) {
      all.add(waiting);
      if (waiting.status == WorkStatus.OK) {
        batchSlot = waiting.slot;
      } else if (request.first()) {
        batchSlot = SlotIndex.NONE;
      }
    }
    isPostponed |= batchIsHeld();
    return outcome;
  }

  /**
   * PREFETCH; its slot, or -1 if no load may start.
   *
   * @param connection as in the hint
   */
  public int prefetch(int connection) {
    return cache.prefetch(connection, batchSlot);
  }

  /**
   * The connection whose context is looked at first when another one needs its place, or -1.
   *
   * @param connection that needs a place
   * @param forHint whether a hint asks, for which some contexts do not count
   */
  public int firstCandidate(int connection, boolean forHint) {
    return candidate(cache.order().oldest(cache.set(connection)), forHint);
  }

  /** The connection whose context is looked at behind that of another one, or -1. */
  public int nextCandidate(int connection, boolean forHint) {
    int slot = cache.slotOf(connection);
    return slot == SlotIndex.NONE || !cache.order().contains(slot)
        ? SlotIndex.NONE
        : candidate(cache.order().younger(slot), forHint);
  }

  /**
   * How many contexts further in the order of its set another one is, of those that may give way.
   *
   * @param connection of the older one, which may give way
   */
  public int distance(int connection, int younger) {
    int steps = 0;
    int slot = cache.slotOf(connection);
    while (slot != SlotIndex.NONE && cache.slot(slot).connection != younger) {
      slot = cache.order().younger(slot);
      steps++;
    }
    return steps;
  }

  private int candidate(int from, boolean forHint) {
    int slot = from;
    while (slot != SlotIndex.NONE
        && forHint
        && (cache.slot(slot).prefetched || slot == batchSlot)) {
      slot = cache.order().younger(slot);
    }
    return slot == SlotIndex.NONE ? SlotIndex.NONE : cache.slot(slot).connection;
  }

  /** Whether the cache may drop a hint now; without passing it must otherwise wait. */
  public boolean mayDropHint(int connection) {
    return !inOrder || hints.mayDrop(connection, batchSlot);
  }

  /** LOADED or LOAD_FAILED; returns whether the context is usable. */
  public boolean loadEnded(int slot, boolean busFailed) {
    int connection = cache.slot(slot).connection;
    stub.slotLoaded(slot);
    boolean usable = cache.loadEnded(slot, busFailed);
    if (!usable) {
      for (Waiting waiting : byConnection.getOrDefault(connection, new ArrayDeque<>())) {
        if (waiting.status == WorkStatus.OK) {
          waiting.status = WorkStatus.FLUSHED;
        }
      }
    }
    return usable;
  }

  /**
   * ISSUE of the oldest request of a connection that has been looked up.
   *
   * @throws IllegalChoiceException if it may not go now
   */
  public RequestInContext issue(int connection) {
    ArrayDeque<Waiting> queue = byConnection.get(connection);
    if (queue == null) {
      throw new IllegalChoiceException("nothing has been looked up: connection=" + connection);
    }
    Waiting next = queue.peek();
    checkIssue(next);
    queue.remove();
    if (queue.isEmpty()) {
      byConnection.remove(connection);
    }
    notIssued--;
    all.poll();
    boolean binds = next.status == WorkStatus.OK && !next.request.last();
    unfinished = binds ? next.request : null;
    counters.issued((int) next.request.entry());
    RequestInContext issued = record(next);
    isPostponed = batchIsHeld();
    return issued;
  }

  private void checkIssue(Waiting next) {
    boolean ok = next.status == WorkStatus.OK;
    if (ok && cache.slot(next.slot).loading) {
      throw new IllegalChoiceException("the context is not there: " + next.request);
    }
    if (next.waitsForReads(cache)) {
      throw new IllegalChoiceException("earlier reads have not ended: " + next.request);
    }
    if (inOrder && all.peek() != next) {
      throw new IllegalChoiceException("an older request has to go first: " + next.request);
    }
    boolean breaks = unfinished != null && unfinished.batch() != next.request.batch();
    if (breaks && !isPostponed) {
      throw new IllegalChoiceException(
          "a batch is not complete: batch=" + unfinished.batch() + ", " + next.request);
    }
  }

  /** Whether what is left of the batch begun waits for reads. */
  private boolean batchIsHeld() {
    if (unfinished == null) {
      return false;
    }
    ArrayDeque<Waiting> queue = byConnection.get(unfinished.connection());
    return queue != null && queue.peek().waitsForReads(cache);
  }

  private RequestInContext record(Waiting waiting) {
    ScheduledRequest request = waiting.request;
    boolean ok = waiting.status == WorkStatus.OK;
    CacheSlot slot = cache.slot(waiting.slot);
    RequestInContext issued =
        new RequestInContext(
            request.guest(),
            request.connection(),
            request.op(),
            request.bytes(),
            request.fence(),
            request.fail(),
            request.address(),
            request.entry(),
            request.batch(),
            request.first(),
            request.last(),
            ok ? waiting.slot : 0,
            ok && waiting.hit,
            waiting.status,
            ok ? slot.queueBase : 0,
            ok ? slot.queueSizeLog2 : 0,
            ok ? Integer.toUnsignedLong(slot.consumerIndex) : 0,
            ok ? Integer.toUnsignedLong(slot.sequence) : 0);
    if (ok) {
      cache.issue(waiting.slot, request.op() == WorkOp.READ.code());
    }
    return issued;
  }

  /** RELEASE; checks that the slot holds the connection. */
  public void release(Released released) {
    if (cache.slotOf(released.connection()) != released.slot()) {
      throw new IllegalChoiceException("not in that slot: " + released);
    }
    cache.release(released.slot(), released.read(), released.failed());
  }

  /**
   * COMMAND. Requests that were passed or flushed may still be on their way out.
   *
   * @throws IllegalChoiceException if earlier requests of the connection have not been released
   */
  public void command(CommandKind kind, int connection) {
    cache.command(kind, connection);
    if (unfinished != null && unfinished.connection() == connection) {
      unfinished = null;
    }
  }

  /** Requests looked up and not issued. */
  public int waiting() {
    return notIssued;
  }
}
