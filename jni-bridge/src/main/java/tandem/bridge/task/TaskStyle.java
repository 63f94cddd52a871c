package tandem.bridge.task;

import tandem.bridge.Dut;

/** What tasks are carried by. The results are the same; only the speed differs. */
public enum TaskStyle {
  /** What virtual threads are made of, all on the thread of the caller: the fastest. */
  CONTINUATIONS,
  /** Virtual threads, which the JVM moves between its processors. */
  VIRTUAL_THREADS,
  /** One platform thread a task, all on the processor of the caller: works on every JVM. */
  PLATFORM_THREADS;

  private static final String PROPERTY = "tandem.tasks";

  /** The fastest style that this JVM has, or the one that {@code -Dtandem.tasks} names. */
  public static TaskStyle ofJvm() {
    return Chosen.STYLE;
  }

  /** Whether this JVM can carry tasks that way. */
  public boolean isAvailable() {
    return switch (this) {
      case CONTINUATIONS -> Continuations.areAvailable();
      case VIRTUAL_THREADS -> ThreadCarrier.hasVirtualThreads();
      case PLATFORM_THREADS -> true;
    };
  }

  Carrier carrier(Dut dut) {
    return this == CONTINUATIONS ? new Continuations() : new ThreadCarrier(dut, this);
  }

  private static final class Chosen {
    static final TaskStyle STYLE = choose();

    private static TaskStyle choose() {
      String wanted = System.getProperty(PROPERTY);
      if (wanted != null) {
        return valueOf(wanted);
      }
      for (TaskStyle style : values()) {
        if (style.isAvailable()) {
          return style;
        }
      }
      throw new IllegalStateException("platform threads are always there");
    }
  }
}
