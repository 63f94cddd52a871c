package tandem.model.rx;

import tandem.model.record.IpHeader;
import tandem.model.record.LinkHeader;
import tandem.model.record.TcpHeader;

/**
 * Header fields that members of a run have in common, side by side in one word, so that all of them
 * are compared in one step.
 */
final class Template {
  static final long ECN_BITS = 3;
  static final long TRAFFIC_CLASS = 0xFF;
  static final long FLOW_LABEL = 0xF_FFFFL << 8;
  static final long DONT_FRAGMENT = 1L << 28;
  static final long HOP_LIMIT = 0xFFL << 32;
  static final long DATA_OFFSET = 0xFL << 40;
  static final long RESERVED = 0xFL << 44;

  private Template() {}

  static long of(IpHeader ip, TcpHeader tcp) {
    int upper = ip.hopLimit() | tcp.dataOffset() << 8 | tcp.reserved() << 12 | tcp.flags() << 16;
    int lower = ip.trafficClass() | ip.flowLabel() << 8 | (ip.dontFragment() ? 1 << 28 : 0);
    return (long) upper << 32 | lower;
  }

  /** TCP flags in their place. */
  static long flags(int mask) {
    return (long) mask << 48;
  }

  static int trafficClass(long template) {
    return (int) template & 0xFF;
  }

  static int flowLabel(long template) {
    return (int) template >>> 8 & 0xF_FFFF;
  }

  static boolean dontFragment(long template) {
    return (template & DONT_FRAGMENT) != 0;
  }

  static int dataOffset(long template) {
    return (int) (template >>> 40) & 0xF;
  }

  static int reserved(long template) {
    return (int) (template >>> 44) & 0xF;
  }

  /** Both VLAN tags side by side. */
  static long vlanTags(LinkHeader link) {
    return (long) link.outerTag() << 32 | link.innerTag() & 0xFFFF_FFFFL;
  }
}
