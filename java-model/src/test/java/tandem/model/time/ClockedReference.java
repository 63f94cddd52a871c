package tandem.model.time;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.IntUnaryOperator;
import tandem.model.mem.AlignmentSplitter;
import tandem.model.mem.SplitterConfig;

/**
 * The same pipeline stepped cycle by cycle without a kernel, queue class or wake-up: slow and
 * plain, to hold the discrete-event prediction against.
 */
final class ClockedReference {
  private static final long NEVER = Long.MAX_VALUE / 4;

  private final SplitterConfig config;
  private final SplitterTimingParams params;
  private final int[] bursts;
  private final List<OfferedSpan> spans;
  final List<Long> accepts = new ArrayList<>();
  final List<Long> cuts = new ArrayList<>();
  final List<Long> issues = new ArrayList<>();
  final List<Long> dones = new ArrayList<>();
  private final List<Long> leaves = new ArrayList<>();
  private final List<Integer> outstanding = new ArrayList<>();
  private final List<Long> dues = new ArrayList<>();
  private final List<Long> answers = new ArrayList<>();
  private int lastAnswered = -1;
  private long stageFree;
  private int cutOfHead;
  private int cutSpans;
  private boolean offering;

  ClockedReference(SplitterConfig config, SplitterTimingParams params, List<OfferedSpan> spans) {
    this.config = config;
    this.params = params;
    this.spans = spans;
    AlignmentSplitter splitter = new AlignmentSplitter(config);
    bursts = spans.stream().mapToInt(s -> (int) splitter.burstCount(s.span())).toArray();
  }

  /** How often an answer overtook that of an earlier burst. */
  int overtakings;

  void run(
      CyclePattern source,
      CyclePattern sink,
      CyclePattern responses,
      CyclePattern doneSink,
      IntUnaryOperator latencyCycles) {
    for (long cycle = 0; dones.size() < spans.size(); cycle++) {
      boolean accepted = false;
      boolean issued = false;
      boolean answered = false;
      boolean done = false;
      boolean again = true;
      while (again) {
        again = false;
        if (!done && doneSink.ready(cycle) && doneOffer() <= cycle) {
          dones.add(cycle);
          done = again = true;
        }
        if (!issued && isOffered(cycle) && sink.ready(cycle)) {
          outstanding.add(issues.size());
          dues.add(cycle + latencyCycles.applyAsInt(issues.size()));
          answers.add(NEVER);
          issues.add(cycle);
          issued = again = true;
        }
        if (!answered && responses.ready(cycle) && answer(cycle)) {
          answered = again = true;
        }
        again |= cut(cycle);
        if (!accepted && mayAccept(cycle, source)) {
          leaves.add(bursts[accepts.size()] == 0 ? cycle : NEVER);
          accepts.add(cycle);
          offering = false;
          accepted = again = true;
        }
      }
    }
  }

  private boolean isOffered(long cycle) {
    int burst = issues.size();
    return burst < cuts.size() && cuts.get(burst) + params.cutToBurstCycles() <= cycle;
  }

  private boolean answer(long cycle) {
    Integer chosen = null;
    for (Integer burst : outstanding) {
      boolean due = dues.get(burst) <= cycle;
      if (due && (chosen == null || dues.get(burst) < dues.get(chosen))) {
        chosen = burst;
      }
    }
    if (chosen == null) {
      return false;
    }
    overtakings += chosen < lastAnswered ? 1 : 0;
    lastAnswered = Math.max(lastAnswered, chosen);
    answers.set(chosen, cycle);
    outstanding.remove(chosen);
    return true;
  }

  private boolean mayAccept(long cycle, CyclePattern source) {
    int next = accepts.size();
    boolean movedNow = next > 0 && accepts.get(next - 1) == cycle;
    if (next == spans.size() || movedNow || spans.get(next).earliestCycle() > cycle) {
      return false;
    }
    offering |= source.ready(cycle);
    return offering
        && placeFree(dones, next, config.requestSlots(), params.slotReleaseCycles(), cycle)
        && placesHeld(cycle) < params.spanPlaces();
  }

  /** Spans accepted whose last burst was not cut long enough ago. */
  private long placesHeld(long cycle) {
    return leaves.stream().filter(l -> l + params.spanReleaseCycles() > cycle).count();
  }

  private boolean cut(long cycle) {
    int span = cutSpans;
    boolean idle =
        span == accepts.size()
            || stageFree > cycle
            || accepts.get(span) + params.acceptToFirstCutCycles() > cycle;
    if (idle) {
      return false;
    }
    if (bursts[span] == 0) {
      cutSpans++;
      stageFree = cycle + params.emptyRequestCycles();
      return true;
    }
    int places = params.burstQueueBursts();
    if (!placeFree(issues, cuts.size(), places, params.burstReleaseCycles(), cycle)) {
      return false;
    }
    cuts.add(cycle);
    stageFree = cycle + params.burstCycles();
    if (++cutOfHead == bursts[span]) {
      leaves.set(span, cycle);
      cutSpans++;
      cutOfHead = 0;
    }
    return true;
  }

  private long doneOffer() {
    int span = dones.size();
    if (span == accepts.size()) {
      return NEVER;
    }
    if (bursts[span] == 0) {
      return accepts.get(span) + params.acceptToEmptyDoneCycles();
    }
    int end = end(span);
    if (end > answers.size()) {
      return NEVER;
    }
    long lastAnswer = Collections.max(answers.subList(end - bursts[span], end));
    return lastAnswer + params.responseToDoneCycles();
  }

  /** Number of the burst behind the last one of a span. */
  private int end(int span) {
    int end = 0;
    for (int i = 0; i <= span; i++) {
      end += bursts[i];
    }
    return end;
  }

  private static boolean placeFree(
      List<Long> pops, int push, int capacity, long releaseCycles, long cycle) {
    int owner = push - capacity;
    return owner < 0 || (owner < pops.size() && pops.get(owner) + releaseCycles <= cycle);
  }
}
