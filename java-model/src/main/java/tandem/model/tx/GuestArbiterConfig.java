package tandem.model.tx;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tandem.model.NamedValues;
import tandem.model.Require;

/**
 * Parameters and register values of the guest arbiter. Names are those of the manifest.
 *
 * @param guests number of guests, 1..256
 * @param guestDepth requests that wait for one guest, a power of two in 2..256
 * @param numQueues scanners there are, 1..16
 * @param connectionBits width of a connection number, 1..24
 * @param trustedGuest the only guest that may command, 0..255 (GA-60)
 * @param scanners scanners in use, 0..numQueues; 0 = no look-ahead within one guest (GA-40)
 * @param quantumBytes of a turn for each unit of weight: 0 counts grants, else a power of two in
 *     64..65536
 * @param sliceBytes most bytes of a grant, 0 = no limit, else a power of two in 64..65536 (GA-25)
 * @param switchCycles between turns of two guests, 0..255 (GA-34)
 * @param watchedGuest the guest of the watching counters, 0..255 (GA-72)
 */
public record GuestArbiterConfig(
    int guests,
    int guestDepth,
    int numQueues,
    int connectionBits,
    int trustedGuest,
    int scanners,
    int quantumBytes,
    int sliceBytes,
    int switchCycles,
    int watchedGuest) {
  private static final int LEAST_BYTES = 64;
  private static final int MOST_BYTES = 65536;

  /** Parameters at their defaults, registers as after reset. */
  public static final GuestArbiterConfig DEFAULTS =
      new GuestArbiterConfig(256, 64, 1, 16, 0, 1, 4096, 4096, 0, 0);

  private static final List<String> NAMES = List.copyOf(DEFAULTS.toMap().keySet());

  /** Registers in the order of their positions; all other names are parameters. */
  private static final List<String> REGISTERS =
      List.of(
          "trustedGuest", "scanners", "quantumBytes", "sliceBytes", "switchCycles", "watchedGuest");

  /** Fails with {@link IllegalArgumentException} naming the parameter, its value and the rule. */
  public GuestArbiterConfig {
    Require.range("guests", guests, 1, 256);
    Require.powerOfTwo("guestDepth", guestDepth, 2, 256);
    Require.range("numQueues", numQueues, 1, 16);
    Require.range("connectionBits", connectionBits, 1, 24);
    Require.range("trustedGuest", trustedGuest, 0, 0xFF);
    Require.range("scanners", scanners, 0, numQueues);
    if (quantumBytes != 0) {
      Require.powerOfTwo("quantumBytes", quantumBytes, LEAST_BYTES, MOST_BYTES);
    }
    if (sliceBytes != 0) {
      Require.powerOfTwo("sliceBytes", sliceBytes, LEAST_BYTES, MOST_BYTES);
    }
    Require.range("switchCycles", switchCycles, 0, 0xFF);
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
   * Fills the record by field name.
   *
   * @throws IllegalArgumentException for an unknown or missing name or a value outside its rule
   */
  public static GuestArbiterConfig of(Map<String, Long> values) {
    NamedValues named = NamedValues.of("GuestArbiterConfig", NAMES, values);
    return new GuestArbiterConfig(
        named.getInt("guests"),
        named.getInt("guestDepth"),
        named.getInt("numQueues"),
        named.getInt("connectionBits"),
        named.getInt("trustedGuest"),
        named.getInt("scanners"),
        named.getInt("quantumBytes"),
        named.getInt("sliceBytes"),
        named.getInt("switchCycles"),
        named.getInt("watchedGuest"));
  }

  /** All values by name, in the order of the record. */
  public Map<String, Long> toMap() {
    Map<String, Long> values = new LinkedHashMap<>();
    values.put("guests", (long) guests);
    values.put("guestDepth", (long) guestDepth);
    values.put("numQueues", (long) numQueues);
    values.put("connectionBits", (long) connectionBits);
    values.put("trustedGuest", (long) trustedGuest);
    values.put("scanners", (long) scanners);
    values.put("quantumBytes", (long) quantumBytes);
    values.put("sliceBytes", (long) sliceBytes);
    values.put("switchCycles", (long) switchCycles);
    values.put("watchedGuest", (long) watchedGuest);
    return values;
  }

  /** A copy with one value changed. */
  public GuestArbiterConfig with(String name, long value) {
    Map<String, Long> values = toMap();
    values.put(name, value);
    return of(values);
  }

  /** What a turn may be charged for each unit of weight (GA-30). */
  int quantum() {
    return quantumBytes == 0 ? 1 : quantumBytes;
  }
}
