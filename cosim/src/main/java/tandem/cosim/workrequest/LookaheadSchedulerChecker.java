package tandem.cosim.workrequest;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import tandem.bridge.Pauses;
import tandem.cosim.check.Mismatch;
import tandem.cosim.check.MismatchException;
import tandem.cosim.check.RecordFields;
import tandem.cosim.stream.Beat;
import tandem.model.record.DoorbellWrite;
import tandem.model.record.ScheduledRequest;
import tandem.model.tx.IllegalChoiceException;
import tandem.model.tx.LookaheadScheduler;
import tandem.model.tx.WorkRequestConfig;

/**
 * Holds what the RTL of the look-ahead scheduler did against the model, record by record.
 *
 * <p>Time leaves the RTL three choices, which it reports. Each is asked for its legality first,
 * then followed, and counted:
 *
 * <ul>
 *   <li>how far the window of a pick reached: it may lack only entries taken less than {@link
 *       #LAG_CYCLES} before the pick ({@link #laggingWindows});
 *   <li>which queue went next: exactly the next in turn where all have had entries, and no barrier,
 *       for {@link #LAG_CYCLES}, else one that has ({@link #queuesOutOfTurn});
 *   <li>which hints were dropped, where the cache is not blocking ({@link #droppedHints}).
 * </ul>
 *
 * <p>A pick is made in the cycle before its record is offered, since a record on offer must not
 * change.
 */
public final class LookaheadSchedulerChecker {
  /** The stage this checker speaks for. */
  public static final String STAGE = "LookaheadScheduler";

  /** A window reaches at least those entries that were taken so many cycles before the pick. */
  static final int LAG_CYCLES = 4;

  private static final long POSITION_MASK = 0xFFFF_FFFFL;

  private final WorkRequestConfig config;
  private final SchedulerLog log;
  private final SchedulerModel models;
  private final LookaheadScheduler model;
  private final BackPressureCheck backPressure;
  private final HintCheck hints;
  private final int[] hinted;
  private final List<ScheduledRequest> expected = new ArrayList<>();
  private final Map<Long, Long> acceptCycles = new HashMap<>();

  /** For each queue the cycles in which its entries were taken. */
  private final List<List<Long>> takenCycles = new ArrayList<>();

  /** For each queue the cycle in which a barrier last let it go on. */
  private final long[] barrierCycles;

  private final List<long[]> handovers = new ArrayList<>();
  private int nextDoorbell;
  private int nextCompletion;
  private int nextHandover;
  private long laggingWindows;
  private long queuesOutOfTurn;

  /**
   * @param doorbellPauses of the source of doorbells
   */
  public LookaheadSchedulerChecker(
      WorkRequestConfig config, SchedulerModel models, SchedulerLog log, Pauses doorbellPauses) {
    this.config = config;
    this.log = log;
    this.models = models;
    model = models.create(config);
    backPressure =
        new BackPressureCheck(
            config.numQueues(), config.queueDepth(), doorbellPauses, log.doorbells());
    hints = new HintCheck(config.hitsPassMisses());
    hinted = new int[config.prefetch()];
    barrierCycles = new long[config.numQueues()];
    Arrays.fill(barrierCycles, Long.MIN_VALUE);
    for (int i = 0; i < config.numQueues(); i++) {
      takenCycles.add(new ArrayList<>());
    }
  }

  /**
   * Checks the whole log.
   *
   * @throws MismatchException at the first difference
   */
  public void check(List<DoorbellWrite> stimulus) {
    for (Beat<ScheduledRequest> beat : log.scheduled()) {
      advance((log.offersSeen() ? beat.offeredCycle() : beat.cycle()) - 1);
      picked(beat);
    }
    advance(Long.MAX_VALUE);
    checkAll("doorbells", stimulus.size(), log.doorbells().size());
    checkAll("scheduled", stimulus.size(), log.scheduled().size());
    hints
        .check(log.hints())
        .ifPresent(
            w -> {
              throw new MismatchException(
                  new Mismatch(STAGE, w.cycle(), "hint", w.fields(), w.rule(), List.of()));
            });
  }

  /** What the model picked, in order. */
  public List<ScheduledRequest> expected() {
    return expected;
  }

  /**
   * Picks whose window did not reach as far as it could have. A barrier does not count: it goes
   * alone, whatever its window.
   */
  public long laggingWindows() {
    return laggingWindows;
  }

  /** Batches of another queue than the next in turn. */
  public long queuesOutOfTurn() {
    return queuesOutOfTurn;
  }

  /** Hints that the RTL did not give. */
  public long droppedHints() {
    return hints.dropped();
  }

  /** Takes in all that was posted and completed up to a cycle. */
  private void advance(long cycle) {
    while (nextCompletion < log.completions().size()
        && log.completions().get(nextCompletion).cycle() <= cycle) {
      SchedulerLog.Completed completed = log.completions().get(nextCompletion++);
      int queue = queueOf(completed.guest());
      boolean before = model.canStart(queue);
      model.completed(completed.guest());
      if (!before && model.canStart(queue)) {
        barrierCycles[queue] = completed.cycle();
      }
    }
    while (nextDoorbell < log.doorbells().size()
        && log.doorbells().get(nextDoorbell).cycle() <= cycle) {
      taken(nextDoorbell++);
    }
  }

  private void taken(int number) {
    Beat<DoorbellWrite> beat = log.doorbells().get(number);
    for (; nextHandover < handovers.size(); nextHandover++) {
      long[] handover = handovers.get(nextHandover);
      if (handover[0] >= beat.cycle()) {
        break;
      }
      backPressure.freed((int) handover[1], handover[2], handover[0]);
    }
    int queue = queueOf(beat.record().guest());
    OptionalLong wrong = backPressure.taken(number, queue);
    if (wrong.isPresent() || !model.hasRoom(beat.record().guest())) {
      String held = wrong.isPresent() ? String.valueOf(wrong.getAsLong()) : "-";
      fail(
          beat.cycle(),
          "doorbell=" + number,
          List.of(new Mismatch.Field("held", "full: " + config.queueDepth(), held)),
          "WR-35: a doorbell is held back while its queue is full, and only then");
    }
    acceptCycles.put(model.post(beat.record()), beat.cycle());
    takenCycles.get(queue).add(beat.cycle());
  }

  private void picked(Beat<ScheduledRequest> beat) {
    ScheduledRequest actual = beat.record();
    int queue = queueOf(actual.guest());
    boolean starts = !model.batchOpen();
    long tail = fullPosition(queue, actual.windowTail());
    boolean lags = (starts || config.liveScan()) && lags(beat, queue, tail);
    if (starts) {
      checkTurn(beat, queue);
    }
    try {
      model.pick(queue, tail);
    } catch (IllegalChoiceException e) {
      fail(beat.cycle(), "entry=" + actual.entry(), RecordFields.of(null, actual), e.getMessage());
    }
    ScheduledRequest request = models.picked(model);
    expected.add(request);
    if (!request.equals(actual)) {
      fail(
          beat.cycle(),
          "entry=" + actual.entry(),
          RecordFields.of(request, actual),
          "WR-3, WR-10, WR-21: the oldest request, then those of its connection in the window");
    }
    boolean isBarrier = log.doorbells().get((int) actual.entry()).record().barrier();
    laggingWindows += lags && !isBarrier ? 1 : 0;
    handovers.add(new long[] {beat.cycle(), queue, model.head(queue)});
    if (starts) {
      hints.batch(actual.batch(), beat.cycle(), hinted, models.hints(model, hinted));
    }
  }

  /** Whether a window reached less far than it could have; fails if less far than it may. */
  private boolean lags(Beat<ScheduledRequest> beat, int queue, long tail) {
    long largest = model.largestTail(queue);
    long mustReach = beat.offeredCycle() - 1 - LAG_CYCLES;
    List<Long> cycles = takenCycles.get(queue);
    int known = cycles.size();
    while (known > 0 && cycles.get(known - 1) > mustReach) {
      known--;
    }
    if (tail < Math.min(largest, known)) {
      fail(
          beat.cycle(),
          "entry=" + beat.record().entry(),
          List.of(
              new Mismatch.Field(
                  "windowTail", ">= " + Math.min(largest, known), String.valueOf(tail))),
          String.format(
              Locale.ROOT, "WR-17: a window lacks only entries of the last %d cycles", LAG_CYCLES));
    }
    return tail < largest;
  }

  private void checkTurn(Beat<ScheduledRequest> beat, int queue) {
    int inTurn = model.nextQueue();
    if (queue == inTurn) {
      return;
    }
    queuesOutOfTurn++;
    boolean allHaveEntries = true;
    long knownCycle = beat.offeredCycle() - 1 - LAG_CYCLES;
    for (int i = 0; i < config.numQueues(); i++) {
      long head = model.head(i);
      boolean known =
          head < takenCycles.get(i).size()
              && takenCycles.get(i).get((int) head) <= knownCycle
              && barrierCycles[i] <= knownCycle;
      allHaveEntries &= known && model.canStart(i);
    }
    if (allHaveEntries) {
      fail(
          beat.cycle(),
          "entry=" + beat.record().entry(),
          List.of(new Mismatch.Field("queue", String.valueOf(inTurn), String.valueOf(queue))),
          "queues that all have entries take turns");
    }
  }

  /** The position that those 32 bits stand for; windows are near the head. */
  private long fullPosition(int queue, long bits) {
    long head = model.head(queue);
    return head + (int) (bits - (head & POSITION_MASK));
  }

  private int queueOf(int guest) {
    return guest % config.numQueues();
  }

  private void checkAll(String stream, int wanted, int found) {
    if (wanted != found) {
      fail(
          -1,
          "-",
          List.of(new Mismatch.Field(stream, String.valueOf(wanted), String.valueOf(found))),
          "WR-13: every request posted is accepted and scheduled once; the RTL hangs");
    }
  }

  private void fail(long cycle, String tag, List<Mismatch.Field> fields, String rule) {
    List<String> journey = new ArrayList<>();
    if (tag.startsWith("entry=")) {
      Long accepted = acceptCycles.get(Long.parseLong(tag.substring("entry=".length())));
      journey.add(accepted == null ? "doorbell@-" : "doorbell@" + accepted);
      journey.add("scheduled@" + cycle);
    }
    throw new MismatchException(new Mismatch(STAGE, cycle, tag, fields, rule, journey));
  }
}
