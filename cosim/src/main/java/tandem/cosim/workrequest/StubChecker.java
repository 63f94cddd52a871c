package tandem.cosim.workrequest;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import tandem.cosim.stream.Beat;
import tandem.model.record.Completion;
import tandem.model.record.Released;
import tandem.model.record.WorkOp;
import tandem.model.record.WorkRequest;
import tandem.model.record.WorkStatus;
import tandem.model.tx.ExecutionStub;
import tandem.model.tx.WorkRequestConfig;
import tandem.model.tx.WorkRequestCounters;

/**
 * Holds what the RTL of the execution stub did against the model: every completion in order, every
 * release once, none before its operation has ended, and completions not much later. The order
 * between releases of reads and of others is left to the RTL.
 */
final class StubChecker {
  static final String STAGE = "ExecutionStub";

  /** Cycles by which a completion may come later than it could. */
  private static final int LATE_CYCLES = 2;

  private record Due(long cycle, Released record) {}

  private final WorkRequestConfig config;
  private final StubLog log;
  private final ExecutionStub model;
  private final StageMismatch demand = new StageMismatch(STAGE);
  private final List<Due> ofReads = new ArrayList<>();
  private final List<Due> ofOthers = new ArrayList<>();
  private int loads;
  private long possibleCycle;

  StubChecker(WorkRequestConfig config, StubLog log) {
    this.config = config;
    this.log = log;
    model = new ExecutionStub(config, new WorkRequestCounters());
  }

  /**
   * Checks the whole log.
   *
   * @param requests that were offered
   * @throws tandem.cosim.check.MismatchException at the first difference
   */
  void check(int requests) {
    for (int i = 0; i < log.in().size(); i++) {
      Beat<WorkRequest> in = log.in().get(i);
      loadUntil(in.cycle());
      Completion expected = model.execute(in.record());
      boolean takesTime =
          in.record().op() == WorkOp.READ.code() && expected.status() == WorkStatus.OK;
      long end = in.cycle() + (takesTime ? config.readCycles() : 0);
      if (holdsContext(in.record().status())) {
        expectRelease(in.record(), expected.status(), end, takesTime);
      }
      if (i < log.completion().size()) {
        checkCompletion(expected, end, log.completion().get(i));
      }
    }
    demand.count("requests", requests, log.in().size(), "every request is taken");
    demand.count("completions", requests, log.completion().size(), "one for each request");
    checkReleases();
  }

  private void loadUntil(long cycle) {
    for (; loads < log.loaded().size() && log.loaded().get(loads).cycle() <= cycle; loads++) {
      model.slotLoaded(log.loaded().get(loads).record().slot());
    }
  }

  private static boolean holdsContext(WorkStatus arrived) {
    return arrived == WorkStatus.OK || arrived.breaksConnection();
  }

  private void expectRelease(WorkRequest in, WorkStatus status, long end, boolean takesTime) {
    boolean isRead = in.op() == WorkOp.READ.code();
    Released release = new Released(in.connection(), in.slot(), isRead, status.breaksConnection());
    boolean endsLater = takesTime && config.readCycles() > 0;
    (endsLater ? ofReads : ofOthers).add(new Due(end, release));
  }

  private void checkCompletion(Completion expected, long end, Beat<Completion> actual) {
    String tag = "entry=" + expected.entry();
    demand.same(tag, expected, actual, "D14: completions in the order of execution");
    demand.holds(actual.offeredCycle() > end, tag, actual, "nothing is completed before it ends");
    possibleCycle = Math.max(possibleCycle, end);
    demand.holds(
        actual.offeredCycle() <= possibleCycle + LATE_CYCLES,
        tag,
        actual,
        "what has ended is completed when those before it are");
    possibleCycle = actual.cycle();
  }

  /**
   * Each kind keeps its order. Records may be equal, so all ways in which those given so far can be
   * told apart are followed: the number of reads among them.
   */
  private void checkReleases() {
    Set<Integer> reads = new TreeSet<>(Set.of(0));
    for (int i = 0; i < log.released().size(); i++) {
      Beat<Released> actual = log.released().get(i);
      Set<Integer> next = new TreeSet<>();
      for (int n : reads) {
        if (fits(ofReads, n, actual)) {
          next.add(n + 1);
        }
        if (fits(ofOthers, i - n, actual)) {
          next.add(n);
        }
      }
      int other = i - reads.iterator().next();
      Released nearest = other < ofOthers.size() ? ofOthers.get(other).record : null;
      String rule = "a release when its operation has ended, each kind in order of execution";
      if (next.isEmpty()) {
        demand.same("release=" + i, nearest, actual, rule);
        demand.holds(false, "release=" + i, actual, rule);
      }
      reads = next;
    }
    demand.count(
        "releases",
        (long) ofReads.size() + ofOthers.size(),
        log.released().size(),
        "one release for each request with a context");
  }

  private static boolean fits(List<Due> due, int number, Beat<Released> actual) {
    return number < due.size()
        && due.get(number).record.equals(actual.record())
        && due.get(number).cycle < actual.offeredCycle();
  }
}
