package tandem.model.rx;

import tandem.model.record.ControlEvent;
import tandem.model.record.IpHeader;
import tandem.model.record.LinkHeader;
import tandem.model.record.ParsedSegment;
import tandem.model.record.TcpHeader;

/**
 * What tells one flow from another (TT-10, TT-40). Which of it counts is the key rule's choice. The
 * parts that count under TUPLE are kept here once more, so that a comparison touches one object:
 * with a million flows every other one is a cache miss.
 */
final class FlowKey {
  private static final int VLAN_ID = 0xFFF;

  private final int guest;
  private final int hash;
  private final int ports;
  private final int ipVersion;
  private final int vlans;
  private final int vlanTags;
  private final long sourceHigh;
  private final long sourceLow;
  private final long destinationHigh;
  private final long destinationLow;
  private final LinkHeader link;
  private final IpHeader ip;

  private FlowKey(int guest, LinkHeader link, IpHeader ip, int ports, int hash) {
    this.guest = guest;
    this.hash = hash;
    this.ports = ports;
    this.link = link;
    this.ip = ip;
    ipVersion = ip.ipVersion();
    vlanTags = link.vlanTags();
    vlans = vlans(link);
    sourceHigh = ip.sourceHigh();
    sourceLow = ip.sourceLow();
    destinationHigh = ip.destinationHigh();
    destinationLow = ip.destinationLow();
  }

  static FlowKey of(ParsedSegment segment) {
    return new FlowKey(
        segment.guest(), segment.link(), segment.ip(), ports(segment.tcp()), segment.hash());
  }

  static FlowKey of(ControlEvent event) {
    return new FlowKey(
        event.guest(),
        event.link(),
        event.ip(),
        event.sourcePort() << 16 | event.destinationPort(),
        FlowHash.of(event.guest(), event.ip(), event.sourcePort(), event.destinationPort()));
  }

  int guest() {
    return guest;
  }

  int hash() {
    return hash;
  }

  /** Whether a segment belongs to this flow. */
  boolean matches(ParsedSegment segment, boolean linkRule) {
    return hash == segment.hash()
        && ports == ports(segment.tcp())
        && sameEnds(segment.guest(), segment.link(), segment.ip())
        && (!linkRule || sameLink(segment.link(), segment.ip()));
  }

  /** Whether a key names this flow, MACs left aside. */
  boolean matches(FlowKey that) {
    return hash == that.hash && ports == that.ports && sameEnds(that.guest, that.link, that.ip);
  }

  private boolean sameEnds(int otherGuest, LinkHeader otherLink, IpHeader otherIp) {
    return guest == otherGuest
        && sourceLow == otherIp.sourceLow()
        && destinationLow == otherIp.destinationLow()
        && sourceHigh == otherIp.sourceHigh()
        && destinationHigh == otherIp.destinationHigh()
        && ipVersion == otherIp.ipVersion()
        && vlanTags == otherLink.vlanTags()
        && vlans == vlans(otherLink);
  }

  private boolean sameLink(LinkHeader otherLink, IpHeader otherIp) {
    return link.equals(otherLink)
        && ip.flowLabel() == otherIp.flowLabel()
        && (ipVersion == 4 || ip.nextHeader() == otherIp.nextHeader())
        && ip.extension().equals(otherIp.extension());
  }

  private static int ports(TcpHeader tcp) {
    return tcp.sourcePort() << 16 | tcp.destinationPort();
  }

  private static int vlans(LinkHeader link) {
    return (link.outerTag() & VLAN_ID) << 16 | link.innerTag() & VLAN_ID;
  }
}
