package tandem.model.record;

/**
 * IPv4 or IPv6 header, lengths and checksum left out; all 0 where there is none.
 *
 * @param ipVersion 4, 6 or 0
 * @param trafficClass TOS byte or traffic class
 * @param flowLabel 20 bit, IPv6 only
 * @param identification 16 bit, IPv4 only
 * @param dontFragment IPv4 only
 * @param hopLimit TTL or hop limit
 * @param sourceHigh upper half of the address, 0 for IPv4
 * @param sourceLow lower half, the whole IPv4 address in its lower 32 bit
 * @param destinationHigh as the source
 * @param destinationLow as the source
 * @param nextHeader protocol of IPv4, first next header of IPv6
 * @param extensionBytes bytes of the IPv6 extension headers
 * @param extension the extension headers as they stand
 */
public record IpHeader(
    int ipVersion,
    int trafficClass,
    int flowLabel,
    int identification,
    boolean dontFragment,
    int hopLimit,
    long sourceHigh,
    long sourceLow,
    long destinationHigh,
    long destinationLow,
    int nextHeader,
    int extensionBytes,
    ByteString extension) {
  public static final IpHeader NONE =
      new IpHeader(0, 0, 0, 0, false, 0, 0, 0, 0, 0, 0, 0, ByteString.EMPTY);

  /** Bytes of the header an aggregate is sent up with: no IPv4 options. */
  public int bytes() {
    return ipVersion == 6 ? 40 + extensionBytes : 20;
  }

  /** The two ECN bits. */
  public int ecn() {
    return trafficClass & 3;
  }

  /** A copy with another hop limit. */
  public IpHeader withHopLimit(int newHopLimit) {
    return newHopLimit == hopLimit
        ? this
        : new IpHeader(
            ipVersion,
            trafficClass,
            flowLabel,
            identification,
            dontFragment,
            newHopLimit,
            sourceHigh,
            sourceLow,
            destinationHigh,
            destinationLow,
            nextHeader,
            extensionBytes,
            extension);
  }
}
