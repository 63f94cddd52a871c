package tandem.waveforms.compare;

import java.io.IOException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.stream.Stream;
import tandem.waveforms.io.WaveSource;
import tandem.waveforms.signal.Signal;
import tandem.waveforms.signal.TimeScale;
import tandem.waveforms.signal.UnknownSignalException;
import tandem.waveforms.signal.WaveFormatException;

/** Compares two dumps of any formats, in memory that does not grow with them. */
public final class WaveCompare {
  private final WaveSource expected;
  private final WaveSource actual;
  private final CompareOptions options;
  private final Outcome outcome = new Outcome();
  private Pairing pairing;
  private List<SignalPair> comparable;
  private List<StreamPair> streams;
  private ValueRules rules;
  private long expectedEnd = -1;
  private long actualEnd = -1;

  private WaveCompare(WaveSource expected, WaveSource actual, CompareOptions options) {
    this.expected = expected;
    this.actual = actual;
    this.options = options;
  }

  /**
   * Compares. A dump that breaks its format gives a result with {@link Comparison#problem}, which
   * holds what was found up to there.
   *
   * @throws UnknownSignalException if an option names a signal that is not there
   * @throws ComparisonRefused if the dumps have nothing that could be compared
   * @throws IOException if a file cannot be read at all
   */
  public static Comparison compare(WaveSource expected, WaveSource actual, CompareOptions options)
      throws IOException {
    return new WaveCompare(expected, actual, options).run();
  }

  private Comparison run() throws IOException {
    pairing = Pairing.of(expected.header(), actual.header(), options.mapping());
    comparable = new ArrayList<>();
    for (SignalPair pair : pairing.pairs()) {
      if (pair.sameShape()) {
        comparable.add(pair);
      } else {
        outcome.add(shape(pair));
      }
    }
    List<SignalPair> pairs = renumbered(comparable);
    rules = new ValueRules(pairs, options);
    streams = StreamPair.find(pairs);
    String problem = null;
    try {
      if (options.mode().clocked()) {
        clocked(pairs);
      } else {
        timed(pairs);
      }
    } catch (WaveFormatException e) {
      problem = e.getMessage();
    }
    return result(problem);
  }

  private static List<SignalPair> renumbered(List<SignalPair> pairs) {
    List<SignalPair> dense = new ArrayList<>();
    pairs.forEach(p -> dense.add(p.at(dense.size())));
    return dense;
  }

  private static Divergence shape(SignalPair pair) {
    String left = pair.expected().kind() + " of " + pair.expected().widthBits() + " bits";
    String right = pair.actual().kind() + " of " + pair.actual().widthBits() + " bits";
    return new Divergence(
        Divergence.Kind.SHAPE,
        pair.name(),
        pair.leaf(),
        -1,
        null,
        null,
        List.of(new Divergence.FieldValues(pair.leaf(), left, right, true)),
        "declared alike");
  }

  private void timed(List<SignalPair> pairs) throws IOException {
    TimeScale left = expected.header().timeScale();
    TimeScale right = actual.header().timeScale();
    TimeScale common = left.exponent() < right.exponent() ? left : right;
    try (MomentSide a = new MomentSide(expected, values(pairs, true), left.factorTo(common));
        MomentSide b = new MomentSide(actual, values(pairs, false), right.factorTo(common))) {
      new SignalComparator(pairs, streams, rules, outcome, options, a, b).moments(a, b);
      ends(a, b);
    } catch (ArithmeticException e) {
      throw new ComparisonRefused("times do not fit in 63 bits of " + common);
    }
  }

  private void clocked(List<SignalPair> pairs) throws IOException {
    if (options.mode().byRecord() && streams.isEmpty()) {
      throw new ComparisonRefused(
          "no stream in common: a stream is a one-bit signal '...valid' with its fields beside it");
    }
    ClockPick clocks = new ClockPick(options);
    try (EdgeSide a = clocks.open(expected, values(pairs, true), true);
        EdgeSide b = clocks.open(actual, values(pairs, false), false)) {
      if (options.mode().byRecord()) {
        new RecordComparator(streams, options, rules, outcome).run(a, b);
      } else {
        new SignalComparator(pairs, streams, rules, outcome, options, a, b).edges(a, b);
      }
      requireEdges(a, expected);
      requireEdges(b, actual);
      ends(a, b);
    }
  }

  private void requireEdges(EdgeSide side, WaveSource source) {
    if (side.cycle < options.firstCycle()) {
      throw new ComparisonRefused(
          "the clock of " + source.name() + " has no edge outside reset: nothing was compared");
    }
  }

  private static BitSet values(List<SignalPair> pairs, boolean isExpected) {
    BitSet wanted = new BitSet();
    pairs.forEach(p -> wanted.set(p.side(isExpected).valueId()));
    return wanted;
  }

  private void ends(Side a, Side b) {
    expectedEnd = a.pending() ? -1 : a.lastTime();
    actualEnd = b.pending() ? -1 : b.lastTime();
  }

  /** The pairs that were looked at: where records count, those that streams are made of. */
  private List<SignalPair> looked() {
    return options.mode().byRecord()
        ? streams.stream().flatMap(StreamPair::members).distinct().toList()
        : renumbered(comparable);
  }

  private Comparison.Coverage coverage(WaveSource source, boolean isExpected) {
    List<Signal> signals = source.header().signals();
    int[] missing = new int[signals.size()];
    signals.forEach(s -> missing[s.index()] = s.widthBits());
    BitSet seen = new BitSet();
    for (SignalPair pair : looked()) {
      SignalPart part = pair.side(isExpected);
      missing[part.signal().index()] -= part.widthBits();
      if (rules.compares(pair)) {
        seen.set(part.signal().index());
      }
    }
    int whole = (int) seen.stream().filter(i -> missing[i] == 0).count();
    int excluded = (int) signals.stream().filter(s -> !options.mapping().admits(s)).count();
    return new Comparison.Coverage(signals.size(), excluded, whole);
  }

  private Comparison result(String problem) {
    if (problem == null && outcome.samples == 0 && outcome.first() == null) {
      throw new ComparisonRefused("the dumps hold no values: nothing was compared");
    }
    long records = outcome.streams().stream().mapToLong(Comparison.StreamResult::compared).sum();
    if (problem == null && options.mode().byRecord() && records == 0 && outcome.first() == null) {
      throw new ComparisonRefused("no stream carried a record: nothing was compared");
    }
    return new Comparison(
        options.mode(),
        expected.name(),
        actual.name(),
        outcome.samples,
        comparable.size(),
        outcome.streams(),
        outcome.first(),
        pairing.onlyExpected(),
        pairing.onlyActual(),
        coverage(expected, true),
        coverage(actual, false),
        Stream.of(expected, actual)
            .flatMap(s -> s.remarks().stream().map(r -> s.name() + ": " + r))
            .distinct()
            .toList(),
        pairing.rule(),
        expectedEnd,
        actualEnd,
        problem);
  }
}
