package tandem.model.rx;

/** The open entries in the order in which they were opened, each with the start of its timer. */
final class OpenList {
  static final int NONE = -1;

  // Two a entry, the one before and the one behind, so that both are in one place of memory.
  private final int[] neighbours;
  private final long[] startCycles;
  private int head = NONE;
  private int tail = NONE;
  private int size;

  OpenList(int entries) {
    neighbours = new int[2 * entries];
    startCycles = new long[entries];
  }

  /** The entry opened first, or NONE. */
  int head() {
    return head;
  }

  /** The entry opened next after {@code entry}, or NONE. */
  int after(int entry) {
    return neighbours[behind(entry)];
  }

  int size() {
    return size;
  }

  long startCycle(int entry) {
    return startCycles[entry];
  }

  void add(int entry, long startCycle) {
    neighbours[before(entry)] = tail;
    neighbours[behind(entry)] = NONE;
    if (tail == NONE) {
      head = entry;
    } else {
      neighbours[behind(tail)] = entry;
    }
    tail = entry;
    startCycles[entry] = startCycle;
    size++;
  }

  void remove(int entry) {
    int before = neighbours[before(entry)];
    int behind = neighbours[behind(entry)];
    if (before == NONE) {
      head = behind;
    } else {
      neighbours[behind(before)] = behind;
    }
    if (behind == NONE) {
      tail = before;
    } else {
      neighbours[before(behind)] = before;
    }
    size--;
  }

  /** Reads an entry that is open and those beside it; gives nothing of meaning. */
  long read(int entry) {
    int before = neighbours[before(entry)];
    int behind = neighbours[behind(entry)];
    return neighbours[before(Math.max(before, 0))] + neighbours[before(Math.max(behind, 0))];
  }

  private static int before(int entry) {
    return 2 * entry;
  }

  private static int behind(int entry) {
    return 2 * entry + 1;
  }
}
