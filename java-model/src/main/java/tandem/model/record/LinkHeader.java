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

  private static final int VLAN_ID = 0xFFF;

  /** Bytes in front of the network header. */
  public int bytes() {
    return 14 + 4 * vlanTags;
  }

  /** Whether number of tags and VLAN ids are equal, priorities left aside. */
  public boolean sameVlans(LinkHeader that) {
    return vlanTags == that.vlanTags
        && ((outerTag ^ that.outerTag) & VLAN_ID) == 0
        && ((innerTag ^ that.innerTag) & VLAN_ID) == 0;
  }

  /** Whether the tags are equal bit by bit. */
  public boolean sameTags(LinkHeader that) {
    return outerTag == that.outerTag && innerTag == that.innerTag;
  }
}
