package tandem.model.rx;

import tandem.model.record.ControlEvent;
import tandem.model.record.IpHeader;
import tandem.model.record.LinkHeader;
import tandem.model.record.ParsedSegment;

/**
 * What tells one flow from another (TT-10, TT-40). Which of it counts is the key rule's choice.
 *
 * @param guest owner
 * @param link tags, and MACs under LINK
 * @param ip addresses, and flow label and extension headers under LINK
 * @param sourcePort of received frames
 * @param destinationPort of received frames
 * @param hash of the flow
 */
record FlowKey(
    int guest, LinkHeader link, IpHeader ip, int sourcePort, int destinationPort, int hash) {

  static FlowKey of(ParsedSegment segment) {
    return new FlowKey(
        segment.guest(),
        segment.link(),
        segment.ip(),
        segment.tcp().sourcePort(),
        segment.tcp().destinationPort(),
        segment.hash());
  }

  static FlowKey of(ControlEvent event) {
    return new FlowKey(
        event.guest(),
        event.link(),
        event.ip(),
        event.sourcePort(),
        event.destinationPort(),
        FlowHash.of(event.guest(), event.ip(), event.sourcePort(), event.destinationPort()));
  }

  /** Whether a segment belongs to this flow. */
  boolean matches(ParsedSegment segment, boolean linkRule) {
    return hash == segment.hash()
        && sourcePort == segment.tcp().sourcePort()
        && destinationPort == segment.tcp().destinationPort()
        && sameEnds(segment.guest(), segment.link(), segment.ip(), linkRule);
  }

  /** Whether a key names this flow. */
  boolean matches(FlowKey that, boolean linkRule) {
    return hash == that.hash
        && sourcePort == that.sourcePort
        && destinationPort == that.destinationPort
        && sameEnds(that.guest, that.link, that.ip, linkRule);
  }

  private boolean sameEnds(
      int otherGuest, LinkHeader otherLink, IpHeader otherIp, boolean linkRule) {
    return guest == otherGuest
        && ip.sameAddresses(otherIp)
        && (linkRule ? sameLink(otherLink, otherIp) : link.sameVlans(otherLink));
  }

  private boolean sameLink(LinkHeader otherLink, IpHeader otherIp) {
    return link.equals(otherLink)
        && ip.flowLabel() == otherIp.flowLabel()
        && (ip.ipVersion() == 4 || ip.nextHeader() == otherIp.nextHeader())
        && ip.extension().equals(otherIp.extension());
  }
}
