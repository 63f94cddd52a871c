package tandem.waveforms.compare;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;

/** Compares records of streams in their order; what is ahead on one side waits for the other. */
final class RecordComparator {
  private record Record(long index, Divergence.Point at, byte[][] fields) {}

  private final class Stream {
    final StreamPair pair;
    final Outcome.Entry entry;
    final Deque<Record> expected = new ArrayDeque<>();
    final Deque<Record> actual = new ArrayDeque<>();
    long expectedCount;
    long actualCount;

    Stream(StreamPair pair) {
      this.pair = pair;
      this.entry = outcome.entry(pair.name());
      this.entry.drift = new Drift.Counter();
    }
  }

  private final CompareOptions options;
  private final ValueRules rules;
  private final Outcome outcome;
  private final List<Stream> streams = new ArrayList<>();

  RecordComparator(
      List<StreamPair> pairs, CompareOptions options, ValueRules rules, Outcome outcome) {
    this.options = options;
    this.rules = rules;
    this.outcome = outcome;
    pairs.forEach(p -> streams.add(new Stream(p)));
  }

  /** Walks both sides so that neither runs ahead by more than a cycle. */
  void run(EdgeSide expected, EdgeSide actual) throws IOException {
    boolean left = true;
    boolean right = true;
    while (left || right) {
      left = left && expected.next();
      right = right && actual.next();
      if (left) {
        outcome.samples++;
        streams.forEach(s -> take(s, expected, true));
        expected.clearChanged();
      }
      if (right) {
        streams.forEach(s -> take(s, actual, false));
        actual.clearChanged();
      }
    }
    streams.forEach(s -> leftOver(s, expected, actual));
  }

  private void take(Stream stream, EdgeSide side, boolean isExpected) {
    if (stream.entry.divergence != null || !handshake(stream, side, isExpected)) {
      return;
    }
    List<SignalPair> fields = stream.pair.fields();
    byte[][] values = new byte[fields.size()][];
    for (int i = 0; i < values.length; i++) {
      SignalPair field = fields.get(i);
      values[i] = side.copy(field.side(isExpected).valueId());
    }
    long index = isExpected ? stream.expectedCount++ : stream.actualCount++;
    Record record = new Record(index, side.point(), values);
    Deque<Record> waiting = isExpected ? stream.actual : stream.expected;
    Record partner = waiting.poll();
    if (partner != null) {
      compare(stream, isExpected ? record : partner, isExpected ? partner : record);
      return;
    }
    Deque<Record> own = isExpected ? stream.expected : stream.actual;
    own.add(record);
    if (own.size() > options.maxPending()) {
      alone(stream, own.element(), isExpected, "within " + options.maxPending() + " records");
    }
  }

  private boolean handshake(Stream stream, EdgeSide side, boolean isExpected) {
    char valid = digit(stream.pair.valid(), side, isExpected);
    char ready = stream.pair.ready() == null ? '1' : digit(stream.pair.ready(), side, isExpected);
    boolean known = (valid == '0' || valid == '1') && (ready == '0' || ready == '1');
    if (!known && valid != '0' && ready != '0') {
      stream.entry.unknownHandshakes++;
    }
    return valid == '1' && ready == '1';
  }

  private static char digit(SignalPair pair, EdgeSide side, boolean isExpected) {
    SignalPart part = pair.side(isExpected);
    return (char) side.sampled[part.valueId()][part.from()];
  }

  private void compare(Stream stream, Record expected, Record actual) {
    int differing = firstDifference(stream, expected, actual);
    if (differing >= 0) {
      String field = stream.pair.fieldNames().get(differing);
      add(stream, Divergence.Kind.VALUE, field, expected, actual, "the same records in order");
      return;
    }
    stream.entry.compared++;
    stream.entry.drift.add(actual.at().cycle() - expected.at().cycle());
    boolean timed = options.mode() == CompareMode.TOLERANCE;
    if (timed && !options.tolerance().allows(expected.at().cycle(), actual.at().cycle())) {
      long drift = actual.at().cycle() - expected.at().cycle();
      String rule =
          options.tolerance()
              + String.format(Locale.ROOT, " of the expected cycle; it is off by %+d", drift);
      add(stream, Divergence.Kind.TIME, "", expected, actual, rule);
    }
  }

  private int firstDifference(Stream stream, Record expected, Record actual) {
    for (int i = 0; i < expected.fields().length; i++) {
      SignalPair field = stream.pair.fields().get(i);
      if (!rules.equal(field, expected.fields()[i], actual.fields()[i])
          && !rules.dontCare(field.index(), expected.at().cycle())) {
        return i;
      }
    }
    return -1;
  }

  private void leftOver(Stream stream, EdgeSide expected, EdgeSide actual) {
    if (stream.entry.divergence != null) {
      return;
    }
    long slack = options.mode() == CompareMode.TOLERANCE ? options.tolerance().cycles() : 0;
    boolean missing = !stream.expected.isEmpty();
    Record head = missing ? stream.expected.peek() : stream.actual.peek();
    long otherEnd = missing ? actual.cycle : expected.cycle;
    if (head != null && !(options.ignoreTail() && head.at().cycle() + slack > otherEnd)) {
      alone(stream, head, missing, "before the dump ends at cycle " + otherEnd);
    }
  }

  private void alone(Stream stream, Record record, boolean missing, String until) {
    if (missing) {
      String rule = "the record comes on the actual side, " + until;
      add(stream, Divergence.Kind.MISSING, "", record, null, rule);
    } else {
      String rule = "the record comes on the expected side, " + until;
      add(stream, Divergence.Kind.EXTRA, "", null, record, rule);
    }
  }

  private void add(
      Stream stream, Divergence.Kind kind, String field, Record left, Record right, String rule) {
    List<Divergence.FieldValues> values = new ArrayList<>();
    List<SignalPair> fields = stream.pair.fields();
    for (int i = 0; i < fields.size(); i++) {
      SignalPair pair = fields.get(i);
      String expected =
          left == null ? "-" : pair.expected().text(left.fields()[i], options.radix());
      String actual = right == null ? "-" : pair.actual().text(right.fields()[i], options.radix());
      boolean differs =
          left == null || right == null || !rules.equal(pair, left.fields()[i], right.fields()[i]);
      String name = stream.pair.fieldNames().get(i);
      values.add(new Divergence.FieldValues(name, expected, actual, differs));
    }
    outcome.add(
        new Divergence(
            kind,
            stream.pair.name(),
            field,
            left != null ? left.index() : right.index(),
            left == null ? null : left.at(),
            right == null ? null : right.at(),
            values,
            rule));
    stream.expected.clear();
    stream.actual.clear();
  }
}
