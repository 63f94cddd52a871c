package tandem.waveforms.compare;

import java.io.IOException;
import java.util.BitSet;
import tandem.waveforms.io.WaveSource;

/** Samples at the edges of a clock that are not under reset, and counts them. */
final class EdgeSide extends Side {
  private final int clock;
  private final int reset;
  private final char resetReleased;
  private final boolean falling;
  private final boolean after;
  private boolean begun;

  /** {@code reset} is -1 if there is none. */
  EdgeSide(WaveSource source, BitSet wanted, int clock, int reset, CompareOptions options)
      throws IOException {
    super(source, wanted);
    this.cycle = options.firstCycle() - 1;
    this.clock = clock;
    this.reset = reset;
    this.resetReleased = options.resetActiveLow() ? '1' : '0';
    this.falling = options.fallingEdge();
    this.after = options.sampleAfter();
  }

  @Override
  boolean next() throws IOException {
    while (edge()) {
      // An unknown reset counts as reset: before the first pulse nothing is worth comparing.
      if (reset < 0 || is(reset, resetReleased)) {
        cycle++;
        return true;
      }
    }
    return false;
  }

  private boolean edge() throws IOException {
    while (pending()) {
      settle();
      boolean wasHigh = live(clock)[0] == '1';
      long time = pendingTime();
      applyMoment();
      boolean isHigh = live(clock)[0] == '1';
      // The first moment only states what the clock is.
      boolean edge = begun && (falling ? wasHigh && !isHigh : !wasHigh && isHigh);
      begun = true;
      if (edge) {
        if (after) {
          settle();
        }
        sampleTime = time;
        return true;
      }
    }
    return false;
  }
}
