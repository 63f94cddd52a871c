package tandem.model.tx;

import java.util.Locale;
import tandem.model.IllegalChoiceException;
import tandem.model.Require;
import tandem.model.record.DoorbellWrite;
import tandem.model.record.ScheduledRequest;

/**
 * Looks ahead through the posted requests and forms batches of one connection (WR-3, WR-10 to
 * WR-22).
 *
 * <p>Accepts requests in posting order; gives each exactly once, those of a connection in posting
 * order, a batch always beginning with the oldest; promises no order between connections; drops
 * nothing. How far the window reached at a pick is a choice from outside: {@link #largestTail}
 * where time plays no part.
 */
public final class LookaheadScheduler {
  private final WorkRequestConfig config;
  private final WorkRequestCounters counters;
  private final RequestQueue[] queues;
  private final long[] lastTails;
  private final long batchBytesLimit;
  private final int batchLimit;
  private final boolean countsLive;
  private final boolean liveScan;
  private final int window;

  /** Slots from the head on that a window can show. */
  private final int reach;

  private long accepted;
  private long batches;
  private int turn;

  private boolean batchOpen;
  private int queueIndex;
  private long tail;
  private long candidate;
  private int members;
  private long batchBytes;

  private int connection;
  private int attributes;
  private int bytes;
  private long address;
  private int entry;
  private boolean first;

  public LookaheadScheduler(WorkRequestConfig config, WorkRequestCounters counters) {
    this.config = config;
    this.counters = counters;
    queues = new RequestQueue[config.numQueues()];
    for (int i = 0; i < queues.length; i++) {
      queues[i] = new RequestQueue(config.queueDepth());
    }
    lastTails = new long[queues.length];
    batchLimit = config.batchLimit() == 0 ? Integer.MAX_VALUE : config.batchLimit();
    batchBytesLimit = config.batchBytes() == 0 ? Long.MAX_VALUE : config.batchBytes();
    countsLive = config.windowCounts() == WindowCounts.LIVE;
    window = config.window();
    reach = countsLive ? 2 * config.maxWindow() : window;
    liveScan = config.liveScan();
  }

  /** Whether the queue of a guest takes another entry; otherwise the doorbell is held back. */
  public boolean hasRoom(int guest) {
    return !queue(guest).isFull();
  }

  /**
   * Takes a doorbell.
   *
   * @return the entry number
   * @throws IllegalStateException if the queue is full: overflow must be held back (WR-35)
   */
  public long post(DoorbellWrite doorbell) {
    Require.range("connection", doorbell.connection(), 0, (1L << config.connectionBits()) - 1);
    if (!hasRoom(doorbell.guest())) {
      throw new IllegalStateException("queue is full: queueDepth=" + config.queueDepth());
    }
    boolean inEntry = config.queueFormat() == QueueFormat.WR;
    int packed =
        RequestQueue.attributes(
            doorbell.guest(),
            doorbell.op(),
            doorbell.fence(),
            doorbell.barrier(),
            inEntry && doorbell.fail());
    return post(
        doorbell.connection(), packed, (int) doorbell.bytes(), inEntry ? doorbell.address() : 0);
  }

  /** Takes an entry; the queue of its guest must have room. */
  long post(int newConnection, int newAttributes, int newBytes, long newAddress) {
    counters.requests++;
    queue(RequestQueue.guest(newAttributes))
        .post(newConnection, newAttributes, newBytes, newAddress, (int) accepted);
    return accepted++;
  }

  /** The queue whose turn it is among those that can start a batch, or -1. */
  public int nextQueue() {
    if (queues.length == 1) {
      return canStart(0) ? 0 : -1;
    }
    for (int i = 0; i < queues.length; i++) {
      int index = turn + i < queues.length ? turn + i : turn + i - queues.length;
      if (canStart(index)) {
        return index;
      }
    }
    return -1;
  }

  /** Whether a queue has an entry that no barrier holds back. */
  public boolean canStart(int index) {
    RequestQueue queue = queues[index];
    return !queue.isEmpty() && queue.barriers().letStart(queue.head());
  }

  /** Position behind the window of a queue when it reaches as far as the contract allows. */
  public long largestTail(int index) {
    RequestQueue queue = queues[index];
    long farthest = countsLive ? queue.liveTail(window, reach) : queue.slotTail(window);
    return queue.barriers().cut(farthest, queue.head());
  }

  /** Position of the oldest entry of a queue that is not done. */
  public long head(int index) {
    return queues[index].head();
  }

  /** Number of entries a queue has taken so far. */
  public long posted(int index) {
    return queues[index].posted();
  }

  /** Tells the memory what entries of the first queue, from a position on, are going to need. */
  void announce(long from, ContextMemory memory) {
    queues[0].announce(from, memory);
  }

  /** Whether more has been posted than any window of the only queue can show. */
  boolean reachesBeyondWindow() {
    return queues.length == 1 && queues[0].posted() - queues[0].head() >= reach;
  }

  /** Whether the last pick was not the last of its batch. */
  public boolean batchOpen() {
    return batchOpen;
  }

  /**
   * Picks the next request of the open batch, or the first of a new one.
   *
   * @param index queue; that of the batch while one is open
   * @param windowTail position behind the window; of a snapshot only the one at the batch start
   *     counts
   * @throws IllegalChoiceException if queue or window could not have been chosen
   */
  public void pick(int index, long windowTail) {
    checkChoice(index, windowTail);
    take(index, windowTail);
  }

  /** Picks from the queue of the open batch, or one that can start; the window reaches farthest. */
  void pickFarthest(int index) {
    take(index, batchOpen && !liveScan ? tail : largestTail(index));
  }

  private void take(int index, long windowTail) {
    RequestQueue queue = queues[index];
    first = !batchOpen;
    long position = first ? queue.head() : candidate;
    if (first) {
      queueIndex = index;
      members = 0;
      batchBytes = 0;
      batches++;
      counters.batches++;
      turn = index + 1 == queues.length ? 0 : index + 1;
    }
    if (first || liveScan) {
      tail = windowTail;
      lastTails[index] = windowTail;
    }
    connection = queue.connection(position);
    attributes = queue.attributes(position);
    bytes = queue.bytes(position);
    address = queue.address(position);
    entry = queue.entry(position);
    members++;
    batchBytes += Integer.toUnsignedLong(bytes);
    // A barrier is a batch of its own.
    candidate = RequestQueue.barrier(attributes) ? RequestQueue.NONE : queue.next(position);
    batchOpen = candidateJoins(queue);
    queue.markDone(position);
    queue.barriers().picked(RequestQueue.barrier(attributes));
    if (!batchOpen) {
      counters.batchEnded(members);
    }
  }

  private boolean candidateJoins(RequestQueue queue) {
    return candidate != RequestQueue.NONE
        && candidate < tail
        && members < batchLimit
        && batchBytes + Integer.toUnsignedLong(queue.bytes(candidate)) <= batchBytesLimit;
  }

  private void checkChoice(int index, long windowTail) {
    if (batchOpen && index != queueIndex) {
      throw new IllegalChoiceException("a batch is open: queue=" + index + ", of=" + queueIndex);
    }
    if (batchOpen && !liveScan) {
      return;
    }
    if (!batchOpen && !canStart(index)) {
      throw new IllegalChoiceException("nothing may be picked: queue=" + index);
    }
    long mustReach = batchOpen ? candidate : queues[index].head();
    long largest = largestTail(index);
    boolean shrinks = windowTail < lastTails[index];
    if (windowTail <= mustReach || windowTail > largest || shrinks) {
      String text =
          "no legal window: queue=%d, windowTail=%d, head=%d, largestTail=%d, earlierTail=%d";
      long head = queues[index].head();
      throw new IllegalChoiceException(
          String.format(Locale.ROOT, text, index, windowTail, head, largest, lastTails[index]));
    }
  }

  /** Tells that a picked request of a guest has been completed; barriers wait for it. */
  public void completed(int guest) {
    queue(guest).barriers().completed();
  }

  /** Whether a connection occurs among the entries not done of the current window. */
  public boolean occursInWindow(int otherConnection) {
    return queues[queueIndex].occursBefore(otherConnection, tail);
  }

  /**
   * The first distinct connections of the window besides that of the batch (WR-29).
   *
   * @param into receives them, oldest first; its length is the most that are wanted
   * @return how many there are
   */
  public int hints(int[] into) {
    return queues[queueIndex].distinct(into, tail, connection);
  }

  /** The request picked last, as a record. */
  public ScheduledRequest picked() {
    return new ScheduledRequest(
        RequestQueue.guest(attributes),
        connection,
        RequestQueue.op(attributes),
        Integer.toUnsignedLong(bytes),
        RequestQueue.fence(attributes),
        RequestQueue.fail(attributes),
        address,
        Integer.toUnsignedLong(entry),
        batch() & 0xFFFF_FFFFL,
        first,
        !batchOpen,
        tail & 0xFFFF_FFFFL);
  }

  int queue() {
    return queueIndex;
  }

  int connection() {
    return connection;
  }

  int attributes() {
    return attributes;
  }

  int bytes() {
    return bytes;
  }

  int entry() {
    return entry;
  }

  boolean first() {
    return first;
  }

  /** Number of the batch of the last pick. */
  public long batch() {
    return batches - 1;
  }

  private RequestQueue queue(int guest) {
    return queues[queues.length == 1 ? 0 : guest % queues.length];
  }
}
