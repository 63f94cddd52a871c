package tandem.waveforms.compare;

import java.io.IOException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import tandem.waveforms.io.WaveSource;
import tandem.waveforms.signal.WaveFormatException;

/** Reads a run of cycles of both sides, with the same mapping, clock and reset as a comparison. */
public final class WindowSampler {
  private final Pairing pairing;
  private final List<StreamPair> streams;
  private final ClockPick clocks;
  private final Radix radix;
  private final WaveSource expected;
  private final WaveSource actual;

  private WindowSampler(WaveSource expected, WaveSource actual, CompareOptions options) {
    this.expected = expected;
    this.actual = actual;
    this.clocks = new ClockPick(options);
    this.radix = options.radix();
    this.pairing = Pairing.of(expected.header(), actual.header(), options.mapping());
    this.streams = StreamPair.find(pairing.pairs());
  }

  /**
   * Samples {@code cycles} cycles from {@code firstCycle} on.
   *
   * @param lone names of signals to show besides the streams
   */
  public static SampledWindow sample(
      WaveSource expected,
      WaveSource actual,
      CompareOptions options,
      long firstCycle,
      int cycles,
      List<String> lone)
      throws IOException {
    WindowSampler sampler = new WindowSampler(expected, actual, options);
    List<StreamPair> shown = new ArrayList<>(sampler.streams);
    for (SignalPair pair : sampler.pairing.pairs()) {
      if (lone.contains(pair.name())) {
        shown.add(new StreamPair(pair.name(), null, null, List.of(pair), List.of(pair.leaf())));
      }
    }
    List<List<SampledWindow.Sample>> left = sampler.side(shown, true, firstCycle, cycles);
    List<List<SampledWindow.Sample>> right = sampler.side(shown, false, firstCycle, cycles);
    List<SampledWindow.StreamSamples> result = new ArrayList<>();
    for (int i = 0; i < shown.size(); i++) {
      StreamPair s = shown.get(i);
      result.add(
          new SampledWindow.StreamSamples(
              s.name(),
              s.valid() != null,
              s.ready() != null,
              s.fieldNames(),
              left.get(i),
              right.get(i)));
    }
    return new SampledWindow(firstCycle, cycles, result);
  }

  private List<List<SampledWindow.Sample>> side(
      List<StreamPair> shown, boolean isExpected, long firstCycle, int cycles) throws IOException {
    List<List<SampledWindow.Sample>> rows = new ArrayList<>();
    shown.forEach(s -> rows.add(new ArrayList<>()));
    WaveSource source = isExpected ? expected : actual;
    BitSet wanted = new BitSet();
    shown.stream()
        .flatMap(StreamPair::members)
        .forEach(p -> wanted.set(p.side(isExpected).valueId()));
    try (EdgeSide side = clocks.open(source, wanted, isExpected)) {
      while (side.next() && side.cycle < firstCycle + cycles) {
        if (side.cycle >= firstCycle) {
          for (int i = 0; i < rows.size(); i++) {
            rows.get(i).add(sample(shown.get(i), side, isExpected));
          }
        }
        side.clearChanged();
      }
    } catch (WaveFormatException e) {
      // What lies before the fault is worth a picture; the comparison has reported the fault.
    }
    for (List<SampledWindow.Sample> row : rows) {
      while (row.size() < cycles) {
        row.add(SampledWindow.Sample.NONE);
      }
    }
    return rows;
  }

  private SampledWindow.Sample sample(StreamPair stream, EdgeSide side, boolean isExpected) {
    char valid = stream.valid() == null ? '1' : digit(stream.valid(), side, isExpected);
    char ready = stream.ready() == null ? '1' : digit(stream.ready(), side, isExpected);
    List<String> values = new ArrayList<>();
    for (SignalPair field : stream.fields()) {
      SignalPart part = field.side(isExpected);
      values.add(part.shortText(side.sampled[part.valueId()], radix));
    }
    return new SampledWindow.Sample(valid, ready, values);
  }

  private static char digit(SignalPair pair, EdgeSide side, boolean isExpected) {
    SignalPart part = pair.side(isExpected);
    return (char) side.sampled[part.valueId()][part.from()];
  }
}
