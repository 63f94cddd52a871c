package tandem.bridge.task;

import java.lang.invoke.MethodHandles;

/** Native helpers of the carriers; linked once an instance of a compiled design was opened. */
final class TaskNatives {
  private TaskNatives() {}

  /** Keeps the calling thread, and those it starts, on the processor it runs on now. */
  static native boolean pin();

  /** Undoes {@link #pin} on the thread that called it. */
  static native void unpin();

  /** A lookup that reaches the JDK's own classes, or null. */
  static native MethodHandles.Lookup lookup();
}
