package tandem.jvm;

import tandem.support.RefusedException;

/** RTL that this engine cannot run; the message is one line with the place and the construct. */
public final class UnsupportedRtlException extends RefusedException {
  private static final long serialVersionUID = 1L;

  UnsupportedRtlException(String place, String what) {
    super(place + ": " + what + "; --simulator verilator can run what this engine cannot");
  }
}
