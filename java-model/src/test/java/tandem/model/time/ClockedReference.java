package tandem.model.time;

import java.util.ArrayList;
import java.util.List;
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
  final List<Long> answers = new ArrayList<>();
  final List<Long> dones = new ArrayList<>();
  private final List<Long> leaves = new ArrayList<>();
  private long stageFree;
  private int cutOfHead;
  private boolean offering;

  ClockedReference(SplitterConfig config, SplitterTimingParams params, List<OfferedSpan> spans) {
    this.config = config;
    this.params = params;
    this.spans = spans;
    AlignmentSplitter splitter = new AlignmentSplitter(config);
    bursts = spans.stream().mapToInt(s -> (int) splitter.burstCount(s.span())).toArray();
  }

  void run(CyclePattern source, CyclePattern sink, CyclePattern doneSink) {
    for (long cycle = 0; dones.size() < spans.size(); cycle++) {
      boolean accepted = false;
      boolean issued = false;
      boolean done = false;
      boolean again = true;
      while (again) {
        again = false;
        if (!done && doneSink.ready(cycle) && doneOffer() <= cycle) {
          dones.add(cycle);
          done = again = true;
        }
        if (!issued && issues.size() < cuts.size() && sink.ready(cycle)) {
          issues.add(cycle);
          answers.add(answerCycle(cycle));
          issued = again = true;
        }
        again |= cut(cycle);
        if (!accepted && mayAccept(cycle, source)) {
          accepts.add(cycle);
          offering = false;
          accepted = again = true;
        }
      }
    }
  }

  private long answerCycle(long issueCycle) {
    long earliest = issueCycle + params.memoryLatencyCycles();
    return answers.isEmpty()
        ? earliest
        : Math.max(earliest, answers.get(answers.size() - 1) + params.memoryServiceCycles());
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
        && placeFree(leaves, next, params.spanQueueSpans(), params.spanReleaseCycles(), cycle);
  }

  private boolean cut(long cycle) {
    int span = leaves.size();
    boolean idle =
        span == accepts.size()
            || stageFree > cycle
            || accepts.get(span) + params.acceptToFirstBurstCycles() > cycle;
    if (idle) {
      return false;
    }
    if (bursts[span] == 0) {
      leaves.add(cycle);
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
      leaves.add(cycle);
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
    int last = -1;
    for (int i = 0; i <= span; i++) {
      last += bursts[i];
    }
    return last < answers.size() ? answers.get(last) + params.responseToDoneCycles() : NEVER;
  }

  private static boolean placeFree(
      List<Long> pops, int push, int capacity, long releaseCycles, long cycle) {
    int owner = push - capacity;
    return owner < 0 || (owner < pops.size() && pops.get(owner) + releaseCycles <= cycle);
  }
}
