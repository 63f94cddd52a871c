package tandem.waveforms.compare;

import java.io.IOException;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;

/** Compares signals sample by sample; looks only at pairs that changed on a side. */
final class SignalComparator {
  private final List<SignalPair> pairs;
  private final String[] owners;
  private final String[] fields;
  private final ValueRules rules;
  private final Outcome outcome;
  private final boolean ignoreTail;
  private final Radix radix;
  private final int[][] pairsOfExpected;
  private final int[][] pairsOfActual;
  private final BitSet touched = new BitSet();

  /** Unequal pairs that a window excuses for now. */
  private final BitSet excused = new BitSet();

  private final BitSet reported = new BitSet();

  SignalComparator(
      List<SignalPair> pairs,
      List<StreamPair> streams,
      ValueRules rules,
      Outcome outcome,
      CompareOptions options,
      Side expected,
      Side actual) {
    this.pairs = pairs;
    this.rules = rules;
    this.outcome = outcome;
    this.ignoreTail = options.ignoreTail();
    this.radix = options.radix();
    this.owners = new String[pairs.size()];
    this.fields = new String[pairs.size()];
    name(streams);
    this.pairsOfExpected = new int[expected.header.valueCount()][];
    this.pairsOfActual = new int[actual.header.valueCount()][];
    for (SignalPair pair : pairs) {
      append(pairsOfExpected, pair.expected().valueId(), pair.index());
      append(pairsOfActual, pair.actual().valueId(), pair.index());
    }
  }

  private static void append(int[][] table, int valueId, int pair) {
    int[] old = table[valueId] == null ? new int[0] : table[valueId];
    table[valueId] = Arrays.copyOf(old, old.length + 1);
    table[valueId][old.length] = pair;
  }

  private void name(List<StreamPair> streams) {
    for (SignalPair pair : pairs) {
      owners[pair.index()] = pair.name();
      fields[pair.index()] = pair.leaf();
    }
    for (StreamPair stream : streams) {
      own(stream, stream.valid(), "valid");
      own(stream, stream.ready(), "ready");
      for (int i = 0; i < stream.fields().size(); i++) {
        own(stream, stream.fields().get(i), stream.fieldNames().get(i));
      }
    }
  }

  private void own(StreamPair stream, SignalPair member, String field) {
    if (member != null) {
      owners[member.index()] = stream.name();
      fields[member.index()] = field;
    }
  }

  /** Compares edge by edge. */
  void edges(EdgeSide expected, EdgeSide actual) throws IOException {
    while (true) {
      boolean left = expected.next();
      boolean right = actual.next();
      if (!left || !right) {
        if (left != right && !ignoreTail) {
          Side longer = left ? expected : actual;
          length(left ? longer.point() : null, left ? null : longer.point(), "a clock edge more");
        }
        return;
      }
      sample(expected, actual, expected.cycle);
    }
  }

  /** Compares moment by moment in a common unit of time. */
  void moments(MomentSide expected, MomentSide actual) throws IOException {
    while (expected.pending() || actual.pending()) {
      long left = expected.nextCommonTime();
      long right = actual.nextCommonTime();
      if (ignoreTail
          && (!expected.pending() && right > expected.lastCommonTime()
              || !actual.pending() && left > actual.lastCommonTime())) {
        return;
      }
      if (left <= right) {
        expected.next();
      }
      if (right <= left) {
        actual.next();
      }
      expected.standAt(Math.min(left, right));
      actual.standAt(Math.min(left, right));
      sample(expected, actual, expected.sampleTime);
    }
    if (expected.lastCommonTime() != actual.lastCommonTime() && !ignoreTail) {
      length(
          new Divergence.Point(-1, expected.lastTime()),
          new Divergence.Point(-1, actual.lastTime()),
          "the dumps end at the same time");
    }
  }

  private void length(Divergence.Point left, Divergence.Point right, String rule) {
    outcome.add(
        new Divergence(
            Divergence.Kind.LENGTH, "(end of dump)", "", -1, left, right, List.of(), rule));
  }

  private void sample(Side expected, Side actual, long position) {
    outcome.samples++;
    collect(expected, pairsOfExpected);
    collect(actual, pairsOfActual);
    if (rules.hasWindows()) {
      touched.or(excused);
    }
    for (int i = touched.nextSetBit(0); i >= 0; i = touched.nextSetBit(i + 1)) {
      SignalPair pair = pairs.get(i);
      byte[] left = expected.sampled[pair.expected().valueId()];
      byte[] right = actual.sampled[pair.actual().valueId()];
      boolean equal = rules.equal(pair, left, right);
      excused.set(i, !equal);
      if (!equal && !rules.dontCare(i, position)) {
        report(pair, expected, actual);
      }
    }
    touched.clear();
    expected.clearChanged();
    actual.clearChanged();
  }

  private void collect(Side side, int[][] pairsOfValue) {
    for (int i = 0; i < side.changedCount; i++) {
      for (int pair :
          pairsOfValue[side.changed[i]] == null ? new int[0] : pairsOfValue[side.changed[i]]) {
        if (!reported.get(pair)) {
          touched.set(pair);
        }
      }
    }
  }

  private void report(SignalPair pair, Side expected, Side actual) {
    reported.set(pair.index());
    excused.clear(pair.index());
    String stream = owners[pair.index()];
    Outcome.Entry entry = outcome.entry(stream);
    if (entry.divergence != null) {
      return;
    }
    entry.compared = outcome.samples - 1;
    String left = pair.expected().text(expected.sampled[pair.expected().valueId()], radix);
    String right = pair.actual().text(actual.sampled[pair.actual().valueId()], radix);
    outcome.add(
        new Divergence(
            Divergence.Kind.VALUE,
            stream,
            fields[pair.index()],
            -1,
            expected.point(),
            actual.point(),
            List.of(new Divergence.FieldValues(fields[pair.index()], left, right, true)),
            "equal at every " + (expected.cycle >= 0 ? "clock edge" : "moment")));
  }
}
