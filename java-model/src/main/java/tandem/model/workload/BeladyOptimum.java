package tandem.model.workload;

import java.util.Arrays;
import java.util.PriorityQueue;

/**
 * The fewest misses any cache can have that loads a context when it is asked for: it throws out the
 * one whose next use is farthest away. For comparison only, since it knows the future.
 */
public final class BeladyOptimum {
  private static final int NEVER = Integer.MAX_VALUE;

  private BeladyOptimum() {}

  /**
   * Misses of a sequence of uses.
   *
   * @param connections in order of use, each 0 or more
   * @param entries contexts the cache holds, at least 1
   */
  public static long misses(int[] connections, int entries) {
    int[] nextUse = nextUses(connections);
    int[] cachedUntil = new int[maximum(connections) + 1];
    Arrays.fill(cachedUntil, -1);
    // Farthest next use first; outdated elements stay until they come up.
    PriorityQueue<Long> farthest = new PriorityQueue<>((a, b) -> Long.compare(b, a));
    int cached = 0;
    long misses = 0;
    for (int i = 0; i < connections.length; i++) {
      int connection = connections[i];
      if (cachedUntil[connection] != i) {
        misses++;
        cached++;
        while (cached > entries) {
          long candidate = farthest.remove();
          int other = (int) candidate;
          if (cachedUntil[other] == candidate >>> 32 && cachedUntil[other] >= i) {
            cachedUntil[other] = -1;
            cached--;
          }
        }
      }
      cachedUntil[connection] = nextUse[i];
      farthest.add((long) nextUse[i] << 32 | connection);
    }
    return misses;
  }

  private static int[] nextUses(int[] connections) {
    int[] seen = new int[maximum(connections) + 1];
    Arrays.fill(seen, NEVER);
    int[] next = new int[connections.length];
    for (int i = connections.length - 1; i >= 0; i--) {
      next[i] = seen[connections[i]];
      seen[connections[i]] = i;
    }
    return next;
  }

  private static int maximum(int[] connections) {
    int maximum = 0;
    for (int connection : connections) {
      maximum = Math.max(maximum, connection);
    }
    return maximum;
  }
}
