package tandem.cosim.capture;

import java.nio.file.Path;
import java.util.Locale;
import java.util.TreeMap;
import tandem.cosim.rtl.UsageException;

/**
 * Turns capture time into cycles of the reference machine (250 MHz) since the first frame, and
 * back. Time never goes back: a frame stamped before the one in front of it arrives with that one.
 *
 * <p>Stamps have 48 bits, 13 days. So that captures may be longer, of a pause no more cycles pass
 * than the 16th part of what is left of the first half of them, but always more than the timer
 * waits: nothing that the path does depends on how much longer a pause is.
 */
public final class CaptureClock {
  /** Length of a cycle. */
  public static final long NANOS_PER_CYCLE = 4;

  /** Cycles in a microsecond. */
  public static final long CYCLES_PER_MICRO = 1000 / NANOS_PER_CYCLE;

  private static final long LAST_CYCLE = (1L << 48) - 1;
  private static final int PAUSE_SHARE = 16;

  private final Path file;
  private final long timerCycles;
  private final TreeMap<Long, Long> skippedUntil = new TreeMap<>();
  private boolean isRunning;
  private long firstNs;
  private long nowCycle;
  private long skippedCycles;

  /**
   * @param file the capture, for messages
   * @param timerCycles what the timer of the path waits, 0 without one
   */
  public CaptureClock(Path file, long timerCycles) {
    this.file = file;
    this.timerCycles = timerCycles;
    skippedUntil.put(0L, 0L);
  }

  /**
   * The cycle in which a frame arrives.
   *
   * @throws UsageException if the cycles are used up
   */
  public long arrival(Frame frame) {
    if (!isRunning) {
      isRunning = true;
      firstNs = frame.timeNs();
    }
    long ns = Math.max(frame.timeNs(), firstNs) - firstNs;
    long pause = Long.divideUnsigned(ns, NANOS_PER_CYCLE) - skippedCycles - nowCycle;
    long most = Math.max(timerCycles + 1, (LAST_CYCLE / 2 - nowCycle) / PAUSE_SHARE);
    if (pause > most) {
      skippedCycles += pause - most;
      skippedUntil.put(nowCycle + most, skippedCycles);
    }
    nowCycle += Math.max(0, Math.min(pause, most));
    if (nowCycle > LAST_CYCLE) {
      throw new UsageException(
          String.format(
              Locale.ROOT,
              "%s: frame %d: more than 13 days, pauses longer than the timer left out: days=%.1f",
              file,
              frame.number(),
              ns / 86_400e9));
    }
    return nowCycle;
  }

  /** The time of a cycle since the epoch, ns. */
  public long timeNs(long cycle) {
    return firstNs + (cycle + skippedUntil.floorEntry(cycle).getValue()) * NANOS_PER_CYCLE;
  }
}
