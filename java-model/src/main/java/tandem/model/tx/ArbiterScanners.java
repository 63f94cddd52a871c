package tandem.model.tx;

import java.util.Locale;
import tandem.model.IllegalChoiceException;

/** Which guest has which scanner of the scheduler (GA-12, GA-40). */
final class ArbiterScanners {
  private static final int MOST_HELD = 65535;

  private final int count;
  private final int[] owner;
  private final int[] held;
  private final boolean[] lent;

  /**
   * @param count scanners in use; 0 = all guests share the first
   */
  ArbiterScanners(int count) {
    this.count = count;
    int size = Math.max(1, count);
    owner = new int[size];
    held = new int[size];
    lent = new boolean[size];
  }

  /** The scanner for a turn of a guest; -1 if it gets none. */
  int find(int guest) {
    if (count == 0) {
      return 0;
    }
    int free = -1;
    for (int s = count - 1; s >= 0; s--) {
      if (held[s] > 0 && owner[s] == guest) {
        return s;
      }
      if (held[s] == 0 && !lent[s]) {
        free = s;
      }
    }
    return free;
  }

  void lend(int scanner, int guest) {
    owner[scanner] = guest;
    lent[scanner] = true;
  }

  void giveBack(int scanner) {
    lent[scanner] = false;
  }

  void granted(int scanner) {
    if (++held[scanner] > MOST_HELD) {
      throw refused("at most 65535 grants wait in a scanner", scanner);
    }
  }

  void picked(int scanner) {
    if (scanner >= held.length || held[scanner] == 0) {
      throw refused("a pick is of a scanner that holds something", scanner);
    }
    held[scanner]--;
  }

  boolean holdsOf(int guest) {
    for (int s = 0; s < held.length; s++) {
      if (held[s] > 0 && owner[s] == guest) {
        return true;
      }
    }
    return false;
  }

  private static IllegalChoiceException refused(String rule, int scanner) {
    return new IllegalChoiceException(
        String.format(Locale.ROOT, "GA-20: %s: scanner=%d", rule, scanner));
  }
}
