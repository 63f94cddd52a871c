package tandem.cosim.splitter;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import tandem.cosim.check.Mismatch;
import tandem.cosim.check.MismatchException;
import tandem.cosim.check.RecordFields;
import tandem.cosim.stream.Beat;
import tandem.model.mem.SpanCompletions;
import tandem.model.mem.SplitCounters;
import tandem.model.mem.SplitRequest;
import tandem.model.mem.SplitterConfig;
import tandem.model.record.BurstDone;
import tandem.model.record.HostBurst;
import tandem.model.record.HostSpan;
import tandem.model.record.SpanDone;

/**
 * Holds what the RTL of the alignment splitter did against the model, record by record.
 *
 * <p>The one choice that time leaves to the RTL is how many bursts of a failing request are out
 * before the rest is cancelled. The checker first asks whether the choice was legal (the request
 * has failed, what was issued is a prefix, and nothing was offered later than {@link
 * #CANCEL_CYCLES} after the failure), then the model follows it.
 */
public final class AlignmentSplitterChecker {
  /** The stage this checker speaks for. */
  public static final String STAGE = "AlignmentSplitter";

  /** Cycles after a failed answer in which a burst of that request may still be offered first. */
  static final int CANCEL_CYCLES = 2;

  /** Later than every cycle, with room to add to it. */
  private static final long NEVER = Long.MAX_VALUE / 2;

  /** A request between acceptance and its end. */
  private static final class InFlight {
    final SplitRequest request;
    int issued;
    long failedCycle = NEVER;
    boolean cancelled;

    InFlight(SplitRequest request) {
      this.request = request;
    }

    boolean isComplete() {
      return cancelled || issued == request.bursts().size();
    }

    HostBurst nextBurst() {
      return request.bursts().get(issued);
    }
  }

  private final Function<HostSpan, SplitRequest> model;
  private final SpanCompletions completions;
  private final SplitCounters counters;
  private final SplitterLog log;
  private final Deque<InFlight> inFlight = new ArrayDeque<>();
  private final Deque<InFlight> toIssue = new ArrayDeque<>();
  private final List<HostBurst> expectedBursts = new ArrayList<>();
  private long cancelledBursts;

  /**
   * @param model gives for each request in turn what is to be issued for it
   */
  public AlignmentSplitterChecker(
      SplitterConfig config, Function<HostSpan, SplitRequest> model, SplitterLog log) {
    this.model = model;
    this.completions = new SpanCompletions(config.requestSlots());
    this.counters = new SplitCounters(config);
    this.log = log;
  }

  /**
   * Checks the whole log.
   *
   * @throws MismatchException at the first difference
   */
  public void check(List<HostSpan> stimulus) {
    checkAccepted(stimulus);
    // Of a run that hangs the first record that is missing says more than how many are.
    EventOrder order = new EventOrder(log);
    order.forEach(this::accepted, this::issued, this::answered, this::ended);
    if (!inFlight.isEmpty()) {
      fail(
          -1,
          missing(),
          "every request that was accepted ends; accepted="
              + log.in().size()
              + " of "
              + stimulus.size());
    }
    checkAcceptedAll(stimulus);
    checkCounters();
  }

  /** The bursts that the model issued, in order, up to and including the first that differs. */
  public List<HostBurst> expectedBursts() {
    return expectedBursts;
  }

  /** How often the allowance was used: bursts of failed requests that the RTL did not issue. */
  public long cancelledBursts() {
    return cancelledBursts;
  }

  private void checkAccepted(List<HostSpan> stimulus) {
    for (int i = 0; i < Math.min(stimulus.size(), log.in().size()); i++) {
      HostSpan expected = stimulus.get(i);
      HostSpan actual = log.in().get(i).record();
      if (!expected.equals(actual)) {
        fail(log.in().get(i).cycle(), RecordFields.of(expected, actual), "requests arrive as sent");
      }
    }
  }

  private void checkAcceptedAll(List<HostSpan> stimulus) {
    if (stimulus.size() != log.in().size()) {
      fail(
          -1,
          List.of(
              new Mismatch.Field(
                  "accepted", String.valueOf(stimulus.size()), String.valueOf(log.in().size()))),
          "every request offered is accepted; the RTL hangs");
    }
  }

  private void accepted(Beat<HostSpan> beat) {
    InFlight request = new InFlight(model.apply(beat.record()));
    completions.accept(request.request);
    counters.accepted(request.request);
    inFlight.add(request);
    if (!request.isComplete()) {
      toIssue.add(request);
    }
  }

  private void issued(Beat<HostBurst> beat) {
    HostBurst actual = beat.record();
    while (!toIssue.isEmpty() && isCancelledBy(toIssue.element(), actual)) {
      cancel(toIssue.remove());
    }
    if (toIssue.isEmpty()) {
      fail(beat.cycle(), RecordFields.of(null, actual), "no burst is issued that no request needs");
    }
    InFlight request = toIssue.element();
    HostBurst expected = request.nextBurst();
    expectedBursts.add(expected);
    if (!expected.equals(actual)) {
      fail(beat.cycle(), RecordFields.of(expected, actual), "bursts of a request in order");
    }
    if (beat.offeredCycle() > request.failedCycle + CANCEL_CYCLES) {
      fail(
          beat.cycle(),
          List.of(
              new Mismatch.Field(
                  "offered",
                  "<= " + (request.failedCycle + CANCEL_CYCLES),
                  String.valueOf(beat.offeredCycle()))),
          "AL-36: later bursts of a failed request are cancelled");
    }
    request.issued++;
    counters.issued(expected);
    if (request.isComplete()) {
      toIssue.remove();
    }
  }

  private void answered(Beat<BurstDone> beat) {
    BurstDone answer = beat.record();
    completions.answer(answer);
    if (answer.failed()) {
      inFlight.stream()
          .filter(r -> r.request.slot() == answer.slot())
          .forEach(r -> r.failedCycle = Math.min(r.failedCycle, beat.cycle()));
    }
  }

  private void ended(Beat<SpanDone> beat) {
    InFlight oldest = inFlight.peek();
    if (oldest != null && !oldest.isComplete() && hasFailed(oldest)) {
      toIssue.remove(oldest);
      cancel(oldest);
    }
    Optional<SpanDone> expected = oldest == null ? Optional.empty() : completions.poll();
    if (expected.isEmpty()) {
      fail(
          beat.cycle(),
          RecordFields.of(null, beat.record()),
          "AL-32: a request ends after its last burst was answered, in order of acceptance");
    }
    inFlight.remove();
    if (!expected.get().equals(beat.record())) {
      fail(
          beat.cycle(),
          RecordFields.of(expected.get(), beat.record()),
          "AL-32, AL-36: one end for each request with its status");
    }
    counters.done(expected.get());
  }

  /** Whether a burst shows that the RTL cancelled the rest of a request: it belongs to another. */
  private boolean isCancelledBy(InFlight request, HostBurst next) {
    boolean anotherRequest = next.slot() != request.request.slot() || next.first();
    return hasFailed(request) && anotherRequest;
  }

  private static boolean hasFailed(InFlight request) {
    return request.failedCycle != NEVER;
  }

  private void cancel(InFlight request) {
    completions.cancelAfter(request.request.slot(), request.issued);
    cancelledBursts += request.request.bursts().size() - request.issued;
    request.cancelled = true;
  }

  private List<Mismatch.Field> missing() {
    InFlight oldest = inFlight.element();
    return oldest.isComplete()
        ? List.of(new Mismatch.Field("status", "an end", "-"))
        : RecordFields.of(oldest.nextBurst(), null);
  }

  private void checkCounters() {
    Map<String, Long> expected = counters.toMap();
    if (!expected.equals(log.counters())) {
      List<Mismatch.Field> fields = new ArrayList<>();
      expected.forEach(
          (name, value) ->
              fields.add(
                  new Mismatch.Field(
                      name, String.valueOf(value), String.valueOf(log.counters().get(name)))));
      fail(-1, fields, "AL-21: the counters of both sides are equal");
    }
  }

  private void fail(long cycle, List<Mismatch.Field> fields, String rule) {
    InFlight about = toIssue.isEmpty() ? inFlight.peek() : toIssue.element();
    String tag = about == null ? "-" : "request=" + about.request.number();
    List<String> journey = about == null ? List.of() : Journey.of(log, about.request);
    throw new MismatchException(new Mismatch(STAGE, cycle, tag, fields, rule, journey));
  }
}
