package tandem.model.record;

/**
 * Ethernet header with up to two VLAN tags.
 *
 * @param destinationMac 48 bit
 * @param sourceMac 48 bit
 * @param vlanTags 0..2
 * @param outerTag TPID * 65536 + TCI of the first tag, 0 without
 * @param innerTag the same of the second tag
 */
public record LinkHeader(
    long destinationMac, long sourceMac, int vlanTags, int outerTag, int innerTag) {
  public static final LinkHeader NONE = new LinkHeader(0, 0, 0, 0, 0);

  /** Bytes in front of the network header. */
  public int bytes() {
    return 14 + 4 * vlanTags;
  }
}
