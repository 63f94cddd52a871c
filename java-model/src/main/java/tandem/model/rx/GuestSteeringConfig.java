package tandem.model.rx;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import tandem.model.NamedValues;
import tandem.model.Require;

/**
 * Parameters and register values of guest steering. Names are those of the manifest.
 *
 * @param guests number of guests, 1..256
 * @param macEntries places of the MAC table, a power of two in 4..4096
 * @param macWays places of a row of it, a power of two in 1..min(16, macEntries)
 * @param groupEntries places of the group table, a power of two in 4..1024
 * @param groupWays places of a row of it, a power of two in 1..min(16, groupEntries)
 * @param steeringFlows places of the connection table, a power of two in 4..4096
 * @param steeringWays places of a row of it, a power of two in 1..min(16, steeringFlows)
 * @param trustedGuest the only guest that may command, 0..255 (GS-41)
 * @param unknownUnicast what becomes of unicast from the wire without an entry (GS-29)
 * @param unknownGroup what becomes of a group without an entry (GS-31)
 * @param defaultGuest who gets what nobody owns, 0..255
 * @param connectionQuota most connections of a guest, 0..65535; 0 is no limit (GS-49)
 * @param watchedGuest the guest of the watching counters, 0..255 (GS-62)
 */
public record GuestSteeringConfig(
    int guests,
    int macEntries,
    int macWays,
    int groupEntries,
    int groupWays,
    int steeringFlows,
    int steeringWays,
    int trustedGuest,
    UnknownRule unknownUnicast,
    UnknownRule unknownGroup,
    int defaultGuest,
    int connectionQuota,
    int watchedGuest) {

  private static final int MAX_WAYS = 16;

  /** Parameters at their defaults, registers as after reset. */
  public static final GuestSteeringConfig DEFAULTS =
      new GuestSteeringConfig(
          256, 512, 4, 256, 4, 256, 4, 0, UnknownRule.DROP, UnknownRule.DROP, 0, 0, 0);

  private static final List<String> NAMES = List.copyOf(DEFAULTS.toMap().keySet());

  /** Registers in the order of their positions; all other names are parameters. */
  private static final List<String> REGISTERS =
      List.of(
          "trustedGuest",
          "unknownUnicast",
          "unknownGroup",
          "defaultGuest",
          "connectionQuota",
          "watchedGuest");

  /** Fails with {@link IllegalArgumentException} naming the parameter, its value and the rule. */
  public GuestSteeringConfig {
    Objects.requireNonNull(unknownUnicast, "unknownUnicast");
    Objects.requireNonNull(unknownGroup, "unknownGroup");
    Require.range("guests", guests, 1, 256);
    requireTable("macEntries", macEntries, 4096, "macWays", macWays);
    requireTable("groupEntries", groupEntries, 1024, "groupWays", groupWays);
    requireTable("steeringFlows", steeringFlows, 4096, "steeringWays", steeringWays);
    Require.range("trustedGuest", trustedGuest, 0, 0xFF);
    Require.range("defaultGuest", defaultGuest, 0, 0xFF);
    Require.range("connectionQuota", connectionQuota, 0, 0xFFFF);
    Require.range("watchedGuest", watchedGuest, 0, 0xFF);
  }

  /** Names of all parameters and registers, in the order of the record. */
  public static List<String> names() {
    return NAMES;
  }

  /** Names of the registers by position: the byte address is 8 times the index. */
  public static List<String> registers() {
    return REGISTERS;
  }

  /**
   * Fills the record by field name, enumerations by their code.
   *
   * @throws IllegalArgumentException for an unknown or missing name or a value outside its rule
   */
  public static GuestSteeringConfig of(Map<String, Long> values) {
    NamedValues named = NamedValues.of("GuestSteeringConfig", NAMES, values);
    return new GuestSteeringConfig(
        named.getInt("guests"),
        named.getInt("macEntries"),
        named.getInt("macWays"),
        named.getInt("groupEntries"),
        named.getInt("groupWays"),
        named.getInt("steeringFlows"),
        named.getInt("steeringWays"),
        named.getInt("trustedGuest"),
        UnknownRule.ofCode("unknownUnicast", named.get("unknownUnicast")),
        UnknownRule.ofCode("unknownGroup", named.get("unknownGroup")),
        named.getInt("defaultGuest"),
        named.getInt("connectionQuota"),
        named.getInt("watchedGuest"));
  }

  /** All values by name, enumerations as codes, in the order of the record. */
  public Map<String, Long> toMap() {
    Map<String, Long> values = new LinkedHashMap<>();
    values.put("guests", (long) guests);
    values.put("macEntries", (long) macEntries);
    values.put("macWays", (long) macWays);
    values.put("groupEntries", (long) groupEntries);
    values.put("groupWays", (long) groupWays);
    values.put("steeringFlows", (long) steeringFlows);
    values.put("steeringWays", (long) steeringWays);
    values.put("trustedGuest", (long) trustedGuest);
    values.put("unknownUnicast", (long) unknownUnicast.code());
    values.put("unknownGroup", (long) unknownGroup.code());
    values.put("defaultGuest", (long) defaultGuest);
    values.put("connectionQuota", (long) connectionQuota);
    values.put("watchedGuest", (long) watchedGuest);
    return values;
  }

  /** A copy with one value changed, enumerations by their code. */
  public GuestSteeringConfig with(String name, long value) {
    return with(Map.of(name, value));
  }

  /** A copy with several values changed at once, for changes that only together are legal. */
  public GuestSteeringConfig with(Map<String, Long> changes) {
    Map<String, Long> values = toMap();
    values.putAll(changes);
    return of(values);
  }

  private static void requireTable(
      String entriesName, int entries, int maxEntries, String waysName, int ways) {
    Require.powerOfTwo(entriesName, entries, 4, maxEntries);
    Require.powerOfTwo(waysName, ways, 1, Math.min(MAX_WAYS, entries));
  }
}
