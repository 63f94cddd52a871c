package tandem.cosim.capture;

import java.nio.file.Path;
import java.util.Locale;
import tandem.cosim.rtl.UsageException;

/**
 * Turns capture time into cycles of the reference machine (250 MHz) since the first frame, and
 * back. Time never goes back: a frame stamped before the one in front of it arrives with that one.
 */
public final class CaptureClock {
  /** Length of a cycle. */
  public static final long NANOS_PER_CYCLE = 4;

  /** Cycles in a microsecond. */
  public static final long CYCLES_PER_MICRO = 1000 / NANOS_PER_CYCLE;

  /** Cycle stamps have 48 bits. */
  private static final long LAST_CYCLE = (1L << 48) - 1;

  private final Path file;
  private boolean isRunning;
  private long firstNs;
  private long nowCycle;

  /**
   * @param file the capture, for messages
   */
  public CaptureClock(Path file) {
    this.file = file;
  }

  /**
   * The cycle in which a frame arrives.
   *
   * @throws UsageException if it is more than 13 days behind the first: stamps have 48 bits
   */
  public long arrival(Frame frame) {
    if (!isRunning) {
      isRunning = true;
      firstNs = frame.timeNs();
    }
    nowCycle = Math.max(nowCycle, (frame.timeNs() - firstNs) / NANOS_PER_CYCLE);
    if (nowCycle > LAST_CYCLE) {
      throw new UsageException(
          String.format(
              Locale.ROOT,
              "%s: frame %d: must be within %d cycles of the first frame: cycle=%d",
              file,
              frame.number(),
              LAST_CYCLE,
              nowCycle));
    }
    return nowCycle;
  }

  /** The time of a cycle since the epoch, ns. */
  public long timeNs(long cycle) {
    return firstNs + cycle * NANOS_PER_CYCLE;
  }
}
