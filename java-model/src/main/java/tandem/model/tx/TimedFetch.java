package tandem.model.tx;

import tandem.model.record.WorkStatus;
import tandem.model.time.EventKernel;
import tandem.model.time.TimedQueue;

/**
 * From the record on offer at {@code inContext} to the one at {@code workRequest}: lines of
 * descriptors may come in any order, requests go on in order (contract, 9.6).
 */
final class TimedFetch {
  private static final int QUEUED_FOR_A_LINE = 4;
  private static final long NONE = -1;

  /** What travels: the request, whether it needs a descriptor, whether it reads a line for it. */
  private static final long FETCHES = 1L << 32;

  private static final long READS = 1L << 33;
  private static final int LINE_SHIFT = 34;

  private final EventKernel kernel;
  private final TimedRequests requests;
  private final WorkRequestFetch fetch;
  private final TimedQueue waiting;
  private final TimedQueue work;
  private final boolean liveScan;
  private final int lineCycles;
  private final int step;

  /** For each line the cycle from which it is there. */
  private final long[] thereCycles;

  private long oldestLine;
  private long nextLine;
  private boolean isKept;
  private int users;
  private long onOffer = NONE;
  private long offerFrom;
  private long located = NONE;

  /** Somebody has found no place for a record. */
  private boolean isAwaited;

  private int lookup;
  private int issue;

  /**
   * @param work gets requests with their descriptors
   */
  TimedFetch(
      EventKernel kernel,
      WorkRequestConfig config,
      WorkRequestTimingParams params,
      TimedRequests requests,
      WorkRequestCounters counters,
      TimedQueue work) {
    this.kernel = kernel;
    this.requests = requests;
    this.work = work;
    fetch = new WorkRequestFetch(config, counters);
    liveScan = config.liveScan();
    thereCycles = new long[config.fetchSlots()];
    int queued = QUEUED_FOR_A_LINE * config.fetchSlots();
    waiting = new TimedQueue(kernel, queued, params.issueToWork() - 2, 1);
    lineCycles = params.issueToFetch() - 1 + params.hostLatency() + params.fetchedToWork() - 1;
    step = kernel.add(this::step);
    waiting.consumer(step);
    work.producer(step);
  }

  /** Names who is woken when another record can be offered. */
  void connect(int newLookup, int newIssue) {
    lookup = newLookup;
    issue = newIssue;
  }

  /** Whether a record decided in this cycle can be offered in the next. */
  boolean isFree() {
    isAwaited |= onOffer != NONE;
    return onOffer == NONE;
  }

  /** A record has been decided. */
  void offer(int token, int consumerIndex, long nowCycle) {
    boolean ok = requests.status(token) == WorkStatus.OK;
    boolean reads = fetch.pass(requests.batches[token], ok, consumerIndex);
    onOffer = token | (ok && fetch.fetches() ? FETCHES : 0) | (reads ? READS : 0);
    offerFrom = nowCycle + 1;
    kernel.wakeAt(step, offerFrom);
  }

  private void step(long nowCycle) {
    boolean givesBack = givesBack(nowCycle);
    boolean leaves = leaves(nowCycle);
    if (leaves) {
      long request = waiting.pop(nowCycle);
      users -= fetches(request) ? 1 : 0;
      work.push(token(request), nowCycle);
    }
    boolean moves = moves(nowCycle);
    boolean drops = !moves && isKept && located != NONE && !shares(located);
    if (moves) {
      move(nowCycle);
    } else if (drops) {
      isKept = false;
    }
    boolean takes = onOffer != NONE && offerFrom <= nowCycle && located == NONE;
    if (takes) {
      located = onOffer;
      onOffer = NONE;
      requests.inContextCycles[requests.entries[token(located)]] = nowCycle;
      if (isAwaited) {
        kernel.wakeAt(lookup, nowCycle);
        kernel.wakeAt(issue, nowCycle);
        isAwaited = false;
      }
    }
    oldestLine += givesBack ? 1 : 0;
    boolean isBusy = givesBack || leaves || moves || drops || takes;
    kernel.wakeAt(step, isBusy ? nowCycle + 1 : nextCycle(nowCycle));
  }

  /** Where nothing could be done: the cycle in which time alone lets something be done. */
  private long nextCycle(long nowCycle) {
    long headCycle = waiting.headCycle();
    if (headCycle != EventKernel.NEVER && fetches(waiting.head())) {
      headCycle = Math.max(headCycle, thereCycle(waiting.head()));
    }
    return headCycle > nowCycle ? headCycle : EventKernel.NEVER;
  }

  private boolean leaves(long nowCycle) {
    return waiting.headCycle() <= nowCycle
        && (!fetches(waiting.head()) || thereCycle(waiting.head()) <= nowCycle)
        && work.placeCycle() <= nowCycle;
  }

  private long thereCycle(long request) {
    return thereCycles[(int) (line(request) % thereCycles.length)];
  }

  private static int token(long request) {
    return (int) request;
  }

  private static boolean fetches(long request) {
    return (request & FETCHES) != 0;
  }

  /** Whether it uses the line of the request before. */
  private static boolean shares(long request) {
    return (request & (FETCHES | READS)) == FETCHES;
  }

  private static long line(long request) {
    return request >>> LINE_SHIFT;
  }

  private boolean moves(long nowCycle) {
    boolean isLine = (located & READS) == 0 || nextLine - oldestLine < thereCycles.length;
    return located != NONE && isLine && waiting.placeCycle() <= nowCycle;
  }

  private void move(long nowCycle) {
    boolean fetches = fetches(located);
    if ((located & READS) != 0) {
      thereCycles[(int) (nextLine++ % thereCycles.length)] = nowCycle + lineCycles;
    }
    isKept = fetches && !requests.last(token(located)) && !liveScan;
    users += fetches ? 1 : 0;
    waiting.push(located & ~READS | nextLine - 1 << LINE_SHIFT, nowCycle);
    located = NONE;
  }

  /** Whether nobody needs the oldest line any more. */
  private boolean givesBack(long nowCycle) {
    long used = nextLine - oldestLine;
    if (used == 0) {
      return false;
    }
    boolean isThere = waiting.headCycle() <= nowCycle;
    if (isThere && fetches(waiting.head())) {
      return line(waiting.head()) != oldestLine;
    }
    return users == 0 && !(used == 1 && isKept);
  }
}
