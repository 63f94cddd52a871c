package tandem.model.rx;

import tandem.model.Require;

/**
 * The run-time registers of the receive path with their ranges and their values in each profile.
 * The order of the constants is the order of the addresses; 0 and 1 of a two-valued rule are named
 * in the comment behind it. What a profile does not set has a reset value only.
 */
public enum ReceiveRegister {
  ENABLE("enable", 0, 1, 0),
  PROFILE("profile", 0, 2, 0, 1, 2),
  KEY_RULE("keyRule", 0, 1, 0, 0, 1), // TUPLE, LINK
  KEEP_ENTRY("keepEntry", 0, 1, 1, 1, 0),
  EVICT_RULE("evictRule", 0, 1, 0, 0, 1), // LRU, CREATED
  ALLOC_ON_SYN("allocOnSyn", 0, 1, 1, 1, 0),
  ALLOC_ON_DATA("allocOnData", 0, 1, 1, 1, 1),
  PADDING_RULE("paddingRule", 0, 1, 0, 0, 1), // MINIMUM_FRAME, STRICT
  FLAG_RULE("flagRule", 0, 1, 0, 0, 1), // STRICT, MATCH
  FIN_RULE("finRule", 0, 1, 0, 0, 1), // OUT, IN
  PSH_RULE("pshRule", 0, 1, 1, 0, 1), // OFF, CLOSE
  OPTION_RULE("optionRule", 0, 1, 0, 0, 1), // TIMESTAMP, MATCH
  EXTENSION_RULE("extensionRule", 0, 1, 0, 0, 1), // OUT, MATCH
  CE_RULE("ceRule", 0, 1, 1, 0, 0), // MATCH, OUT
  CWR_RULE("cwrRule", 0, 1, 0, 0, 1), // MATCH, NEVER
  TTL_RULE("ttlRule", 0, 1, 0, 1, 0), // MATCH, MINIMUM
  IP_ID_RULE("ipIdRule", 0, 1, 0, 0, 1), // IGNORE, MATCH
  WINDOW_RULE("windowRule", 0, 2, 0, 0, 2), // LATEST, OUT, NEW
  ACK_RULE("ackRule", 0, 1, 0, 0, 1), // ADVANCE, MATCH
  ACK_THRESHOLD("ackThreshold", 0, Integer.MAX_VALUE, 0, 0, 0),
  DUP_ACK_THRESHOLD("dupAckThreshold", 0, 255, 1, 1, 0),
  PURE_ACK_RULE("pureAckRule", 0, 1, 0, 1, 0), // OUT, WINDOW_IN
  HOLE_RULE("holeRule", 0, 1, 0, 0, 0), // NEW, OUT
  BEHIND_RULE("behindRule", 0, 1, 0, 0, 1), // OUT, NEW
  SHORT_RULE("shortRule", 0, 1, 0, 0, 1), // OFF, CLOSE
  LONG_RULE("longRule", 0, 1, 0, 0, 1), // OFF, NEW
  FILL_RULE("fillRule", 0, 1, 1, 1, 0), // OPEN, CLOSE
  TIMESTAMP_RULE("timestampRule", 0, 1, 1, 1, 0), // IGNORE, FORWARD
  TIMESTAMP_MODE("timestampMode", 0, 1, 0, 1, 0), // FIRST, LATEST
  MAX_AGGREGATES("maxAggregates", 0, 0xFFFF, 0, 0, 8),
  CHECKSUM_MODE("checksumMode", 0, 1, 0), // RECOMPUTE, REPORT
  OUT_OF_ORDER("outOfOrder", 0, 1, 0, 0, 0), // FLUSH, ISLES
  ISLE_OVERFLOW("isleOverflow", 0, 1, 0), // DELIVER, DROP
  ISLES("isles", 1, 8, 8),
  ISLE_SEGMENTS("isleSegments", 1, 0xFFFF, 64),
  ISLE_BUFFERS("isleBuffers", 0, 0xFFFF, 1024),
  COLLECT("collect", 0, 1, 0), // STREAM, STORE
  TIMER_CYCLES("timerCycles", 0, 0xFFFF_FFFFL, 0),
  MAX_SEGMENTS("maxSegments", 0, 0xFFFF, 0, 0, 0),
  MAX_BYTES("maxBytes", 576, 0xFFFF, 0xFFFF, 0xFFFF, 0xFFFF),
  MIN_START_BYTES("minStartBytes", 0, 0xFFFF, 0, 0, 0),
  GUEST_QUOTA("guestQuota", 0, 0xFFFF, 0),
  FLUSH_EVERY("flushEvery", 0, 0xFFFF_FFFFL, 0),
  TIME_SOURCE("timeSource", 0, 1, 0); // CYCLE, STAMP

  private final String label;
  private final long minimum;
  private final long maximum;
  private final long[] profileValues;

  ReceiveRegister(String label, long minimum, long maximum, long... profileValues) {
    this.label = label;
    this.minimum = minimum;
    this.maximum = maximum;
    this.profileValues = profileValues;
  }

  /** Name in the register map. */
  public String label() {
    return label;
  }

  /** Byte address in the register map. */
  public int address() {
    return 8 * ordinal();
  }

  public long minimum() {
    return minimum;
  }

  public long maximum() {
    return maximum;
  }

  /** Value after reset, which is that of the first profile. */
  public long reset() {
    return profileValues[0];
  }

  /** Whether writing the profile changes this register. */
  public boolean setByProfile() {
    return profileValues.length > 1;
  }

  /** Value in a profile; the reset value if the profile leaves the register alone. */
  public long value(Profile profile) {
    return setByProfile() ? profileValues[profile.code()] : reset();
  }

  /** Fails with {@link IllegalArgumentException} for a value outside the range. */
  void check(long value) {
    Require.range(label, value, minimum, maximum);
  }
}
