package tandem.cosim.rx;

import java.util.ArrayList;
import java.util.List;
import tandem.cosim.check.Checker;
import tandem.cosim.check.Mismatch;
import tandem.cosim.check.MismatchException;
import tandem.cosim.check.Timeline;
import tandem.cosim.stream.Beat;
import tandem.model.check.ReceiveInvariants;
import tandem.model.record.FrameBeat;
import tandem.model.record.HostRun;
import tandem.model.record.PayloadBeat;
import tandem.model.record.SegmentPlace;
import tandem.model.rx.HostUnit;
import tandem.model.rx.ReceiveConfig;
import tandem.model.rx.ReceiveRegister;

/**
 * Judges a run by the frames that went in and the units that came out alone, whoever made them: no
 * byte and no flag lost, nothing merged that must not be.
 */
public final class InvariantCheck {
  private final ReceiveInvariants invariants;
  private long frames;

  /** A check for a path of that configuration. */
  public InvariantCheck(ReceiveConfig config) {
    boolean inOrder = !config.on(ReceiveRegister.OUT_OF_ORDER);
    boolean pushEnds = config.on(ReceiveRegister.PSH_RULE) && inOrder;
    invariants =
        new ReceiveInvariants(
            config.on(ReceiveRegister.KEY_RULE),
            pushEnds,
            inOrder,
            !config.on(ReceiveRegister.CHECKSUM_MODE));
  }

  /** Judges a run at its end by what crossed the streams around the path. */
  static Checker checker(ReceiveConfig config, Timeline timeline) {
    InvariantCheck check = new InvariantCheck(config);
    FrameBytes bytes = new FrameBytes();
    List<Beat<SegmentPlace>> places = new ArrayList<>();
    List<Beat<PayloadBeat>> payload = new ArrayList<>();
    List<HostRun> out = new ArrayList<>();
    timeline.on(
        "in",
        FrameBeat.class,
        beat ->
            bytes.add(beat.record()).ifPresent(frame -> check.frame(frame, beat.record().guest())));
    timeline.on("place", SegmentPlace.class, places::add);
    timeline.on("payload", PayloadBeat.class, payload::add);
    timeline.on("out", HostRun.class, beat -> out.add(beat.record()));
    return () -> {
      ReceivedUnits units = new ReceivedUnits(config);
      units.add(places, payload);
      out.forEach(unit -> check.unit(units.take(unit)));
      check.finish();
    };
  }

  /** The next frame that arrives. */
  public void frame(byte[] bytes, int guest) {
    frames++;
    invariants.frame(bytes, bytes.length, guest);
  }

  /** The next unit that is delivered. */
  public void unit(HostUnit unit) {
    ReceiveInvariants.Delivery delivery =
        ReceiveInvariants.Delivery.valueOf(unit.run().kind().name());
    invariants.unit(delivery, unit.frames(), unit.bytes());
  }

  /**
   * Everything was delivered.
   *
   * @throws MismatchException with the first thing that was found wrong
   */
  public void finish() {
    List<String> violations = invariants.finish();
    if (!violations.isEmpty()) {
      Mismatch.Field delivered =
          new Mismatch.Field(
              "deliveredFrames",
              String.valueOf(frames),
              String.valueOf(invariants.deliveredFrames()));
      throw new MismatchException(
          new Mismatch(
              ReceivePathBlock.PATH, -1, "-", List.of(delivered), violations.get(0), List.of()));
    }
  }
}
