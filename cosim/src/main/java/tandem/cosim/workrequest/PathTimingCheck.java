package tandem.cosim.workrequest;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToLongFunction;
import tandem.cosim.stream.Beat;
import tandem.model.record.Completion;
import tandem.model.record.DoorbellWrite;
import tandem.model.record.RequestInContext;
import tandem.model.record.ScheduledRequest;
import tandem.model.record.WorkOp;
import tandem.model.record.WorkRequest;
import tandem.model.tx.QueueFormat;
import tandem.model.tx.WorkRequestConfig;
import tandem.model.tx.WorkRequestPrediction;
import tandem.model.tx.WorkRequestTiming;
import tandem.model.tx.WorkRequestTimingParams;
import tandem.model.workload.Requests;

/**
 * Lets the timing model run alone on the requests of a scenario and compares its cycles with the
 * RTL's. Not compared are scenarios that section 9 of the contract does not predict: with commands
 * or failures, with a host that answers out of order (jitter, or contexts whose lines are spaced,
 * so that they interleave), and with agents that pause.
 */
public final class PathTimingCheck {
  private static final long HORIZON_CYCLES = 1L << 40;

  private final PathScenario scenario;
  private final WorkRequestConfig config;
  private final PathLog log;
  private final int first;
  private final int count;

  private PathTimingCheck(PathScenario scenario, WorkRequestConfig config, PathLog log) {
    this.scenario = scenario;
    this.config = config;
    this.log = log;
    first = scenario.heldBarriers();
    count = scenario.postings().size() - first;
  }

  /** The differences of a scenario that can be predicted. */
  public static Optional<PathTiming> of(
      PathScenario scenario, WorkRequestConfig config, PathLog log) {
    PathTimingCheck check = new PathTimingCheck(scenario, config, log);
    return check.isPredictable() ? Optional.of(check.compare()) : Optional.empty();
  }

  private boolean isPredictable() {
    PathHostSpec host = scenario.host();
    boolean steady =
        !host.hasFaults()
            && host.jitterCycles() == 0
            && host.spacingCycles() == 0
            && scenario.pauses().equals(PathPauses.NEVER)
            && scenario.commands().isEmpty();
    return steady
        && count > 0
        && timed().stream().allMatch(this::isPlain)
        && (config.queueFormat() == QueueFormat.WR || hasOneQueueEach());
  }

  /** Else descriptors may be fetched in another order than they were posted in, and fail. */
  private boolean hasOneQueueEach() {
    Map<Integer, Integer> queues = new HashMap<>();
    for (PathPosting posting : timed()) {
      DoorbellWrite d = posting.doorbell();
      int queue = d.guest() % config.numQueues();
      if (queues.computeIfAbsent(d.connection(), connection -> queue) != queue) {
        return false;
      }
    }
    return true;
  }

  private boolean isPlain(PathPosting posting) {
    DoorbellWrite doorbell = posting.doorbell();
    return !posting.missing() && !doorbell.fail() && WorkOp.isLegal(doorbell.op());
  }

  private List<PathPosting> timed() {
    return scenario.postings().subList(first, first + count);
  }

  private WorkRequestPrediction predict() {
    Requests requests = new Requests(count);
    for (PathPosting posting : timed()) {
      DoorbellWrite d = posting.doorbell();
      requests.add(d.connection(), WorkOp.ofCode(d.op()), d.bytes(), d.guest(), d.fence());
      if (d.barrier()) {
        requests.asBarrier();
      }
    }
    PathHostSpec host = scenario.host();
    PathImage image = new PathImage(config, scenario.postings(), host);
    Iterator<PathPosting> arrivals = timed().iterator();
    return new WorkRequestTiming(
            config, WorkRequestTimingParams.DEFAULTS.withHostLatency(host.latencyCycles()))
        .predict(
            requests,
            () -> arrivals.next().afterCycles(),
            image.contexts(),
            first > 0,
            HORIZON_CYCLES);
  }

  private PathTiming compare() {
    WorkRequestPrediction expected = predict();
    long[] doorbell = cycles(log.doorbells(), null);
    long[] scheduled = cycles(log.scheduled(), ScheduledRequest::entry);
    long[] inContext = cycles(log.inContext(), RequestInContext::entry);
    long[] workRequest = cycles(log.workRequests(), WorkRequest::entry);
    long[] completion = cycles(log.completions(), Completion::entry);
    List<PathTiming.Hop> hops =
        List.of(
            first > 0
                ? hop(
                    "scheduled after first pick",
                    firstOf(expected.scheduledCycles()),
                    expected.scheduledCycles(),
                    firstOf(scheduled),
                    scheduled)
                : hop(
                    "scheduled after doorbell",
                    expected.doorbellCycles(),
                    expected.scheduledCycles(),
                    doorbell,
                    scheduled),
            hop(
                "inContext after scheduled",
                expected.scheduledCycles(),
                expected.inContextCycles(),
                scheduled,
                inContext),
            hop(
                "workRequest after scheduled",
                expected.scheduledCycles(),
                expected.workRequestCycles(),
                scheduled,
                workRequest),
            hop(
                "completion after scheduled",
                expected.scheduledCycles(),
                expected.completionCycles(),
                scheduled,
                completion));
    return new PathTiming(
        count,
        span(expected.scheduledCycles(), expected.completionCycles()),
        span(scheduled, completion),
        hops);
  }

  private static long span(long[] from, long[] to) {
    return Arrays.stream(to).max().orElseThrow() - Arrays.stream(from).min().orElseThrow() + 1;
  }

  /**
   * The earliest of the cycles, for each: where the start is held, how long a request waited in its
   * queue is the doing of the harness.
   */
  private static long[] firstOf(long[] cycles) {
    long[] same = new long[cycles.length];
    Arrays.fill(same, Arrays.stream(cycles).min().orElseThrow());
    return same;
  }

  /** The cycles by entry, those of the barriers left out. */
  private <R extends Record> long[] cycles(List<Beat<R>> beats, ToLongFunction<R> entry) {
    long[] cycles = new long[count];
    for (int i = 0; i < beats.size(); i++) {
      long number = entry == null ? i : entry.applyAsLong(beats.get(i).record());
      if (number >= first) {
        cycles[(int) number - first] = beats.get(i).cycle();
      }
    }
    return cycles;
  }

  private static PathTiming.Hop hop(
      String name, long[] expectedFrom, long[] expectedTo, long[] from, long[] to) {
    double delays = 0;
    double errors = 0;
    long worst = 0;
    for (int i = 0; i < to.length; i++) {
      long delay = to[i] - from[i];
      long error = Math.abs(expectedTo[i] - expectedFrom[i] - delay);
      delays += delay;
      errors += error;
      worst = Math.max(worst, error);
    }
    return new PathTiming.Hop(name, delays / to.length, errors / to.length, worst);
  }
}
