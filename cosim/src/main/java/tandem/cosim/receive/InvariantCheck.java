package tandem.cosim.receive;

import java.util.List;
import tandem.cosim.check.Mismatch;
import tandem.cosim.check.MismatchException;
import tandem.model.check.ReceiveInvariants;
import tandem.model.rx.HostUnit;
import tandem.model.rx.ReceiveConfig;
import tandem.model.rx.ReceiveRegister;

/**
 * Judges a run by the frames that went in and the units that came out alone, whoever made them: no
 * byte and no flag lost, nothing merged that must not be.
 */
public final class InvariantCheck {
  /** The stage that a broken invariant is said to be of. */
  public static final String STAGE = "ReceivePath";

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
          new Mismatch(STAGE, -1, "-", List.of(delivered), violations.get(0), List.of()));
    }
  }
}
