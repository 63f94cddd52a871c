package tandem.model.rx;

/** The open entries in the order in which they were opened, each with the start of its timer. */
final class OpenList {
  static final int NONE = -1;

  private final int[] previous;
  private final int[] next;
  private final long[] startCycles;
  private int head = NONE;
  private int tail = NONE;
  private int size;

  OpenList(int entries) {
    previous = new int[entries];
    next = new int[entries];
    startCycles = new long[entries];
  }

  /** The entry opened first, or NONE. */
  int head() {
    return head;
  }

  /** The entry opened next after {@code entry}, or NONE. */
  int after(int entry) {
    return next[entry];
  }

  int size() {
    return size;
  }

  long startCycle(int entry) {
    return startCycles[entry];
  }

  void add(int entry, long startCycle) {
    previous[entry] = tail;
    next[entry] = NONE;
    if (tail == NONE) {
      head = entry;
    } else {
      next[tail] = entry;
    }
    tail = entry;
    startCycles[entry] = startCycle;
    size++;
  }

  void remove(int entry) {
    int before = previous[entry];
    int behind = next[entry];
    if (before == NONE) {
      head = behind;
    } else {
      next[before] = behind;
    }
    if (behind == NONE) {
      tail = before;
    } else {
      previous[behind] = before;
    }
    size--;
  }
}
