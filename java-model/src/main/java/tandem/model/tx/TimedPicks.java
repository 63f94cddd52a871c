package tandem.model.tx;

import tandem.model.time.EventKernel;
import tandem.model.time.TimedQueue;
import tandem.model.workload.Arrivals;
import tandem.model.workload.Requests;

/** When requests are posted, picked and scheduled (contract, 9.2). */
final class TimedPicks {
  private static final int NONE = -1;

  private final EventKernel kernel;
  private final LookaheadScheduler scheduler;
  private final TimedRequests requests;
  private final Arrivals arrivals;
  private final TimedQueue scheduled;
  private final TimedCache cache;
  private final TimedHints hints;
  private final TimedRows rows;
  private final boolean liveScan;
  private final int queues;
  private final int queueDepth;
  private final long[] freed;
  private final boolean startsLookedUp;
  private final int post;
  private final int offer;
  private final int pick;
  private Requests source;
  private boolean pending;
  private boolean started;
  private long arrivalCycle;
  private long postFrom;
  private int posted;
  private int picks;

  /** What has been picked and not handed over, and the cycle from which it is on offer. */
  private int onOffer = NONE;

  private long offerFrom;
  private int handedOver = NONE;
  private long handedOverCycle = NONE;
  private int passedQueue;
  private long passedTo;

  /** Whose request was completed last, as long as that does not count yet. */
  private int completedGuest = NONE;

  private long completedCycle;

  TimedPicks(
      EventKernel kernel,
      WorkRequestConfig config,
      LookaheadScheduler scheduler,
      TimedRequests requests,
      Arrivals arrivals,
      TimedQueue scheduled,
      TimedCache cache,
      boolean startFull) {
    this.kernel = kernel;
    this.scheduler = scheduler;
    this.requests = requests;
    this.arrivals = arrivals;
    this.scheduled = scheduled;
    this.cache = cache;
    started = !startFull;
    queues = config.numQueues();
    queueDepth = config.queueDepth();
    freed = new long[queues];
    rows = new TimedRows(config, scheduler);
    liveScan = config.liveScan();
    // Where the window is looked at again behind the pick it must not run ahead (D12).
    boolean looks = config.replacement() == Replacement.LOOKAHEAD || config.prefetch() > 0;
    startsLookedUp = looks && config.window() > 1 && !config.hitsPassMisses();
    offer = kernel.add(this::offer);
    scheduled.producer(offer);
    pick = kernel.add(this::pick);
    hints = new TimedHints(kernel, config, this::offersFirstOf, cache.hint());
    hints.whenChanged(pick);
    post = kernel.add(this::post);
    cache.connect(hints, startsLookedUp ? pick : NONE);
  }

  void start(Requests newSource) {
    source = newSource;
    next();
    if (pending) {
      kernel.wakeAt(post, arrivalCycle);
    }
  }

  private void next() {
    pending = source.advance();
    if (pending) {
      arrivalCycle = Math.max(arrivalCycle, arrivals.nextCycle());
    }
  }

  private void post(long nowCycle) {
    if (pending && Math.max(postFrom, arrivalCycle) <= nowCycle && hasRoom()) {
      postNext(nowCycle);
    }
    if (handedOverCycle == nowCycle) {
      freed[passedQueue] = passedTo;
    }
    if (pending && hasRoom()) {
      kernel.wakeAt(post, Math.max(nowCycle + 1, Math.max(postFrom, arrivalCycle)));
    }
  }

  private void postNext(long nowCycle) {
    int attributes =
        RequestQueue.attributes(
            source.guest(), source.op(), source.fence(), source.barrier(), source.fail());
    rows.settle(source.guest() % queues, nowCycle);
    scheduler.post(source.connection(), attributes, source.bytes(), 0);
    requests.doorbellCycles[posted++] = nowCycle;
    next();
    started |= !pending || !hasRoom();
    postFrom = nowCycle + 1;
    kernel.wakeAt(pick, nowCycle + 1);
  }

  private boolean hasRoom() {
    int queue = source.guest() % queues;
    return scheduler.posted(queue) - freed[queue] < queueDepth;
  }

  private void offer(long nowCycle) {
    if (onOffer == NONE || Math.max(offerFrom, scheduled.placeCycle()) > nowCycle) {
      kernel.wakeAt(
          offer, onOffer == NONE ? EventKernel.NEVER : Math.max(offerFrom, scheduled.placeCycle()));
      return;
    }
    scheduled.push(onOffer, nowCycle);
    requests.scheduledCycles[requests.entries[onOffer]] = nowCycle;
    handedOver = onOffer;
    handedOverCycle = nowCycle;
    onOffer = NONE;
    passedQueue = scheduler.queue();
    passedTo = scheduler.head(passedQueue);
    kernel.wakeAt(post, nowCycle);
    kernel.wakeAt(pick, nowCycle);
  }

  private boolean offersFirstOf(int batch, long nowCycle) {
    boolean isOnOffer = onOffer != NONE && offerFrom <= nowCycle;
    int token = isOnOffer ? onOffer : handedOverCycle == nowCycle ? handedOver : NONE;
    return token != NONE && requests.first(token) && requests.batches[token] == batch;
  }

  private void pick(long nowCycle) {
    if (completedGuest != NONE) {
      if (completedCycle < nowCycle) {
        countCompleted();
      } else {
        kernel.wakeAt(pick, nowCycle + 1);
      }
    }
    if (onOffer != NONE) {
      return;
    }
    boolean isOpen = scheduler.batchOpen();
    if (!isOpen && startsLookedUp && !mayStart(nowCycle)) {
      kernel.wakeAt(pick, scheduled.isEmpty() ? nowCycle + 1 : EventKernel.NEVER);
      return;
    }
    int queue = isOpen ? scheduler.queue() : started ? scheduler.nextQueue() : NONE;
    if (queue == NONE) {
      return;
    }
    long tail = rows.tail(queue, nowCycle);
    if ((!isOpen || liveScan) && tail <= scheduler.head(queue)) {
      kernel.wakeAt(pick, nowCycle + 1);
      return;
    }
    scheduler.pick(queue, tail);
    requests.picked(picks, scheduler);
    if (scheduler.first()) {
      hints.starts(scheduler, nowCycle);
    }
    onOffer = picks++;
    offerFrom = nowCycle + 1;
    kernel.wakeAt(offer, offerFrom);
  }

  private boolean mayStart(long nowCycle) {
    return handedOverCycle != nowCycle && cache.hasLookedUpAll(nowCycle) && hints.isEmpty(nowCycle);
  }

  /**
   * Tells that a picked request of a guest has been completed, one a cycle; counts from the next
   * cycle on.
   */
  void completed(int guest, long nowCycle) {
    if (completedGuest != NONE) {
      countCompleted();
    }
    completedGuest = guest;
    completedCycle = nowCycle;
    kernel.wakeAt(pick, nowCycle + 1);
  }

  private void countCompleted() {
    scheduler.completed(completedGuest);
    completedGuest = NONE;
  }
}
