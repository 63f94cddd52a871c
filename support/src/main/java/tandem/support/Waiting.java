package tandem.support;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Says on a terminal what takes its time, once more than three seconds have passed, and takes it
 * back when it is over. Elsewhere it says nothing.
 */
public final class Waiting implements AutoCloseable {
  private static final long PATIENCE_MILLIS = 3000;
  private static final long PERIOD_MILLIS = 1000;
  private static final String ERASE = "\r\033[K";

  private static volatile boolean isSpoken = isTerminal();

  private final Supplier<String> what;
  private final long begin = System.nanoTime(); // only the printed time depends on it
  private final Thread speaker = new Thread(this::speak, "waiting");

  /**
   * @param what is asked again for each line and may count
   */
  public Waiting(Supplier<String> what) {
    this.what = what;
    speaker.setDaemon(true);
  }

  public void begin() {
    if (isSpoken) {
      speaker.start();
    }
  }

  /** Says nothing in this process, since another one says what goes on. */
  public static void silence() {
    isSpoken = false;
  }

  private void speak() {
    try {
      Thread.sleep(PATIENCE_MILLIS);
      while (true) {
        long seconds = TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - begin);
        System.err.print(ERASE + "tandem: " + what.get() + " (" + seconds + " s)");
        System.err.flush();
        Thread.sleep(PERIOD_MILLIS);
      }
    } catch (InterruptedException over) {
      if (System.nanoTime() - begin > TimeUnit.MILLISECONDS.toNanos(PATIENCE_MILLIS)) {
        System.err.print(ERASE);
        System.err.flush();
      }
    }
  }

  @Override
  public void close() {
    speaker.interrupt();
    try {
      speaker.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static boolean isTerminal() {
    try {
      String error = Files.readSymbolicLink(Path.of("/proc/self/fd/2")).toString();
      return error.startsWith("/dev/pts/") || error.startsWith("/dev/tty");
    } catch (IOException e) {
      return false;
    }
  }
}
