package tandem.model.record;

import java.util.ArrayList;
import java.util.List;

/** What may be noticed about a frame. The order of the constants is the bit number. */
public enum SegmentIssue {
  IP_CHECKSUM,
  TCP_CHECKSUM,
  /** The IP length says more than the frame holds. */
  TRUNCATED,
  /** Bytes behind the IP datagram in a frame of the least legal length. */
  PADDED,
  /** Bytes behind the IP datagram in a longer frame. */
  TRAILER,
  /** TCP data offset below 5 or beyond the IP payload. */
  DATA_OFFSET,
  FRAGMENT,
  IP_OPTIONS,
  /** At least one IPv6 extension header. */
  EXTENSION,
  /** TCP options that are neither none nor the aligned timestamp alone. */
  OPTION_OTHER,
  SACK,
  OPTION_MALFORMED,
  /** IPv6 header chain beyond the limits or beyond the frame. */
  HEADER_CHAIN,
  /** Ethernet header or VLAN tag cut off. */
  LINK,
  /** IP header cut off or contradicting itself. */
  IP_HEADER,
  /** Fewer than 20 bytes of TCP header. */
  TCP_HEADER;

  private static final SegmentIssue[] BY_BIT = values();

  /** The bit of this issue in the field {@code issues}. */
  public int mask() {
    return 1 << ordinal();
  }

  public boolean in(int issues) {
    return (issues & mask()) != 0;
  }

  /** The issues of a field, by bit number. */
  public static List<SegmentIssue> of(int issues) {
    List<SegmentIssue> found = new ArrayList<>();
    for (SegmentIssue issue : BY_BIT) {
      if (issue.in(issues)) {
        found.add(issue);
      }
    }
    return found;
  }
}
