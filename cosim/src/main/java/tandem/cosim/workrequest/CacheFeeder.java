package tandem.cosim.workrequest;

import java.util.ArrayList;
import java.util.List;
import tandem.bridge.Signal;
import tandem.cosim.stream.Beat;
import tandem.cosim.stream.Offer;
import tandem.cosim.stream.StreamSession;
import tandem.model.record.PrefetchHint;
import tandem.model.record.ScheduledRequest;
import tandem.model.tx.Replacement;
import tandem.model.tx.WorkRequestConfig;

/**
 * Stands in for the scheduler: offers the requests, and the hints of a batch once its first request
 * has been taken. Where results must not depend on time a batch is offered only when the one before
 * and its hints have been looked up (contract, section 4.9).
 */
final class CacheFeeder {
  private final CacheScenario scenario;
  private final boolean isGated;
  private final Signal lookedUp;
  private final List<Offer<ScheduledRequest>> requests = new ArrayList<>();
  private final List<Offer<PrefetchHint>> hints = new ArrayList<>();
  private List<Beat<ScheduledRequest>> takenRequests;
  private List<Beat<PrefetchHint>> takenHints;
  private int seen;
  private int nextHint;

  CacheFeeder(CacheScenario scenario, WorkRequestConfig config, Signal lookedUp) {
    this.scenario = scenario;
    this.lookedUp = lookedUp;
    boolean needsWindow = config.prefetch() > 0 || config.replacement() == Replacement.LOOKAHEAD;
    isGated = !config.hitsPassMisses() && config.window() > 1 && needsWindow;
    if (!isGated) {
      requests.addAll(scenario.requests());
    }
  }

  void attach(StreamSession session) {
    takenRequests = session.offer("in", ScheduledRequest.class, requests, scenario.pause("in"));
    takenHints = session.offer("hint", PrefetchHint.class, hints, scenario.pause("hint"));
  }

  List<Beat<ScheduledRequest>> takenRequests() {
    return takenRequests;
  }

  List<Beat<PrefetchHint>> takenHints() {
    return takenHints;
  }

  /** Looks at what crossed in the visible cycle and decides what may be offered in the next. */
  void advance(long nowCycle, long startCycle) {
    for (; seen < takenRequests.size(); seen++) {
      if (takenRequests.get(seen).record().first()) {
        offerHints(takenRequests.get(seen).record().batch(), nowCycle - startCycle);
      }
    }
    boolean isDone =
        takenRequests.size() == requests.size()
            && takenHints.size() == hints.size()
            && last(takenRequests) < nowCycle
            && last(takenHints) < nowCycle
            && lookedUp.isHigh();
    if (isGated && isDone) {
      offerBatch(nowCycle - startCycle);
    }
  }

  /** Whether everything has been offered. */
  boolean isIdle() {
    return requests.size() == scenario.requests().size() && takenHints.size() == hints.size();
  }

  private static long last(List<? extends Beat<?>> beats) {
    return beats.isEmpty() ? -1 : beats.get(beats.size() - 1).cycle();
  }

  private void offerHints(long batch, long afterCycles) {
    for (; nextHint < scenario.hints().size(); nextHint++) {
      PrefetchHint hint = scenario.hints().get(nextHint);
      if (hint.batch() > batch) {
        return;
      }
      hints.add(new Offer<>(afterCycles, hint));
    }
  }

  private void offerBatch(long afterCycles) {
    List<Offer<ScheduledRequest>> all = scenario.requests();
    int from = requests.size();
    for (int i = from;
        i < all.size() && all.get(i).record().batch() == all.get(from).record().batch();
        i++) {
      Offer<ScheduledRequest> offer = all.get(i);
      requests.add(new Offer<>(Math.max(afterCycles, offer.afterCycles()), offer.record()));
    }
  }
}
