package tandem.bridge.task;

import java.lang.reflect.Method;
import java.util.concurrent.locks.LockSupport;
import tandem.bridge.Dut;
import tandem.bridge.RtlDut;

/**
 * Carries each task on a thread. Only the holder of the baton runs; the others are parked. Platform
 * threads are kept on one processor, which makes handing over ten times as fast.
 */
final class ThreadCarrier implements Carrier {
  private final Dut dut;
  private final boolean virtual;
  private final boolean pinned;
  private final Thread caller = Thread.currentThread();

  /** Whose turn it is: a task, or this for the caller. */
  private volatile Object turn = this;

  ThreadCarrier(Dut dut, TaskStyle style) {
    this.dut = dut;
    this.virtual = style == TaskStyle.VIRTUAL_THREADS;
    this.pinned = !virtual && pin();
  }

  static boolean hasVirtualThreads() {
    // Present in 19 and 20 too, but only as a preview that refuses to be used.
    return Runtime.version().feature() >= 21;
  }

  private static boolean pin() {
    try {
      return TaskNatives.pin();
    } catch (UnsatisfiedLinkError e) {
      return false;
    }
  }

  @Override
  public void enter(Task to) {
    give(to);
    await(this);
  }

  @Override
  public void pass(Task from, Task to) {
    give(to);
    await(from);
  }

  @Override
  public void leave(Task from, Task to) {
    give(to);
  }

  @Override
  public void close() {
    if (pinned) {
      TaskNatives.unpin();
    }
  }

  private void give(Task to) {
    if (dut instanceof RtlDut rtl) {
      rtl.release();
    }
    if (to == null) {
      turn = this;
      LockSupport.unpark(caller);
    } else if (to.carrier == null) {
      Thread thread = thread(to);
      to.carrier = thread;
      turn = to;
      thread.start();
    } else {
      turn = to;
      LockSupport.unpark((Thread) to.carrier);
    }
  }

  private void await(Object who) {
    while (turn != who) {
      LockSupport.park(this);
    }
  }

  private Thread thread(Task task) {
    Runnable life = () -> task.tasks.carry(task);
    if (!virtual) {
      Thread thread = new Thread(life, task.name());
      thread.setDaemon(true);
      return thread;
    }
    try {
      // Not there at compile time: the code is compiled for Java 17.
      Object builder = Thread.class.getMethod("ofVirtual").invoke(null);
      Method unstarted =
          Class.forName("java.lang.Thread$Builder").getMethod("unstarted", Runnable.class);
      Thread thread = (Thread) unstarted.invoke(builder, life);
      thread.setName(task.name());
      return thread;
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("this JVM has no virtual threads", e);
    }
  }
}
