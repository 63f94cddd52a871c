package tandem.model.record;

import tandem.model.Require;

/** Codes of the termination events: n is TE-n, 0 is no event (TT-20). */
public final class EndReason {
  public static final int NONE = 0;
  public static final int PUSH = 1;
  public static final int FIN = 2;
  public static final int RESET = 3;
  public static final int MAX_BYTES = 4;
  public static final int TIMER = 5;
  public static final int TABLE_FULL = 6;
  public static final int FRAGMENT = 7;
  public static final int WINDOW = 8;
  public static final int ACKNOWLEDGMENT = 9;
  public static final int DUPLICATE_ACK = 10;
  public static final int SACK = 11;
  public static final int HOLE = 12;
  public static final int BEHIND = 13;
  public static final int FLAGS = 14;
  public static final int BAD_FRAME = 15;
  public static final int FORMAT = 16;
  public static final int ECN = 17;
  public static final int HEADER = 18;
  public static final int TIMESTAMP = 19;
  public static final int NO_PAYLOAD = 20;
  public static final int SHORT = 21;
  public static final int LONG = 22;
  public static final int MAX_SEGMENTS = 23;
  public static final int END_OF_BURST = 24;
  public static final int STOPPED = 25;
  public static final int NO_BUFFER = 26;

  /** Number of codes, none included. */
  public static final int COUNT = 27;

  private EndReason() {}

  /** {@code TE-n} or {@code none}, as on the command line. */
  public static String name(int code) {
    Require.range("endReason", code, 0, COUNT - 1);
    return code == NONE ? "none" : "TE-" + code;
  }
}
