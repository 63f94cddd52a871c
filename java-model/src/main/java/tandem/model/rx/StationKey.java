package tandem.model.rx;

/**
 * A station or a group of a VLAN.
 *
 * @param mac 48 bit
 * @param vlan 12 bit
 */
record StationKey(long mac, int vlan) implements RowKey {
  private static final int MAC_BITS = 48;

  @Override
  public int row(int rowBits) {
    return RowKey.fold(mac | (long) vlan << MAC_BITS, 0, rowBits);
  }
}
