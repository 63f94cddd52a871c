package tandem.bridge.task;

import java.util.function.BooleanSupplier;
import tandem.bridge.Dut;
import tandem.bridge.Signal;

/**
 * Something a task can await. It is looked at once in every cycle that settled after the await
 * began, never in the cycle in which it began; only {@link #ended} can fire at once. An object may
 * be awaited again, but not by two tasks at the same time.
 */
public abstract class Trigger {
  static final int NOT_FIRED = -1;

  private long since;

  Trigger() {}

  /** Begins to be awaited in the visible cycle. */
  void arm(long cycle) {
    since = cycle;
  }

  /** Whether it fires in the visible cycle: an index, 0 where there is nothing to choose from. */
  int fired(long cycle) {
    return cycle > since && fires(cycle) ? 0 : NOT_FIRED;
  }

  /** The first cycle in which it can fire, for running several cycles at once. */
  long earliest() {
    return since + 1;
  }

  /** Whether it holds in a cycle after that in which it was armed. */
  abstract boolean fires(long cycle);

  final long since() {
    return since;
  }

  /** Fires after that many cycles, at least 1. */
  public static Trigger cycles(long count) {
    if (count < 1) {
      throw new IllegalArgumentException("a task can wait for 1 cycle or more: cycles=" + count);
    }
    return new Trigger() {
      @Override
      boolean fires(long cycle) {
        return cycle >= earliest();
      }

      @Override
      long earliest() {
        return since() + count;
      }
    };
  }

  /** Fires in the cycle in which a one-bit signal is high and was low in the cycle before. */
  public static Trigger rising(Signal signal) {
    return new Edge(signal, true);
  }

  /** Fires in the cycle in which a one-bit signal is low and was high in the cycle before. */
  public static Trigger falling(Signal signal) {
    return new Edge(signal, false);
  }

  private static final class Edge extends Trigger {
    private final Signal signal;
    private final boolean rises;
    private boolean before;

    Edge(Signal signal, boolean rises) {
      this.signal = signal;
      this.rises = rises;
    }

    @Override
    void arm(long cycle) {
      super.arm(cycle);
      before = signal.isHigh();
    }

    @Override
    boolean fires(long cycle) {
      boolean now = signal.isHigh();
      boolean fires = now == rises && before != rises;
      before = now;
      return fires;
    }
  }

  /** Fires when a signal of at most 64 bits has that value. */
  public static Trigger value(Signal signal, long value) {
    return when(() -> signal.get() == value);
  }

  /** Fires when a record passes at a stream: valid and ready in the same cycle. */
  public static Trigger beat(Dut dut, String stream) {
    Signal valid = dut.signal(stream + ".valid");
    Signal ready = dut.signal(stream + ".ready");
    return when(() -> valid.isHigh() && ready.isHigh());
  }

  /** Fires when the condition holds; it must depend on the visible cycle only. */
  public static Trigger when(BooleanSupplier condition) {
    return new Trigger() {
      @Override
      boolean fires(long cycle) {
        return condition.getAsBoolean();
      }
    };
  }

  /** Fires when a task has ended, whether by itself or cancelled; at once if it has already. */
  public static Trigger ended(Task task) {
    return new Trigger() {
      @Override
      int fired(long cycle) {
        return task.isDone() ? 0 : NOT_FIRED;
      }

      @Override
      boolean fires(long cycle) {
        return task.isDone();
      }
    };
  }

  /**
   * Fires as soon as one of several does; {@link TaskScope#await} gives its index, the lowest if
   * there are several.
   */
  public static Trigger firstOf(Trigger... triggers) {
    return new Several(triggers, true);
  }

  /** Fires when all of several have fired, each in whatever cycle. */
  public static Trigger allOf(Trigger... triggers) {
    return new Several(triggers, false);
  }

  private static final class Several extends Trigger {
    private final Trigger[] triggers;
    private final boolean[] hasFired;
    private final boolean first;

    Several(Trigger[] triggers, boolean first) {
      this.triggers = triggers.clone();
      this.hasFired = new boolean[triggers.length];
      this.first = first;
    }

    @Override
    void arm(long cycle) {
      super.arm(cycle);
      for (int i = 0; i < triggers.length; i++) {
        triggers[i].arm(cycle);
        hasFired[i] = false;
      }
    }

    @Override
    int fired(long cycle) {
      int lowest = NOT_FIRED;
      boolean all = true;
      // Every one is looked at in every cycle, as edges remember the cycle before.
      for (int i = triggers.length - 1; i >= 0; i--) {
        hasFired[i] |= triggers[i].fired(cycle) != NOT_FIRED;
        lowest = hasFired[i] ? i : lowest;
        all &= hasFired[i];
      }
      return first ? lowest : all ? 0 : NOT_FIRED;
    }

    @Override
    boolean fires(long cycle) {
      throw new IllegalStateException("asked through fired");
    }

    @Override
    long earliest() {
      long earliest = Long.MAX_VALUE;
      for (Trigger trigger : triggers) {
        earliest = Math.min(earliest, trigger.earliest());
      }
      return earliest;
    }
  }
}
