package tandem.model.tx;

import tandem.model.record.WorkOp;
import tandem.model.record.WorkStatus;

/**
 * Scheduler, cache, fetch and stub in a row, run without time: the queue is kept full and one
 * operation is executed after the other. What the RTL does in its blocking configuration.
 */
public final class WorkRequestPath {
  private final WorkRequestCounters counters = new WorkRequestCounters();
  private final LookaheadScheduler scheduler;
  private final ContextCache cache;
  private final WorkRequestFetch fetch;
  private final ExecutionStub stub;
  private final ContextMemory memory;
  private final boolean liveScan;
  private final int[] hints;
  private boolean pending;

  public WorkRequestPath(WorkRequestConfig config, ContextMemory memory) {
    scheduler = new LookaheadScheduler(config, counters);
    cache = new ContextCache(config, counters, memory, scheduler::occursInWindow);
    fetch = new WorkRequestFetch(config, counters);
    stub = new ExecutionStub(config, counters);
    this.memory = memory;
    liveScan = config.liveScan();
    hints = new int[config.prefetch()];
  }

  /** Executes all requests of a source. May be called again; the cache stays as it is. */
  public void run(RequestSource source, ExecutionListener listener) {
    pending = source.advance();
    while (true) {
      fill(source);
      int queue = scheduler.nextQueue();
      if (queue < 0) {
        return;
      }
      do {
        if (liveScan) {
          fill(source);
        }
        scheduler.pickFarthest(queue);
        execute(listener);
      } while (scheduler.batchOpen());
    }
  }

  /**
   * Fills the queue. As long as it reaches beyond the window nobody can tell whether it is full,
   * and filling it in one go lets the memory accesses overlap.
   */
  private void fill(RequestSource source) {
    if (pending && !scheduler.reachesBeyondWindow()) {
      long from = scheduler.posted(0);
      post(source);
      scheduler.announce(from, memory);
    }
  }

  private void post(RequestSource source) {
    while (pending && scheduler.hasRoom(source.guest())) {
      int attributes =
          RequestQueue.attributes(
              source.guest(), source.op(), source.fence(), source.barrier(), source.fail());
      scheduler.post(source.connection(), attributes, source.bytes(), 0);
      pending = source.advance();
    }
  }

  private void execute(ExecutionListener listener) {
    int connection = scheduler.connection();
    int attributes = scheduler.attributes();
    int op = RequestQueue.op(attributes);
    boolean read = op == WorkOp.READ.code();
    ContextCache.Outcome outcome =
        cache.lookup(connection, scheduler.first(), !scheduler.batchOpen());
    int slot = cache.slot();
    WorkStatus status = cache.status();
    if (outcome == ContextCache.Outcome.MISS && !load(slot)) {
      status = WorkStatus.FLUSHED;
    }
    if (hints.length > 0 && scheduler.first()) {
      prefetch();
    }
    counters.issued(scheduler.entry());
    status = perform(slot, status, op, RequestQueue.fail(attributes), read);
    scheduler.completed(RequestQueue.guest(attributes));
    listener.executed(
        counters.issued() - 1,
        Integer.toUnsignedLong(scheduler.entry()),
        connection,
        op,
        scheduler.batch(),
        outcome == ContextCache.Outcome.HIT,
        status);
  }

  private WorkStatus perform(int slot, WorkStatus arrived, int op, boolean fail, boolean read) {
    boolean ok = arrived == WorkStatus.OK;
    fetch.pass(scheduler.batch(), ok, ok ? cache.slot(slot).consumerIndex : 0);
    if (ok) {
      cache.issue(slot, read);
    }
    WorkStatus status = stub.end(slot, arrived, op, fail);
    if (ok) {
      cache.release(slot, read, status.breaksConnection());
    }
    return status;
  }

  private void prefetch() {
    int count = scheduler.hints(hints);
    for (int i = 0; i < count; i++) {
      int slot = cache.prefetch(hints[i], SlotIndex.NONE);
      if (slot != SlotIndex.NONE) {
        load(slot);
      }
    }
  }

  private boolean load(int slot) {
    stub.slotLoaded(slot);
    return cache.loadEnded(slot, false);
  }

  public WorkRequestCounters counters() {
    return counters;
  }

  public LookaheadScheduler scheduler() {
    return scheduler;
  }

  public ContextCache cache() {
    return cache;
  }
}
