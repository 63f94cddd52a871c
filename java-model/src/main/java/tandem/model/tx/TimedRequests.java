package tandem.model.tx;

import tandem.model.record.WorkOp;
import tandem.model.record.WorkStatus;

/** What the timing layer knows of each request, by the order of picks, and the cycles by entry. */
final class TimedRequests {
  private static final int FIRST = 1;
  private static final int LAST = 2;
  private static final int HIT = 4;
  private static final WorkStatus[] STATUSES = WorkStatus.values();

  final int[] entries;
  final int[] connections;
  final int[] batches;
  final int[] slots;
  private final short[] attributes;
  private final byte[] places;
  private final byte[] statuses;
  final long[] doorbellCycles;
  final long[] scheduledCycles;
  final long[] inContextCycles;
  final long[] workRequestCycles;
  final long[] completionCycles;

  TimedRequests(int count) {
    entries = new int[count];
    connections = new int[count];
    batches = new int[count];
    slots = new int[count];
    attributes = new short[count];
    places = new byte[count];
    statuses = new byte[count];
    doorbellCycles = new long[count];
    scheduledCycles = new long[count];
    inContextCycles = new long[count];
    workRequestCycles = new long[count];
    completionCycles = new long[count];
  }

  void picked(int token, LookaheadScheduler scheduler) {
    entries[token] = scheduler.entry();
    connections[token] = scheduler.connection();
    batches[token] = (int) scheduler.batch();
    attributes[token] = (short) scheduler.attributes();
    places[token] = (byte) ((scheduler.first() ? FIRST : 0) | (scheduler.batchOpen() ? 0 : LAST));
  }

  boolean first(int token) {
    return (places[token] & FIRST) != 0;
  }

  boolean last(int token) {
    return (places[token] & LAST) != 0;
  }

  /** Whether its context was there, or under way for another request, when it was looked up. */
  boolean hit(int token) {
    return (places[token] & HIT) != 0;
  }

  void foundContext(int token) {
    places[token] |= HIT;
  }

  int guest(int token) {
    return RequestQueue.guest(attributes[token]);
  }

  int op(int token) {
    return RequestQueue.op(attributes[token]);
  }

  boolean read(int token) {
    return op(token) == WorkOp.READ.code();
  }

  boolean fail(int token) {
    return RequestQueue.fail(attributes[token]);
  }

  boolean fence(int token) {
    return RequestQueue.fence(attributes[token]);
  }

  WorkStatus status(int token) {
    return STATUSES[statuses[token]];
  }

  void status(int token, WorkStatus status) {
    statuses[token] = (byte) status.code();
  }
}
