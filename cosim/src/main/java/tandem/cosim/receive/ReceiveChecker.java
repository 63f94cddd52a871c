package tandem.cosim.receive;

import java.util.List;
import java.util.Map;
import java.util.Set;
import tandem.cosim.check.CounterCheck;
import tandem.cosim.check.Mismatch;
import tandem.cosim.check.MismatchException;
import tandem.cosim.check.RecordFields;
import tandem.cosim.stream.Beat;
import tandem.model.record.FrameBeat;
import tandem.model.record.HostRun;
import tandem.model.record.PayloadBeat;
import tandem.model.record.SegmentPlace;
import tandem.model.rx.ReceiveConfig;

/**
 * Holds what the RTL of the receive path did against the model, record by record, and judges its
 * output by the invariants as well. Time leaves the RTL no choice: what is decided depends on the
 * order and the arrival of frames only, and these are taken from the log of the input.
 */
public final class ReceiveChecker {
  /** Takes frames and control events. */
  public static final String STAGE_IN = "Parser";

  /** Decides to which run a frame goes, and when a run ends. */
  public static final String STAGE_COALESCER = "SegmentCoalescer";

  /** Gives the bytes of the runs. */
  public static final String STAGE_PAYLOAD = "PayloadStream";

  /** Makes the new header of a run. */
  public static final String STAGE_HEADER = "HeaderBuilder";

  /** Counts. */
  public static final String STAGE_COUNTERS = "ReceiveCounters";

  /** What of a completion is the header builder's work; the rest comes with the run. */
  private static final Set<String> HEADER_FIELDS =
      Set.of("header", "headerBytes", "totalBytes", "checksumValid");

  private final ReceiveConfig config;
  private final ReceiveLog log;
  private final ReceiveExpectation model;

  /** A checker of one run of a path of that configuration. */
  public ReceiveChecker(ReceiveConfig config, ReceiveLog log) {
    this.config = config;
    this.log = log;
    this.model = new ReceiveExpectation(config);
  }

  /**
   * Checks the whole log.
   *
   * @throws MismatchException at the first difference of the first stage that differs
   */
  public void check(List<WireFrame> frames, List<ControlBeat> events) {
    model.run(frames, arrivals(frames), events);
    compare(STAGE_IN, events, log.control(), "events are taken as offered");
    compareOutputs(model, log.place(), log.payload(), log.out());
    compareCounters(model.counters(), log.counters());
    checkInvariants(frames);
  }

  /**
   * Compares what came out with what must have.
   *
   * @throws MismatchException at the first difference of the first stage that differs
   */
  static void compareOutputs(
      ReceiveExpectation model,
      List<Beat<SegmentPlace>> places,
      List<Beat<PayloadBeat>> payload,
      List<Beat<HostRun>> out) {
    compare(STAGE_COALESCER, model.places(), places, "every frame goes to its run, in order");
    compare(STAGE_COALESCER, model.runs(), out, "units in the order of the decisions");
    compare(STAGE_PAYLOAD, model.payload(), payload, "every byte that belongs to a run");
  }

  /** The cycle of the last beat of each frame, as the RTL counts. */
  private long[] arrivals(List<WireFrame> frames) {
    long[] arrivals = new long[frames.size()];
    int beat = 0;
    for (int i = 0; i < arrivals.length; i++) {
      for (FrameBeat expected : FrameBeat.of(frames.get(i).bytes(), frames.get(i).guest(), 0)) {
        if (beat == log.in().size()) {
          fail(STAGE_IN, -1, "frame=" + i, RecordFields.of(expected, null), "the RTL hangs");
        }
        Beat<FrameBeat> actual = log.in().get(beat++);
        if (!expected.data().equals(actual.record().data())) {
          fail(
              STAGE_IN,
              actual.cycle(),
              "frame=" + i,
              RecordFields.of(expected, actual.record()),
              "frames arrive as offered");
        }
        arrivals[i] = actual.cycle() - log.resetCycle();
      }
    }
    return arrivals;
  }

  /**
   * Compares records one by one.
   *
   * @throws MismatchException at the first difference
   */
  static <R extends Record> void compare(
      String stage, List<R> expected, List<Beat<R>> actual, String rule) {
    for (int i = 0; i < Math.max(expected.size(), actual.size()); i++) {
      R wanted = i < expected.size() ? expected.get(i) : null;
      Beat<R> found = i < actual.size() ? actual.get(i) : null;
      R record = found == null ? null : found.record();
      if (wanted == null || !wanted.equals(record)) {
        List<Mismatch.Field> fields = RecordFields.of(wanted, record);
        boolean headerOnly =
            fields.stream().allMatch(f -> !f.differs() || HEADER_FIELDS.contains(f.name()));
        fail(
            headerOnly ? STAGE_HEADER : stage,
            found == null ? -1 : found.cycle(),
            "record=" + i,
            fields,
            rule);
      }
    }
  }

  /** Compares all counters; one that only one side has differs. */
  static void compareCounters(Map<String, Long> expected, Map<String, Long> counters) {
    List<Mismatch.Field> fields = CounterCheck.fields(expected, counters, Set.of());
    if (fields.stream().anyMatch(Mismatch.Field::differs)) {
      fail(STAGE_COUNTERS, -1, "-", fields, "the counters of both sides are equal");
    }
  }

  private void checkInvariants(List<WireFrame> frames) {
    ReceivedUnits units = new ReceivedUnits(config);
    units.add(log.place(), log.payload());
    InvariantCheck invariants = new InvariantCheck(config);
    frames.forEach(f -> invariants.frame(f.bytes(), f.guest()));
    log.out().forEach(beat -> invariants.unit(units.take(beat.record())));
    invariants.finish();
  }

  private static void fail(
      String stage, long cycle, String tag, List<Mismatch.Field> fields, String rule) {
    throw new MismatchException(new Mismatch(stage, cycle, tag, fields, rule, List.of()));
  }
}
