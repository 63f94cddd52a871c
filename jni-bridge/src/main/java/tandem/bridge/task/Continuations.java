package tandem.bridge.task;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;

/**
 * Carries tasks on the JVM's own continuations. Virtual threads are these with a scheduler on top,
 * which is not wanted here: the order of tasks is decided by {@link Tasks}, and all of them stay on
 * the thread of the caller. The class is internal to the JDK; where it is not as expected, {@link
 * TaskStyle} takes another style.
 */
final class Continuations implements Carrier {
  private static final class Handles {
    static final Object SCOPE;
    static final MethodHandle CREATE;
    static final MethodHandle RUN;
    static final MethodHandle YIELD;

    static {
      Object scope = null;
      MethodHandle create = null;
      MethodHandle run = null;
      MethodHandle yield = null;
      try {
        MethodHandles.Lookup lookup = TaskNatives.lookup();
        Class<?> scopeType = Class.forName("jdk.internal.vm.ContinuationScope");
        Class<?> type = Class.forName("jdk.internal.vm.Continuation");
        scope =
            lookup
                .findConstructor(scopeType, MethodType.methodType(void.class, String.class))
                .invoke("tandem tasks");
        create =
            lookup
                .findConstructor(type, MethodType.methodType(void.class, scopeType, Runnable.class))
                .asType(MethodType.methodType(Object.class, Object.class, Runnable.class));
        run =
            lookup
                .findVirtual(type, "run", MethodType.methodType(void.class))
                .asType(MethodType.methodType(void.class, Object.class));
        yield =
            lookup
                .findStatic(type, "yield", MethodType.methodType(boolean.class, scopeType))
                .asType(MethodType.methodType(boolean.class, Object.class));
      } catch (Throwable e) {
        // Another JDK, or no native library: there are other styles.
        yield = null;
      }
      SCOPE = scope;
      CREATE = create;
      RUN = run;
      YIELD = yield;
    }
  }

  private Task next;

  static boolean areAvailable() {
    return Handles.YIELD != null;
  }

  @Override
  public void enter(Task to) {
    for (Task task = to; task != null; task = next) {
      next = null;
      try {
        if (task.carrier == null) {
          Task started = task;
          Runnable life = () -> started.tasks.carry(started);
          task.carrier = (Object) Handles.CREATE.invokeExact(Handles.SCOPE, life);
        }
        Handles.RUN.invokeExact(task.carrier);
      } catch (RuntimeException | Error e) {
        throw e;
      } catch (Throwable e) {
        throw new IllegalStateException(e);
      }
    }
  }

  @Override
  public void pass(Task from, Task to) {
    next = to;
    try {
      boolean yielded = (boolean) Handles.YIELD.invokeExact(Handles.SCOPE);
    } catch (RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void leave(Task from, Task to) {
    next = to;
  }

  @Override
  public void close() {
    // Continuations that have run to their end are garbage.
  }
}
