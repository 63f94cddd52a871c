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
  private int postedQueue = NONE;
  private long postedCycle = NONE;
  private int picks;

  /** What has been picked and not handed over, and the cycle from which it is on offer. */
  private int onOffer = NONE;

  private long offerFrom;
  private int handedOver = NONE;
  private long handedOverCycle = NONE;

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
    // Where the window is looked at again behind the pick it must not run ahead (D12).
    boolean looks = config.replacement() == Replacement.LOOKAHEAD || config.prefetch() > 0;
    startsLookedUp = looks && config.window() > 1 && !config.hitsPassMisses();
    post = kernel.add(this::post);
    offer = kernel.add(this::offer);
    scheduled.producer(offer);
    pick = kernel.add(this::pick);
    hints = new TimedHints(kernel, config, this::offersFirstOf, cache.hint());
    hints.whenChanged(pick);
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
    long cycle = Math.max(postFrom, arrivalCycle);
    if (!pending || !hasRoom()) {
      return;
    }
    if (cycle > nowCycle) {
      kernel.wakeAt(post, cycle);
      return;
    }
    int attributes =
        RequestQueue.attributes(
            source.guest(), source.op(), source.fence(), source.barrier(), source.fail());
    scheduler.post(source.connection(), attributes, source.bytes(), 0);
    requests.doorbellCycles[posted++] = nowCycle;
    postedQueue = source.guest() % queues;
    postedCycle = nowCycle;
    next();
    started |= !pending || !hasRoom();
    postFrom = nowCycle + 1;
    kernel.wakeAt(post, pending ? Math.max(postFrom, arrivalCycle) : EventKernel.NEVER);
    kernel.wakeAt(pick, nowCycle + 1);
  }

  /** A place is free from the cycle on after the one behind which it was handed over. */
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
    // Posting has been before it in this cycle.
    int queue = scheduler.queue();
    freed[queue] = scheduler.head(queue);
    kernel.wakeAt(post, nowCycle + 1);
    kernel.wakeAt(pick, nowCycle);
  }

  private boolean offersFirstOf(int batch, long nowCycle) {
    boolean isOnOffer = onOffer != NONE && offerFrom <= nowCycle;
    int token = isOnOffer ? onOffer : handedOverCycle == nowCycle ? handedOver : NONE;
    return token != NONE && requests.first(token) && requests.batches[token] == batch;
  }

  private void pick(long nowCycle) {
    // What has been posted in this cycle is seen in the next.
    kernel.wakeAt(pick, postedCycle == nowCycle ? nowCycle + 1 : EventKernel.NEVER);
    if (onOffer != NONE) {
      return;
    }
    boolean isOpen = scheduler.batchOpen();
    if (!isOpen && startsLookedUp && !mayStart(nowCycle)) {
      kernel.wakeAt(pick, scheduled.isEmpty() ? nowCycle + 1 : EventKernel.NEVER);
      return;
    }
    int queue = isOpen ? scheduler.queue() : started ? scheduler.nextQueue() : NONE;
    if (queue == NONE || !isOpen && tail(queue, nowCycle) <= scheduler.head(queue)) {
      return;
    }
    scheduler.pick(queue, tail(queue, nowCycle));
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

  /** Behind the window as far as it is visible. */
  private long tail(int queue, long nowCycle) {
    boolean isNew = postedCycle == nowCycle && postedQueue == queue;
    return Math.min(scheduler.largestTail(queue), scheduler.posted(queue) - (isNew ? 1 : 0));
  }

  /** Tells that a picked request of a guest has been completed; counts from the next cycle on. */
  void completed(int guest, long nowCycle) {
    scheduler.completed(guest);
    kernel.wakeAt(pick, nowCycle + 1);
  }
}
