package tandem.cosim.workrequest;

import tandem.cosim.stream.Beat;
import tandem.model.record.RequestInContext;
import tandem.model.record.WorkOp;
import tandem.model.record.WorkStatus;
import tandem.model.tx.Replacement;
import tandem.model.tx.WorkRequestConfig;

/** What holds besides where requests do not pass each other (contract, section 4.9). */
final class BlockingCheck {
  private static final int NONE = -1;

  private final boolean applies;
  private final boolean isLru;
  private int awaited = NONE;
  private int running;
  private int reading;

  BlockingCheck(WorkRequestConfig config) {
    applies = !config.hitsPassMisses();
    isLru = config.replacement() == Replacement.LRU;
  }

  void lookedUp(Beat<LookupEvent> beat) {
    LookupEvent event = beat.record();
    if (applies && awaited != NONE) {
      throw CacheMismatch.number(
          beat.cycle(),
          "entry=" + event.entry(),
          "slot being loaded",
          "none",
          awaited,
          "without passing no look-up happens while one waits for its context");
    }
    if (event.kind() == LookupKind.MISS || event.kind() == LookupKind.MERGE) {
      awaited = event.slot();
    }
    chose(beat, event.victimValid());
  }

  /** A load began, perhaps at the cost of another context. */
  void chose(Beat<?> beat, boolean victimValid) {
    if (applies && victimValid && (reading > 0 || !isLru && running > 0)) {
      throw CacheMismatch.number(
          beat.cycle(),
          beat.record().toString(),
          "operations, reads under way",
          isLru ? "any, 0" : "0, 0",
          running + ", " + reading,
          "D12: without passing a victim is chosen when nothing changes the order any more");
    }
  }

  void loaded(int slot) {
    if (awaited == slot) {
      awaited = NONE;
    }
  }

  void issued(RequestInContext request) {
    if (request.status() == WorkStatus.OK) {
      running++;
      reading += request.op() == WorkOp.READ.code() ? 1 : 0;
    }
  }

  void released(ReleaseEvent event) {
    running--;
    reading -= event.read() ? 1 : 0;
  }
}
