package tandem.model.time;

import java.util.Arrays;
import tandem.model.Require;

/**
 * Bounded first-in first-out buffer between two components. What travels is a number that the
 * components give a meaning, for example the index of a record.
 */
public final class TimedQueue implements TokenTaker {
  /** Capacity of a queue that is never full. */
  public static final int UNBOUNDED = Integer.MAX_VALUE;

  private static final int NOBODY = -1;
  private static final int INITIAL_PLACES = 16;

  private final EventKernel kernel;
  private final int capacity;
  private final long latencyCycles;
  private final long releaseCycles;
  private long[] tokens;
  private long[] visibleCycles;
  private long[] freeCycles;
  private int head;
  private int size;
  private int producer = NOBODY;
  private int consumer = NOBODY;

  /**
   * @param capacity places, at least 1
   * @param latencyCycles cycles from a push until the consumer sees it; 0 is the same cycle
   * @param releaseCycles cycles from a pop until its place takes a push; 0 is the same cycle
   */
  public TimedQueue(EventKernel kernel, int capacity, long latencyCycles, long releaseCycles) {
    Require.range("capacity", capacity, 1, UNBOUNDED);
    Require.range("latencyCycles", latencyCycles, 0, Integer.MAX_VALUE);
    Require.range("releaseCycles", releaseCycles, 0, Integer.MAX_VALUE);
    this.kernel = kernel;
    this.capacity = capacity;
    this.latencyCycles = latencyCycles;
    this.releaseCycles = releaseCycles;
    int places = Math.min(capacity, INITIAL_PLACES);
    tokens = new long[places];
    visibleCycles = new long[places];
    freeCycles = new long[places];
  }

  /** Names the component that is woken when a token becomes visible. */
  public void consumer(int component) {
    consumer = component;
  }

  @Override
  public void producer(int component) {
    producer = component;
  }

  public boolean isEmpty() {
    return size == 0;
  }

  /** The cycle from which the oldest token is visible, NEVER if there is none. */
  public long headCycle() {
    return size == 0 ? EventKernel.NEVER : visibleCycles[head];
  }

  /** The oldest token; the queue must not be empty. */
  public long head() {
    return tokens[head];
  }

  @Override
  public long placeCycle() {
    if (size < tokens.length && tokens.length < capacity) {
      return 0;
    }
    if (size < tokens.length) {
      return freeCycles[place(size)];
    }
    return size < capacity ? 0 : EventKernel.NEVER;
  }

  @Override
  public void push(long token, long nowCycle) {
    if (placeCycle() > nowCycle) {
      throw new IllegalStateException("no place: capacity=" + capacity + ", nowCycle=" + nowCycle);
    }
    if (size == tokens.length) {
      grow();
    }
    int place = place(size++);
    tokens[place] = token;
    visibleCycles[place] = nowCycle + latencyCycles;
    if (size == 1 && consumer != NOBODY) {
      kernel.wakeAt(consumer, visibleCycles[place]);
    }
  }

  /** Takes the oldest token; {@link #headCycle} must have come. */
  public long pop(long nowCycle) {
    if (headCycle() > nowCycle) {
      throw new IllegalStateException("nothing visible: nowCycle=" + nowCycle);
    }
    long token = tokens[head];
    freeCycles[head] = nowCycle + releaseCycles;
    // A producer that found a place coming free later has asked for that cycle itself.
    if (size == capacity && producer != NOBODY) {
      kernel.wakeAt(producer, nowCycle + releaseCycles);
    }
    head = place(1);
    size--;
    return token;
  }

  private int place(int behindHead) {
    int place = head + behindHead;
    return place < tokens.length ? place : place - tokens.length;
  }

  private void grow() {
    int places = (int) Math.min(capacity, 2L * size);
    tokens = rotated(tokens, places);
    visibleCycles = rotated(visibleCycles, places);
    freeCycles = new long[places];
    head = 0;
  }

  private long[] rotated(long[] ring, int places) {
    long[] straight = Arrays.copyOf(ring, places);
    System.arraycopy(ring, head, straight, 0, size - head);
    System.arraycopy(ring, 0, straight, size - head, head);
    return straight;
  }
}
