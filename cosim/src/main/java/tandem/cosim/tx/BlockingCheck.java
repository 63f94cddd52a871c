package tandem.cosim.tx;

import tandem.cosim.check.Judge;
import tandem.cosim.stream.Beat;
import tandem.model.record.LookupEvent;
import tandem.model.record.LookupKind;
import tandem.model.record.ReleaseEvent;
import tandem.model.record.RequestInContext;
import tandem.model.record.WorkOp;
import tandem.model.record.WorkStatus;
import tandem.model.tx.Replacement;
import tandem.model.tx.WorkRequestConfig;

/** What holds besides where requests do not pass each other (contract, section 4.9). */
final class BlockingCheck {
  private static final int NONE = -1;

  private final Judge judge;
  private final boolean applies;
  private final boolean isLru;
  private int awaited = NONE;
  private int running;
  private int reading;

  BlockingCheck(WorkRequestConfig config, Judge judge) {
    this.judge = judge;
    applies = !config.hitsPassMisses();
    isLru = config.replacement() == Replacement.LRU;
  }

  void lookedUp(Beat<LookupEvent> beat) {
    LookupEvent event = beat.record();
    if (applies && awaited != NONE) {
      throw judge.wrong(
          "slot being loaded",
          "none",
          awaited,
          "entry=" + event.entry(),
          beat.cycle(),
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
      throw judge.wrong(
          "operations, reads under way",
          isLru ? "any, 0" : "0, 0",
          running + ", " + reading,
          beat.record().toString(),
          beat.cycle(),
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
