package tandem.cosim.stream;

import java.nio.file.Path;
import java.util.Optional;
import tandem.bridge.RtlDut;

/**
 * Which cycles of a run are recorded as waves. Tracing costs 5 to 20 times the run, so a replay
 * records only a window.
 */
public final class TraceWindow {
  private final Optional<Path> file;
  private final long fromCycle;
  private final long toCycle;

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

  /** Opens the file. */
  public void begin(RtlDut dut) {
    file.ifPresent(
        f -> {
          dut.openTrace(f);
          atCycle(dut);
        });
  }

  /** Switches recording according to the visible cycle. */
  public void atCycle(RtlDut dut) {
    if (isTraced()) {
      dut.recordTrace(dut.cycle() >= fromCycle && dut.cycle() < toCycle);
    }
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
    if (isTraced()) {
      dut.closeTrace();
    }
  }
}
