package tandem.cosim.cli;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.IntSupplier;

/**
 * How a command ends that is told to: by Ctrl-C, TERM or HUP. The thread that runs it is
 * interrupted and has some time to leave nothing half done; then whatever it has started is ended
 * too. The JVM's exit status is 128 and the number of the signal.
 */
final class Interruption {
  private static volatile boolean requested;
  private static volatile long graceMillis = 500;

  private Interruption() {}

  /** Runs a command; gives its exit status. */
  static int run(IntSupplier command) {
    Thread runner = Thread.currentThread();
    CountDownLatch ended = new CountDownLatch(1);
    Runtime.getRuntime().addShutdownHook(new Thread(() -> end(runner, ended), "interruption"));
    try {
      return command.getAsInt();
    } finally {
      ended.countDown();
    }
  }

  /** Whether the command was told to end. */
  static boolean isRequested() {
    return requested;
  }

  /** How long the command needs from the interrupt to its orderly end, at most. */
  static void allow(long seconds) {
    graceMillis = TimeUnit.SECONDS.toMillis(seconds);
  }

  private static void end(Thread runner, CountDownLatch ended) {
    try {
      if (ended.getCount() > 0) {
        requested = true;
        runner.interrupt();
        ended.await(graceMillis, TimeUnit.MILLISECONDS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    ProcessHandle.current().descendants().forEach(ProcessHandle::destroyForcibly);
  }
}
