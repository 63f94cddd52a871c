package tandem.model.record;

import tandem.model.Require;

/** What a frame carries. The order of the constants is the encoding. */
public enum SegmentKind {
  /** Anything but IP and ARP, or a link header that is cut off. */
  NOT_IP,
  ARP,
  /** IP with another protocol than TCP and UDP, or a fragment that is not the first. */
  OTHER_IP,
  UDP,
  /** TCP whose ports are known, whatever else may be wrong with it. */
  TCP,
  /** IP whose headers cannot be followed as far as the ports. */
  MALFORMED;

  private static final SegmentKind[] BY_CODE = values();

  public int code() {
    return ordinal();
  }

  /** The kind of an encoded field; fails for a code that does not exist. */
  public static SegmentKind ofCode(long code) {
    Require.range("kind", code, 0, BY_CODE.length - 1);
    return BY_CODE[(int) code];
  }
}
