package tandem.cosim.tx;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Queue;
import tandem.bridge.Pauses;
import tandem.cosim.check.Checker;
import tandem.cosim.check.Judge;
import tandem.cosim.check.Timeline;
import tandem.cosim.stream.Beat;
import tandem.model.record.DoorbellWrite;
import tandem.model.record.PrefetchHint;
import tandem.model.record.ScheduledRequest;
import tandem.model.tx.LookaheadScheduler;
import tandem.model.tx.WorkRequestConfig;
import tandem.model.tx.WorkRequestCounters;

/**
 * Holds what the RTL of the look-ahead scheduler did against the model, record by record.
 *
 * <p>Time leaves the RTL three choices, which it reports. Each is asked for its legality first,
 * then followed, and counted:
 *
 * <ul>
 *   <li>how far the window of a pick reached: it may lack only entries taken less than {@link
 *       #LAG_CYCLES} before the pick ({@link #LAGGING});
 *   <li>which queue went next: exactly the next in turn where all have had entries, and no barrier,
 *       for {@link #LAG_CYCLES}, else one that has ({@link #OUT_OF_TURN});
 *   <li>which hints were dropped, where the cache is not blocking ({@link #DROPPED}).
 * </ul>
 *
 * <p>A pick is made in the cycle before its record is offered, since a record on offer must not
 * change. What comes in is kept until a pick is known to have been made after it.
 */
public final class LookaheadSchedulerChecker implements Checker {
  /** The stage this checker speaks for. */
  public static final String STAGE = "LookaheadScheduler";

  /**
   * Picks whose window did not reach as far as it could have. A barrier does not count: it goes
   * alone, whatever its window.
   */
  public static final String LAGGING = "windows that lag";

  /** Batches of another queue than the next in turn. */
  public static final String OUT_OF_TURN = "queues out of turn";

  /** Hints that the RTL did not give. */
  public static final String DROPPED = "hints dropped by the scheduler";

  /** A window reaches at least those entries that were taken so many cycles before the pick. */
  static final int LAG_CYCLES = 4;

  private static final long POSITION_MASK = 0xFFFF_FFFFL;

  private record Completed(long cycle, int guest) {}

  private record Handover(long cycle, int queue, long head) {}

  private final WorkRequestConfig config;
  private final Judge judge;
  private final boolean offersSeen;
  private final LookaheadScheduler model;
  private final BackPressureCheck backPressure;
  private final HintCheck hints;
  private final int[] hinted;
  private final Queue<Beat<DoorbellWrite>> doorbells = new ArrayDeque<>();
  private final Queue<Completed> completions = new ArrayDeque<>();
  private final Queue<Handover> handovers = new ArrayDeque<>();
  private final EntryCycles[] takenCycles;

  /** What was posted and not picked, by its entry. */
  private final Map<Long, Beat<DoorbellWrite>> waiting = new HashMap<>();

  /** For each queue the cycle in which a barrier last let it go on. */
  private final long[] barrierCycles;

  private long lastHandover = -1;
  private long posted;
  private long picks;
  private long laggingWindows;
  private long queuesOutOfTurn;

  /**
   * @param counters into which the model counts
   * @param doorbellPauses of the source of doorbells
   * @param offersSeen whether it is seen when requests are offered; else they are said to have been
   *     offered as early as they could be
   */
  public LookaheadSchedulerChecker(
      WorkRequestConfig config,
      WorkRequestCounters counters,
      Pauses doorbellPauses,
      boolean offersSeen,
      Judge judge) {
    this.config = config;
    this.offersSeen = offersSeen;
    this.judge = judge;
    model = new LookaheadScheduler(config, counters);
    backPressure = new BackPressureCheck(config.numQueues(), config.queueDepth(), doorbellPauses);
    hints = new HintCheck(config.hitsPassMisses(), judge);
    hinted = new int[config.prefetch()];
    barrierCycles = new long[config.numQueues()];
    Arrays.fill(barrierCycles, Long.MIN_VALUE);
    takenCycles = new EntryCycles[config.numQueues()];
    Arrays.setAll(takenCycles, i -> new EntryCycles());
  }

  /** Listens to the streams that are the stage's wherever it stands. */
  public void join(Timeline timeline) {
    timeline.on("doorbell", DoorbellWrite.class, doorbells::add);
    timeline.on("scheduled", ScheduledRequest.class, this::picked);
    timeline.on("hint", PrefetchHint.class, hints::hinted);
  }

  /** A request of a guest was completed. */
  public void completed(long cycle, int guest) {
    completions.add(new Completed(cycle, guest));
  }

  @Override
  public Map<String, Long> allowances() {
    Map<String, Long> uses = new LinkedHashMap<>();
    uses.put(LAGGING, laggingWindows);
    uses.put(OUT_OF_TURN, queuesOutOfTurn);
    uses.put(DROPPED, hints.dropped());
    return uses;
  }

  @Override
  public void finish() {
    advance(Long.MAX_VALUE);
    judge.count(
        "scheduled",
        posted,
        picks,
        "WR-13: every request posted is accepted and scheduled once; the RTL hangs");
    hints.finish();
  }

  /** Takes in all that was posted and completed up to a cycle. */
  private void advance(long cycle) {
    while (!completions.isEmpty() && completions.element().cycle <= cycle) {
      Completed completed = completions.remove();
      int queue = queueOf(completed.guest);
      boolean before = model.canStart(queue);
      model.completed(completed.guest);
      if (!before && model.canStart(queue)) {
        barrierCycles[queue] = completed.cycle;
      }
    }
    while (!doorbells.isEmpty() && doorbells.element().cycle() <= cycle) {
      taken(doorbells.remove());
    }
  }

  private void taken(Beat<DoorbellWrite> beat) {
    while (!handovers.isEmpty() && handovers.element().cycle < beat.cycle()) {
      Handover handover = handovers.remove();
      backPressure.freed(handover.queue, handover.head, handover.cycle);
    }
    int guest = beat.record().guest();
    int queue = queueOf(guest);
    OptionalLong wrong = backPressure.taken(beat, queue);
    if (wrong.isPresent() || !model.hasRoom(guest)) {
      throw judge.wrong(
          "held",
          "full: " + config.queueDepth(),
          wrong.isPresent() ? String.valueOf(wrong.getAsLong()) : "-",
          "doorbell=" + posted,
          beat.cycle(),
          "WR-35: a doorbell is held back while its queue is full, and only then");
    }
    posted++;
    long entry = model.post(beat.record()) & POSITION_MASK;
    waiting.put(entry, beat);
    judge.began("entry=" + entry, "doorbell@" + beat.cycle());
    takenCycles[queue].add(beat.cycle());
  }

  private void picked(Beat<ScheduledRequest> beat) {
    advance((offersSeen ? beat.offeredCycle() : beat.cycle()) - 1);
    long offeredCycle = offersSeen ? beat.offeredCycle() : lastHandover + 1;
    lastHandover = beat.cycle();
    // A pick cannot know what was taken less than that before it.
    long knownCycle = offeredCycle - 1 - LAG_CYCLES;
    ScheduledRequest actual = beat.record();
    String tag = tag(beat);
    int queue = queueOf(actual.guest());
    boolean starts = !model.batchOpen();
    long tail = fullPosition(queue, actual.windowTail());
    boolean lags = (starts || config.liveScan()) && lags(beat, knownCycle, queue, tail);
    if (starts) {
      checkTurn(beat, knownCycle, queue);
    }
    judge.legally(tag, beat, () -> model.pick(queue, tail));
    judge.same(
        tag,
        model.picked(),
        beat,
        "WR-3, WR-10, WR-21: the oldest request, then those of its connection in the window");
    picks++;
    judge.ended(tag);
    boolean isBarrier = waiting.remove(actual.entry()).record().barrier();
    laggingWindows += lags && !isBarrier ? 1 : 0;
    handovers.add(new Handover(beat.cycle(), queue, model.head(queue)));
    takenCycles[queue].forgetBefore(model.head(queue));
    if (starts) {
      hints.batch(actual.batch(), hinted, model.hints(hinted));
    }
  }

  /** Whether a window reached less far than it could have; fails if less far than it may. */
  private boolean lags(Beat<ScheduledRequest> beat, long knownCycle, int queue, long tail) {
    long largest = model.largestTail(queue);
    long known = takenCycles[queue].knownBy(knownCycle);
    if (tail < Math.min(largest, known)) {
      throw judge.wrong(
          "windowTail",
          ">= " + Math.min(largest, known),
          tail,
          tag(beat),
          beat.cycle(),
          String.format(
              Locale.ROOT, "WR-17: a window lacks only entries of the last %d cycles", LAG_CYCLES));
    }
    return tail < largest;
  }

  private void checkTurn(Beat<ScheduledRequest> beat, long knownCycle, int queue) {
    int inTurn = model.nextQueue();
    if (queue == inTurn) {
      return;
    }
    queuesOutOfTurn++;
    boolean allHaveEntries = true;
    for (int i = 0; i < config.numQueues(); i++) {
      boolean known =
          takenCycles[i].isKnownBy(model.head(i), knownCycle) && barrierCycles[i] <= knownCycle;
      allHaveEntries &= known && model.canStart(i);
    }
    if (allHaveEntries) {
      throw judge.wrong(
          "queue",
          inTurn,
          queue,
          tag(beat),
          beat.cycle(),
          "queues that all have entries take turns");
    }
  }

  private static String tag(Beat<ScheduledRequest> beat) {
    return "entry=" + beat.record().entry();
  }

  /** The position that those 32 bits stand for; windows are near the head. */
  private long fullPosition(int queue, long bits) {
    long head = model.head(queue);
    return head + (int) (bits - (head & POSITION_MASK));
  }

  private int queueOf(int guest) {
    return guest % config.numQueues();
  }
}
