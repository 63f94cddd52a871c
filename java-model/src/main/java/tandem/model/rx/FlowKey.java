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
class FlowKey {
  private static final int VLAN_ID = 0xFFF;

  private int guest;
  private int hash;
  private int ports;
  private int ipVersion;
  private int vlans;
  private int vlanTags;
  private long sourceHigh;
  private long sourceLow;
  private long destinationHigh;
  private long destinationLow;
  private LinkHeader link = LinkHeader.NONE;
  private IpHeader ip = IpHeader.NONE;

  /** Makes this the flow of a segment. */
  final void become(ParsedSegment segment) {
    become(segment.guest(), segment.link(), segment.ip(), ports(segment.tcp()), segment.hash());
  }

  /** Makes this the flow that a control event names. */
  final void become(ControlEvent event) {
    become(
        event.guest(),
        event.link(),
        event.ip(),
        event.sourcePort() << 16 | event.destinationPort(),
        FlowHash.of(event.guest(), event.ip(), event.sourcePort(), event.destinationPort()));
  }

  private void become(int newGuest, LinkHeader newLink, IpHeader newIp, int newPorts, int newHash) {
    guest = newGuest;
    hash = newHash;
    ports = newPorts;
    link = newLink;
    ip = newIp;
    ipVersion = newIp.ipVersion();
    vlanTags = newLink.vlanTags();
    vlans = vlans(newLink);
    sourceHigh = newIp.sourceHigh();
    sourceLow = newIp.sourceLow();
    destinationHigh = newIp.destinationHigh();
    destinationLow = newIp.destinationLow();
  }

  final int guest() {
    return guest;
  }

  final int hash() {
    return hash;
  }

  /** Whether a segment belongs to this flow. */
  final boolean matches(ParsedSegment segment, boolean linkRule) {
    return hash == segment.hash()
        && ports == ports(segment.tcp())
        && sameEnds(segment.guest(), segment.link(), segment.ip())
        && (!linkRule || sameLink(segment.link(), segment.ip()));
  }

  /** Whether a key names this flow, MACs left aside. */
  final boolean matches(FlowKey that) {
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
