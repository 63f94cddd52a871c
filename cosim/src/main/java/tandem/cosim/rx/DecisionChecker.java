package tandem.cosim.rx;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import tandem.cosim.check.Checker;
import tandem.cosim.check.Judge;
import tandem.cosim.check.Timeline;
import tandem.cosim.stream.Beat;
import tandem.model.record.FrameBeat;
import tandem.model.record.PayloadBeat;
import tandem.model.record.SegmentPlace;
import tandem.model.record.SegmentRun;

/**
 * Judges what is decided about frames, and the bytes that go on. Time leaves no choice: what is
 * decided depends on the order and the arrival of frames only, so the model decides of them as they
 * arrived.
 */
final class DecisionChecker {
  /** What must come next on a stream. */
  private final class Due<R extends Record> {
    private final Queue<R> records = new ArrayDeque<>();
    private final String rule;
    private long number;

    Due(String rule) {
      this.rule = rule;
    }

    void add(Collection<R> more) {
      records.addAll(more);
    }

    void compare(Judge judge, Beat<R> beat) {
      due();
      // Timers run out without a frame, too: then a unit comes that no frame has ended.
      while (records.isEmpty() && model.expire(beat.cycle() - resetCycle)) {
        take();
      }
      judge.same("record=" + number++, records.poll(), beat, rule);
    }

    void finish(Judge judge) {
      judge.none("record=" + number, records.peek(), rule);
    }
  }

  private final ReceiveExpectation model;
  private final List<ControlBeat> events;
  private final FrameBytes bytes = new FrameBytes();
  private final Due<SegmentPlace> places = new Due<>("every frame goes to its run, in order");
  private final Due<SegmentRun> runs = new Due<>("units in the order of the decisions");
  private final Due<PayloadBeat> payload = new Due<>("every byte that belongs to a run");
  private long resetCycle;
  private int nextEvent;

  /**
   * @param events what is offered at {@code control}, in order; may grow
   */
  DecisionChecker(ReceiveExpectation model, List<ControlBeat> events) {
    this.model = model;
    this.events = events;
  }

  /** The checker of the stage that decides; to be made before that of the payload. */
  Checker decisions(Judge judge, Timeline timeline) {
    resetCycle = timeline.resetCycle();
    timeline.on("in", FrameBeat.class, this::arrived);
    timeline.on("control", ControlBeat.class, beat -> {}); // known before they are taken
    timeline.on("run", SegmentRun.class, beat -> runs.compare(judge, beat));
    timeline.on("place", SegmentPlace.class, beat -> places.compare(judge, beat));
    return new Checker() {
      @Override
      public void finish() {
        due();
        places.finish(judge);
        runs.finish(judge);
      }

      @Override
      public Map<String, Long> counters() {
        return model.counters();
      }
    };
  }

  /** The checker of the stage that carries the bytes. */
  Checker payload(Judge judge, Timeline timeline) {
    timeline.on("payload", PayloadBeat.class, beat -> payload.compare(judge, beat));
    return () -> payload.finish(judge);
  }

  /** A frame that has come whole is decided at once, whenever what is decided of it shows. */
  private void arrived(Beat<FrameBeat> beat) {
    bytes
        .add(beat.record())
        .ifPresent(
            frame -> {
              due();
              FrameBeat last = beat.record();
              model.frame(
                  new WireFrame(0, last.guest(), last.time(), frame), beat.cycle() - resetCycle);
              take();
            });
  }

  /** Events take effect as soon as the frames that they wait for have been decided. */
  private void due() {
    while (nextEvent < events.size() && model.isDue(events.get(nextEvent))) {
      model.control(events.get(nextEvent++));
      take();
    }
  }

  private void take() {
    places.add(model.places());
    runs.add(model.decisions());
    payload.add(model.payload());
    model.forget();
  }
}
