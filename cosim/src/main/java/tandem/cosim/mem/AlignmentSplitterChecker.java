package tandem.cosim.mem;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import tandem.bridge.Responder;
import tandem.cosim.check.Checker;
import tandem.cosim.check.Judge;
import tandem.cosim.check.Timeline;
import tandem.cosim.stream.Beat;
import tandem.model.mem.AlignmentSplitter;
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
final class AlignmentSplitterChecker implements Checker {
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

    /** A slot is held by one request from acceptance to end. */
    String tag() {
      return "request=" + request.number() + " slot=" + request.slot();
    }
  }

  private final AlignmentSplitter model;
  private final SpanCompletions completions;
  private final SplitCounters counters;
  private final MemoryAnswers answers;
  private final Judge judge;
  private final Deque<InFlight> inFlight = new ArrayDeque<>();
  private final Deque<InFlight> toIssue = new ArrayDeque<>();

  /**
   * @param memory how it answers bursts
   */
  AlignmentSplitterChecker(
      SplitterConfig config, Responder memory, Judge judge, Timeline timeline) {
    this.model = new AlignmentSplitter(config);
    this.completions = new SpanCompletions(config.requestSlots());
    this.counters = new SplitCounters(config);
    this.answers = new MemoryAnswers(memory);
    this.judge = judge;
    timeline.on("in", HostSpan.class, this::accepted);
    timeline.on("out", HostBurst.class, this::issued);
    timeline.on("response", BurstDone.class, this::answered);
    timeline.on("done", SpanDone.class, this::ended);
  }

  private void accepted(Beat<HostSpan> beat) {
    InFlight request = new InFlight(model.accept(beat.record()));
    completions.accept(request.request);
    counters.accepted(request.request);
    inFlight.add(request);
    if (!request.isComplete()) {
      toIssue.add(request);
    }
  }

  private void issued(Beat<HostBurst> beat) {
    while (!toIssue.isEmpty() && isCancelledBy(toIssue.element(), beat.record())) {
      cancel(toIssue.remove());
    }
    if (toIssue.isEmpty()) {
      judge.same("-", null, beat, "no burst is issued that no request needs");
    }
    InFlight request = toIssue.element();
    HostBurst expected = request.nextBurst();
    judge.same(request.tag(), expected, beat, "bursts of a request in order");
    judge.within(
        "offered",
        request.failedCycle + CANCEL_CYCLES,
        beat.offeredCycle(),
        request.tag(),
        beat,
        "AL-36: later bursts of a failed request are cancelled");
    request.issued++;
    counters.issued(expected);
    answers.asked(expected.slot(), beat.cycle());
    if (request.isComplete()) {
      toIssue.remove();
    }
  }

  private void answered(Beat<BurstDone> beat) {
    BurstDone answer = beat.record();
    BurstDone due = answers.take(beat.cycle());
    judge.passes("slot=" + answer.slot(), due, beat, "memory answers each burst once");
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
    SpanDone expected = oldest == null ? null : completions.poll().orElse(null);
    judge.same(
        oldest == null ? "-" : oldest.tag(),
        expected,
        beat,
        "AL-32, AL-36: one end for each request with its status, after its last burst was answered,"
            + " in order of acceptance");
    inFlight.remove();
    counters.done(expected);
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
    request.cancelled = true;
  }

  @Override
  public void finish() {
    String rule = "every request that was accepted ends";
    if (!inFlight.isEmpty()) {
      InFlight oldest = inFlight.element();
      if (!oldest.isComplete()) {
        judge.none(oldest.tag(), oldest.nextBurst(), rule);
      }
      judge.none("slot=" + oldest.request.slot(), answers.left(), "memory answers each burst once");
      judge.none(oldest.tag(), completions.poll().orElse(null), rule);
    }
  }

  @Override
  public Map<String, Long> counters() {
    return counters.toMap();
  }
}
