package tandem.cosim.tx;

import tandem.cosim.check.Judge;
import tandem.cosim.check.Timeline;
import tandem.cosim.stream.Beat;
import tandem.model.record.ReleaseEvent;
import tandem.model.record.Released;

/** Every release that is taken is reported, in the cycle in which it is. */
final class ReleaseReports {
  private static final String RULE = "a release is reported in the cycle in which it is taken";

  private final Judge judge;
  private Beat<Released> taken;

  ReleaseReports(Judge judge) {
    this.judge = judge;
  }

  void join(Timeline timeline) {
    timeline.on("released", Released.class, this::taken);
    timeline.on("releaseEvent", ReleaseEvent.class, this::reported);
  }

  private void taken(Beat<Released> beat) {
    finish();
    taken = beat;
  }

  private void reported(Beat<ReleaseEvent> beat) {
    boolean isNow = taken != null && taken.cycle() == beat.cycle();
    judge.same("slot=" + beat.record().slot(), isNow ? event() : null, beat, RULE);
    taken = null;
  }

  private ReleaseEvent event() {
    Released r = taken.record();
    return new ReleaseEvent(r.slot(), r.connection(), r.read(), r.failed());
  }

  /** Nothing that was taken before is left over. */
  void finish() {
    if (taken != null) {
      throw judge.lacks("slot=" + taken.record().slot(), event(), taken.cycle(), RULE);
    }
  }
}
