package tandem.cosim.stream;

import java.nio.file.Path;
import java.util.Optional;
import tandem.bridge.RtlDut;

/**
 * Which cycles of one run are recorded as waves. Tracing costs 5 to 20 times the run, so a replay
 * records only a window.
 */
public final class TraceWindow {
  private final Optional<Path> file;
  private final long fromCycle;
  private final long toCycle;
  private boolean isOpen;

  private TraceWindow(Optional<Path> file, long fromCycle, long toCycle) {
    this.file = file;
    this.fromCycle = fromCycle;
    this.toCycle = toCycle;
  }

  /** Records nothing. */
  public static TraceWindow none() {
    return new TraceWindow(Optional.empty(), Long.MAX_VALUE, Long.MAX_VALUE);
  }

  /** Records cycles {@code fromCycle} to before {@code toCycle}. */
  public static TraceWindow of(Path file, long fromCycle, long toCycle) {
    return new TraceWindow(Optional.of(file), fromCycle, toCycle);
  }

  /** Whether the design must be compiled for tracing. */
  public boolean isTraced() {
    return file.isPresent();
  }

  /** First cycle that is recorded. */
  public long fromCycle() {
    return fromCycle;
  }

  /** First cycle that is not recorded any more. */
  public long toCycle() {
    return toCycle;
  }

  /**
   * Opens or closes the file according to the visible cycle. Opened in the middle of a run, it
   * begins with all values as they are.
   */
  public void atCycle(RtlDut dut) {
    boolean wanted = isTraced() && dut.cycle() >= fromCycle && dut.cycle() < toCycle;
    if (wanted && !isOpen) {
      dut.openTrace(file.get());
    } else if (!wanted && isOpen) {
      dut.closeTrace();
    }
    isOpen = wanted;
  }

  /** Cycles until recording must be switched next, at least 1. */
  public long cyclesToBorder(long cycle) {
    if (cycle < fromCycle) {
      return fromCycle - cycle;
    }
    return cycle < toCycle ? toCycle - cycle : Long.MAX_VALUE;
  }

  /** Closes the file. */
  public void end(RtlDut dut) {
    if (isOpen) {
      dut.closeTrace();
      isOpen = false;
    }
  }
}
