package tandem.model.rx;

import tandem.model.record.EndReason;

/**
 * What becomes of a segment, and by which event.
 *
 * @param action what to do
 * @param reason code of the event, 0 for none
 */
record Verdict(Action action, int reason) {
  enum Action {
    /** Append, or begin a run. */
    IN,
    /** Flush, then let the frame pass. */
    OUT,
    /** Flush, then begin a run with the segment. */
    NEW,
    /** Count it in the run; it has no payload. */
    ABSORB_WINDOW,
    /** Count it in the run as a duplicate ACK. */
    ABSORB_DUPLICATE,
    /** Keep it out of order. */
    ISLE
  }

  static final Verdict IN = new Verdict(Action.IN, EndReason.NONE);
  static final Verdict ABSORB_WINDOW = new Verdict(Action.ABSORB_WINDOW, EndReason.NONE);
  static final Verdict ABSORB_DUPLICATE = new Verdict(Action.ABSORB_DUPLICATE, EndReason.NONE);
  static final Verdict ISLE = new Verdict(Action.ISLE, EndReason.NONE);

  private static final Verdict[] OUT = all(Action.OUT);
  private static final Verdict[] NEW = all(Action.NEW);

  static Verdict out(int reason) {
    return OUT[reason];
  }

  static Verdict startNew(int reason) {
    return NEW[reason];
  }

  private static Verdict[] all(Action action) {
    Verdict[] verdicts = new Verdict[EndReason.COUNT];
    for (int reason = 0; reason < verdicts.length; reason++) {
      verdicts[reason] = new Verdict(action, reason);
    }
    return verdicts;
  }
}
