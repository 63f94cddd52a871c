package tandem.model.tx;

import java.util.Arrays;

/** The requests that wait at each slot for its context or for reads, oldest first. */
final class WaitingRequests {
  static final int NONE = -1;

  private final int[] oldest;
  private final int[] youngest;
  private final int[] next;

  private int count;

  WaitingRequests(int slots, int requests) {
    oldest = new int[slots];
    youngest = new int[slots];
    next = new int[requests];
    Arrays.fill(oldest, NONE);
  }

  void add(int slot, int token) {
    next[token] = NONE;
    if (oldest[slot] == NONE) {
      oldest[slot] = token;
    } else {
      next[youngest[slot]] = token;
    }
    youngest[slot] = token;
    count++;
  }

  /** Takes the oldest of a slot, which must have one. */
  int take(int slot) {
    int token = oldest[slot];
    oldest[slot] = next[token];
    count--;
    return token;
  }

  /** The oldest of a slot, or NONE. */
  int oldest(int slot) {
    return oldest[slot];
  }

  /** The one behind another of the same slot, or NONE. */
  int next(int token) {
    return next[token];
  }

  boolean isEmpty(int slot) {
    return oldest[slot] == NONE;
  }

  /** Requests waiting at all slots together. */
  int count() {
    return count;
  }
}
