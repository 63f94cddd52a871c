package tandem.model.time;

import java.util.Arrays;

/**
 * Discrete-event simulation on whole cycles: jumps from one cycle in which a component has
 * something to do to the next.
 *
 * <p>Each component has at most one pending wake-up, the earliest asked for, and loses it when it
 * is woken. It must therefore ask again for the next cycle in which time alone would let it act;
 * what depends on another component is announced by that one. Within a cycle components wake in the
 * order they were added, again and again until none has anything left to do in it, so the result
 * does not depend on who announced first as long as a component acts once a cycle.
 *
 * <p>The next wake-up is found by a scan: a pipeline has few components and nearly all are busy,
 * where a scan beats a heap.
 */
public final class EventKernel {
  /** The cycle of something that is not going to happen by itself. */
  public static final long NEVER = Long.MAX_VALUE;

  /** Far more rounds than any chain of components in one cycle takes. */
  private static final int MAX_ROUNDS = 1_000_000;

  /** Something that acts in certain cycles. */
  @FunctionalInterface
  public interface Component {
    void wake(long nowCycle);
  }

  private Component[] components = new Component[8];
  private long[] wakeCycles = new long[8];
  private int count;

  /** The earliest wake-up asked for. */
  private long earliest = NEVER;

  private long nowCycle;

  /** Adds a component that is asleep; gives the number it is woken by. */
  public int add(Component component) {
    if (count == components.length) {
      components = Arrays.copyOf(components, 2 * count);
      wakeCycles = Arrays.copyOf(wakeCycles, 2 * count);
    }
    components[count] = component;
    wakeCycles[count] = NEVER;
    return count++;
  }

  /**
   * Asks for a component to be woken in {@code cycle} at the latest; NEVER asks for nothing.
   *
   * @throws IllegalStateException if the cycle is over
   */
  public void wakeAt(int component, long cycle) {
    if (cycle < nowCycle) {
      throw new IllegalStateException("cycle is over: cycle=" + cycle + ", nowCycle=" + nowCycle);
    }
    if (cycle < wakeCycles[component]) {
      wakeCycles[component] = cycle;
      earliest = Math.min(earliest, cycle);
    }
  }

  /** The present cycle. */
  public long nowCycle() {
    return nowCycle;
  }

  /**
   * Runs until nothing is left to do; gives the last cycle in which something was done.
   *
   * @throws IllegalStateException if something is left to do behind {@code horizonCycle}, or a
   *     component keeps asking for the same cycle
   */
  public long run(long horizonCycle) {
    int rounds = 0;
    for (long next = earliest; next != NEVER; next = earliest) {
      if (next > horizonCycle) {
        throw new IllegalStateException(
            "not finished: nowCycle=" + nowCycle + ", horizonCycle=" + horizonCycle);
      }
      rounds = next == nowCycle ? rounds + 1 : 0;
      if (rounds > MAX_ROUNDS) {
        throw new IllegalStateException("a cycle does not end: nowCycle=" + nowCycle);
      }
      nowCycle = next;
      earliest = NEVER;
      for (int i = 0; i < count; i++) {
        if (wakeCycles[i] == next) {
          wakeCycles[i] = NEVER;
          components[i].wake(next);
        }
        earliest = Math.min(earliest, wakeCycles[i]);
      }
    }
    return nowCycle;
  }
}
