package tandem.waveforms.compare;

import java.io.IOException;
import java.util.BitSet;
import java.util.List;
import tandem.waveforms.io.WaveSource;
import tandem.waveforms.signal.Signal;
import tandem.waveforms.signal.SignalKind;
import tandem.waveforms.signal.UnknownSignalException;

/** Finds clock and reset of a side and opens it to be walked edge by edge. */
record ClockPick(CompareOptions options) {
  private static final List<String> USUAL = List.of("clock", "clk", "clk_i", "CLK", "CLOCK");

  /**
   * Opens a side; clock and reset are added to the wanted values.
   *
   * @throws UnknownSignalException for a clock or reset that is not there
   * @throws ComparisonRefused if no clock is named and none has a usual name
   */
  EdgeSide open(WaveSource source, BitSet wanted, boolean isExpected) throws IOException {
    Signal clock = clock(source, isExpected);
    Signal reset = named(source, options.reset(), isExpected);
    BitSet all = (BitSet) wanted.clone();
    all.set(clock.valueId());
    if (reset != null) {
      all.set(reset.valueId());
    }
    return new EdgeSide(
        source, all, clock.valueId(), reset == null ? -1 : reset.valueId(), options);
  }

  private static Signal named(WaveSource source, CompareOptions.Names names, boolean isExpected) {
    String name = names == null ? null : isExpected ? names.expected() : names.actual();
    return name == null ? null : bit(source, source.header().resolve(name));
  }

  private static Signal bit(WaveSource source, Signal signal) {
    if (signal.kind() != SignalKind.BITS || signal.widthBits() != 1) {
      throw new ComparisonRefused(
          "a clock or reset has one bit; " + source.name() + " has " + signal);
    }
    return signal;
  }

  private Signal clock(WaveSource source, boolean isExpected) {
    Signal named = named(source, options.clock(), isExpected);
    if (named != null) {
      return named;
    }
    for (String name : USUAL) {
      try {
        return bit(source, source.header().resolve(name));
      } catch (UnknownSignalException e) {
        // Try the next of the usual names.
      }
    }
    throw new ComparisonRefused("no clock found in " + source.name() + "; name it with --clock");
  }
}
