package tandem.cosim.tx;

import java.util.ArrayList;
import java.util.List;

/** In which cycles the entries of a queue were taken, by their positions; forgets those behind. */
final class EntryCycles {
  private static final int WORTH_FORGETTING = 4096;

  private final List<Long> cycles = new ArrayList<>();
  private long first;

  void add(long cycle) {
    cycles.add(cycle);
  }

  /** How many entries had been taken by a cycle, as long as the last of them is not forgotten. */
  long knownBy(long cycle) {
    int known = cycles.size();
    while (known > 0 && cycles.get(known - 1) > cycle) {
      known--;
    }
    return first + known;
  }

  /** Whether the entry at a position, which is not forgotten, had been taken by a cycle. */
  boolean isKnownBy(long position, long cycle) {
    long at = position - first;
    return at < cycles.size() && cycles.get((int) at) <= cycle;
  }

  /** Nobody will ask for entries before a position. */
  void forgetBefore(long position) {
    if (position - first >= WORTH_FORGETTING) {
      cycles.subList(0, (int) (position - first)).clear();
      first = position;
    }
  }
}
