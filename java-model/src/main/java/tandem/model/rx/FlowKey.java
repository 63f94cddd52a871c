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

  private int hash;
  private int ports;

  /** Guest, IP version, number and identifiers of the VLAN tags, side by side. */
  private long owner;

  private long sourceHigh;
  private long sourceLow;
  private long destinationHigh;
  private long destinationLow;
  private LinkHeader link = LinkHeader.NONE;
  private IpHeader ip = IpHeader.NONE;

  /** The flow that a control event names. */
  static FlowKey of(ControlEvent event) {
    FlowKey key = new FlowKey();
    int source = event.sourcePort();
    int destination = event.destinationPort();
    key.hash = FlowHash.of(event.guest(), event.ip(), source, destination);
    key.ports = source << 16 | destination;
    key.become(event.guest(), event.link(), event.ip());
    return key;
  }

  /** Makes this the flow of a segment. */
  final void become(ParsedSegment segment, boolean linkRule) {
    hash = segment.hash();
    ports = ports(segment.tcp());
    become(segment.guest(), segment.link(), segment.ip());
    if (linkRule) {
      link = segment.link();
      ip = segment.ip();
    }
  }

  /** Makes this the flow of a key without MACs. */
  final void become(FlowKey key) {
    hash = key.hash;
    ports = key.ports;
    owner = key.owner;
    sourceHigh = key.sourceHigh;
    sourceLow = key.sourceLow;
    destinationHigh = key.destinationHigh;
    destinationLow = key.destinationLow;
  }

  private void become(int guest, LinkHeader newLink, IpHeader newIp) {
    owner = owner(guest, newLink, newIp);
    sourceHigh = newIp.sourceHigh();
    sourceLow = newIp.sourceLow();
    destinationHigh = newIp.destinationHigh();
    destinationLow = newIp.destinationLow();
  }

  final int guest() {
    return (int) owner & 0xFF;
  }

  final int hash() {
    return hash;
  }

  /** Whether a segment belongs to this flow. */
  final boolean matches(ParsedSegment segment, boolean linkRule) {
    IpHeader otherIp = segment.ip();
    return ports == ports(segment.tcp())
        && owner == owner(segment.guest(), segment.link(), otherIp)
        && sourceLow == otherIp.sourceLow()
        && destinationLow == otherIp.destinationLow()
        && sourceHigh == otherIp.sourceHigh()
        && destinationHigh == otherIp.destinationHigh()
        && (!linkRule || sameLink(segment.link(), otherIp));
  }

  /** Whether a key names this flow, MACs left aside. */
  final boolean matches(FlowKey that) {
    return ports == that.ports
        && owner == that.owner
        && sourceLow == that.sourceLow
        && destinationLow == that.destinationLow
        && sourceHigh == that.sourceHigh
        && destinationHigh == that.destinationHigh;
  }

  private boolean sameLink(LinkHeader otherLink, IpHeader otherIp) {
    return link.equals(otherLink)
        && ip.flowLabel() == otherIp.flowLabel()
        && (ip.ipVersion() == 4 || ip.nextHeader() == otherIp.nextHeader())
        && ip.extension().equals(otherIp.extension());
  }

  private static int ports(TcpHeader tcp) {
    return tcp.sourcePort() << 16 | tcp.destinationPort();
  }

  private static long owner(int guest, LinkHeader link, IpHeader ip) {
    int vlans = (link.outerTag() & VLAN_ID) << 16 | link.innerTag() & VLAN_ID;
    return (long) vlans << 32 | link.vlanTags() << 16 | ip.ipVersion() << 8 | guest;
  }
}
