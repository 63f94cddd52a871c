package tandem.cosim.tx;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.TreeSet;
import tandem.cosim.check.Checker;
import tandem.cosim.check.Judge;
import tandem.cosim.check.Timeline;
import tandem.cosim.stream.Beat;
import tandem.model.record.Completion;
import tandem.model.record.LoadedEvent;
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
public final class ExecutionStubChecker implements Checker {
  /** The stage this checker speaks for. */
  public static final String STAGE = "ExecutionStub";

  /** Cycles by which a completion may come later than it could. */
  private static final int LATE_CYCLES = 2;

  private record Due<R>(long cycle, R record) {}

  /** Releases of one kind, in order; those that have come for certain are forgotten. */
  private static final class Releases {
    private final List<Due<Released>> kept = new ArrayList<>();
    private long forgotten;

    void add(Due<Released> release) {
      kept.add(release);
    }

    long size() {
      return forgotten + kept.size();
    }

    Released record(long number) {
      return number < size() ? kept.get((int) (number - forgotten)).record : null;
    }

    boolean fits(long number, Beat<Released> actual) {
      return actual.record().equals(record(number))
          && kept.get((int) (number - forgotten)).cycle < actual.offeredCycle();
    }

    void forgetBefore(long number) {
      kept.subList(0, (int) (number - forgotten)).clear();
      forgotten = number;
    }
  }

  private final WorkRequestConfig config;
  private final Judge judge;
  private final ExecutionStub model;
  private final Queue<Due<Completion>> completions = new ArrayDeque<>();
  private final Releases ofReads = new Releases();
  private final Releases ofOthers = new Releases();

  /** Releases may be equal, so all numbers of reads there may be among those that came are kept. */
  private TreeSet<Long> reads = new TreeSet<>(List.of(0L));

  private long executed;
  private long completed;
  private long released;
  private long possibleCycle;

  /**
   * @param counters into which the model counts
   */
  public ExecutionStubChecker(
      WorkRequestConfig config, WorkRequestCounters counters, Judge judge, Timeline timeline) {
    this.config = config;
    this.judge = judge;
    model = new ExecutionStub(config, counters);
    timeline.on("loaded", LoadedEvent.class, beat -> model.slotLoaded(beat.record().slot()));
    timeline.on("in", WorkRequest.class, this::executed);
    timeline.on("completion", Completion.class, this::completed);
    timeline.on("released", Released.class, this::released);
  }

  private void executed(Beat<WorkRequest> beat) {
    WorkRequest in = beat.record();
    Completion completion = model.execute(in);
    WorkStatus status = completion.status();
    boolean isRead = in.op() == WorkOp.READ.code();
    boolean takesTime = isRead && status == WorkStatus.OK && config.readCycles() > 0;
    long end = beat.cycle() + (takesTime ? config.readCycles() : 0);
    executed++;
    completions.add(new Due<>(end, completion));
    if (in.status() == WorkStatus.OK || in.status().breaksConnection()) {
      Released release =
          new Released(in.connection(), in.slot(), isRead, status.breaksConnection());
      (takesTime ? ofReads : ofOthers).add(new Due<>(end, release));
    }
  }

  private void completed(Beat<Completion> beat) {
    Due<Completion> due = completions.poll();
    completed++;
    String tag = "entry=" + beat.record().entry();
    judge.same(
        tag, due == null ? null : due.record, beat, "D14: completions in the order of execution");
    judge.holds(beat.offeredCycle() > due.cycle, tag, beat, "nothing is completed before it ends");
    possibleCycle = Math.max(possibleCycle, due.cycle);
    judge.holds(
        beat.offeredCycle() <= possibleCycle + LATE_CYCLES,
        tag,
        beat,
        "what has ended is completed when those before it are");
    possibleCycle = beat.cycle();
  }

  private void released(Beat<Released> beat) {
    TreeSet<Long> next = new TreeSet<>();
    for (long n : reads) {
      if (ofReads.fits(n, beat)) {
        next.add(n + 1);
      }
      if (ofOthers.fits(released - n, beat)) {
        next.add(n);
      }
    }
    if (next.isEmpty()) {
      String tag = "release=" + released;
      String rule = "a release when its operation has ended, each kind in order of execution";
      judge.same(tag, ofOthers.record(released - reads.first()), beat, rule);
      judge.holds(false, tag, beat, rule);
    }
    reads = next;
    released++;
    ofReads.forgetBefore(reads.first());
    ofOthers.forgetBefore(released - reads.last());
  }

  @Override
  public void finish() {
    judge.count("completions", executed, completed, "one for each request");
    long due = ofReads.size() + ofOthers.size();
    judge.count("releases", due, released, "one release for each request with a context");
  }
}
