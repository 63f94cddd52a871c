package tandem.cosim.workrequest;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import tandem.cosim.stream.Beat;
import tandem.model.record.DoorbellWrite;
import tandem.model.record.PrefetchHint;
import tandem.model.record.ScheduledRequest;

/**
 * What the RTL of the look-ahead scheduler did in one run: every handshake of every stream.
 *
 * @param startCycle cycle before the first in which a doorbell could be offered
 * @param endCycle last cycle of the run
 * @param completions what the bench completed, in order
 * @param offersSeen whether it was seen when requests were offered; else they are said to have been
 *     offered as early as they could be
 */
public record SchedulerLog(
    long startCycle,
    long endCycle,
    List<Beat<DoorbellWrite>> doorbells,
    List<Beat<ScheduledRequest>> scheduled,
    List<Beat<PrefetchHint>> hints,
    List<Completed> completions,
    boolean offersSeen) {
  /** Cycles behind a mismatch that are still worth keeping. */
  private static final int CYCLES_BEHIND = 64;

  /**
   * The end of a request of a guest, as the bench tells it the scheduler.
   *
   * @param cycle in which it is told
   */
  public record Completed(long cycle, int guest) {}

  /** Records that crossed a stream. */
  public long records() {
    return doorbells.size() + scheduled.size() + hints.size();
  }

  /** The handshakes until a little behind a cycle, in order of time, one line each. */
  List<String> lines(long cycle) {
    long last = cycle < 0 ? Long.MAX_VALUE : cycle + CYCLES_BEHIND;
    List<Beat<?>> beats = new ArrayList<>(doorbells);
    beats.addAll(scheduled);
    beats.addAll(hints);
    return beats.stream()
        .filter(b -> b.cycle() <= last)
        .sorted(Comparator.comparingLong(Beat::cycle))
        .map(b -> String.format(Locale.ROOT, "%08d %s", b.cycle(), b.record()))
        .toList();
  }
}
