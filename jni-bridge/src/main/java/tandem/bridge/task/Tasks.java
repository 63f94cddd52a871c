package tandem.bridge.task;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import tandem.bridge.Dut;

/**
 * Runs tasks that await triggers. Between two cycles one task runs at a time, each until it awaits
 * something: first those whose trigger fired, in the order in which they were started, then those
 * they start. So a run depends on nothing but the design, its seed and the tasks, whatever they are
 * carried by.
 */
public final class Tasks {
  private static final String MAIN = "main";

  private final Dut dut;
  private final Carrier carrier;
  private final long lastCycle;
  private final List<Task> live = new ArrayList<>();
  private final Deque<Task> ready = new ArrayDeque<>();
  private Task running;
  private Task main;
  private boolean someEnded;
  private boolean closing;
  private Throwable failure;

  private Tasks(Dut dut, Carrier carrier, long maxCycles) {
    this.dut = dut;
    this.carrier = carrier;
    this.lastCycle = dut.cycle() + maxCycles;
  }

  /**
   * Runs a task named main, and whatever it starts, until it ends; then cancels the others.
   *
   * @param maxCycles after how many cycles main must have ended
   * @throws TaskFailedException if a task threw something; it names the task
   * @throws TaskTimeoutException if main did not end in time
   * @throws tandem.bridge.RtlEndedException if the RTL ended the simulation
   */
  public static void run(Dut dut, long maxCycles, TaskBody main) {
    run(dut, TaskStyle.ofJvm(), maxCycles, main);
  }

  /** The same with tasks carried in a certain way, for comparing them. */
  public static void run(Dut dut, TaskStyle style, long maxCycles, TaskBody main) {
    Carrier carrier = style.carrier(dut);
    try {
      new Tasks(dut, carrier, maxCycles).run(main);
    } finally {
      carrier.close();
    }
  }

  private void run(TaskBody body) {
    main = start(MAIN, body);
    Task first = next();
    if (first != null) {
      carrier.enter(first);
    }
    closing = true;
    for (Task task : List.copyOf(live)) {
      if (task.carrier != null) {
        task.cancelling = true;
        carrier.enter(task);
      }
    }
    if (failure instanceof Error) {
      throw (Error) failure;
    }
    if (failure != null) {
      throw (RuntimeException) failure;
    }
  }

  Dut dut() {
    return dut;
  }

  Task start(String name, TaskBody body) {
    Task task = new Task(this, name, body);
    live.add(task);
    ready.add(task);
    return task;
  }

  int await(Task task, Trigger trigger) {
    if (task != running) {
      throw new IllegalStateException(
          String.format(
              Locale.ROOT, "only a task itself can await: task=%s running=%s", task, running));
    }
    throwIfCancelled(task, closing);
    long cycle = dut.cycle();
    trigger.arm(cycle);
    task.fired = trigger.fired(cycle);
    if (task.fired != Trigger.NOT_FIRED) {
      return task.fired;
    }
    task.awaited = trigger;
    task.state = Task.State.WAITING;
    Task next = next();
    if (next != task) {
      running = next;
      carrier.pass(task, next);
    }
    running = task;
    task.state = Task.State.RUNNING;
    throwIfCancelled(task, task.cancelling);
    return task.fired;
  }

  private static void throwIfCancelled(Task task, boolean cancelled) {
    if (cancelled) {
      task.cancelling = false;
      throw new TaskCancelledException(task.name());
    }
  }

  void cancel(Task task) {
    if (task == running) {
      throw new TaskCancelledException(task.name());
    }
    if (task.state == Task.State.STARTED) {
      ready.remove(task);
      end(task);
      return;
    }
    task.cancelling = true;
    if (!ready.contains(task)) {
      ready.add(task);
    }
  }

  /** The whole life of a task on its own stack. */
  void carry(Task task) {
    running = task;
    task.state = Task.State.RUNNING;
    try {
      task.body.run(task.scope);
    } catch (TaskCancelledException e) {
      // It was told to.
    } catch (Throwable e) {
      fail(new TaskFailedException(task.name(), dut.cycle(), e));
    }
    end(task);
    carrier.leave(task, running = next());
  }

  private void end(Task task) {
    task.state = Task.State.DONE;
    task.awaited = null;
    live.remove(task);
    someEnded = true;
  }

  private void fail(Throwable why) {
    if (failure == null) {
      failure = why;
    } else {
      failure.addSuppressed(why);
    }
  }

  /** Lets cycles pass until a task is due; null when the run is over. */
  private Task next() {
    while (!closing && failure == null && !main.isDone()) {
      if (ready.isEmpty() && someEnded) {
        someEnded = false;
        collect();
      }
      if (!ready.isEmpty()) {
        return ready.poll();
      }
      try {
        step();
      } catch (RuntimeException e) {
        fail(e);
      }
    }
    return null;
  }

  private void step() {
    long cycle = dut.cycle();
    if (cycle >= lastCycle) {
      throw new TaskTimeoutException(MAIN, lastCycle, cycle);
    }
    long until = lastCycle;
    for (int i = 0; i < live.size(); i++) {
      until = Math.min(until, live.get(i).awaited.earliest());
    }
    dut.step(Math.max(until - cycle, 1));
    someEnded = false;
    collect();
  }

  /** Makes ready whoever's trigger fires in the visible cycle, in the order of their starts. */
  private void collect() {
    long cycle = dut.cycle();
    for (int i = 0; i < live.size(); i++) {
      Task task = live.get(i);
      if (task.state == Task.State.WAITING && task.fired == Trigger.NOT_FIRED) {
        task.fired = task.awaited.fired(cycle);
        if (task.fired != Trigger.NOT_FIRED) {
          ready.add(task);
        }
      }
    }
  }
}
