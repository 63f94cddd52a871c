package tandem.cosim.stream;

import java.util.ArrayList;
import java.util.List;

/** Gives a source its records as there is room for them, and keeps those that were taken. */
final class SourceFeed<R extends Record> {
  private final List<Beat<R>> taken = new ArrayList<>();
  private final Source<R> source;
  private final List<Offer<R>> offers;
  private int offered;
  private long takenCount;

  /**
   * @param offers may grow at its end
   */
  SourceFeed(Source<R> source, List<Offer<R>> offers) {
    this.source = source;
    this.offers = offers;
  }

  /** Fills the ring; gives the latest cycle from which one of these records may be offered. */
  long fill(long startCycle) {
    long latest = 0;
    for (; offered < offers.size() && source.hasRoom(); offered++) {
      Offer<R> offer = offers.get(offered);
      source.offer(offer.record(), startCycle + 1 + offer.afterCycles());
      latest = startCycle + offer.afterCycles();
    }
    if (offered == offers.size()) {
      source.finish();
    }
    return latest;
  }

  /** Drops the offers that the source has been given, and what was taken. */
  void forgetPassed() {
    taken.clear();
    if (offered > 0) {
      offers.subList(0, offered).clear();
      offered = 0;
    }
  }

  /** Reads what was taken meanwhile. */
  void drain() {
    while (source.hasTaken()) {
      taken.add(source.nextTaken());
      takenCount++;
    }
  }

  /** What was taken and has not been forgotten. */
  List<Beat<R>> taken() {
    return taken;
  }

  /** How much was taken in all. */
  long takenCount() {
    return takenCount;
  }
}
