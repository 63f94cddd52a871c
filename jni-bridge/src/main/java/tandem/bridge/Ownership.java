package tandem.bridge;

import java.util.Locale;

/** Which thread an instance belongs to. An owner that has ended leaves it to the next user. */
public final class Ownership {
  private final String design;
  private volatile Thread owner = Thread.currentThread();

  /** An instance of that design, owned by the thread that makes it. */
  public Ownership(String design) {
    this.design = design;
  }

  /**
   * Takes the instance if nobody has it.
   *
   * @throws IllegalStateException if another thread owns it
   */
  public void check() {
    Thread current = Thread.currentThread();
    if (owner != current) {
      take(current);
    }
  }

  private synchronized void take(Thread current) {
    if (owner != null && owner.isAlive()) {
      throw new IllegalStateException(
          String.format(
              Locale.ROOT,
              "the instance belongs to another thread: design=%s owner=%s user=%s (release it there)",
              design,
              owner.getName(),
              current.getName()));
    }
    owner = current;
  }

  /** From now on nobody owns it. */
  public void release() {
    owner = null;
  }
}
