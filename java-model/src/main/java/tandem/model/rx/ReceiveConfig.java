package tandem.model.rx;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tandem.model.NamedValues;
import tandem.model.Require;

/**
 * Parameters and register values of the receive path. Names are those of the manifest. Immutable.
 */
public final class ReceiveConfig {
  /** Most ways and entries the model takes; the hardware stops at 1024. */
  private static final int MAX_ENTRIES = 1 << 20;

  private static final List<String> PARAMETERS =
      List.of(
          "flowEntries",
          "flowWays",
          "guests",
          "maxIsles",
          "maxFrameBytes",
          "storeBeats",
          "frameBufferBeats");
  private static final List<String> NAMES = names(PARAMETERS);

  /** Registers that must be 0 where isles are kept. */
  public static final List<ReceiveRegister> ZERO_WITH_ISLES =
      List.of(
          ReceiveRegister.COLLECT,
          ReceiveRegister.BEHIND_RULE,
          ReceiveRegister.WINDOW_RULE,
          ReceiveRegister.ACK_RULE,
          ReceiveRegister.SHORT_RULE,
          ReceiveRegister.LONG_RULE,
          ReceiveRegister.FLAG_RULE,
          ReceiveRegister.FIN_RULE,
          ReceiveRegister.OPTION_RULE,
          ReceiveRegister.EXTENSION_RULE,
          ReceiveRegister.IP_ID_RULE);

  /** Parameters at their defaults, registers as after reset: nothing is coalesced. */
  public static final ReceiveConfig DEFAULTS = defaults();

  private final Map<String, Long> values;
  private final long[] registers;
  private final int flowEntries;
  private final int flowWays;
  private final int maxFrameBytes;
  private final int storeBeats;
  private final int maxIsles;
  private final int frameBufferBeats;

  private ReceiveConfig(Map<String, Long> ordered) {
    NamedValues named = NamedValues.of("ReceiveConfig", NAMES, ordered);
    this.values = ordered;
    this.flowEntries = named.getInt("flowEntries");
    this.flowWays = named.getInt("flowWays");
    this.maxFrameBytes = named.getInt("maxFrameBytes");
    this.maxIsles = named.getInt("maxIsles");
    this.storeBeats = named.getInt("storeBeats");
    this.frameBufferBeats = named.getInt("frameBufferBeats");
    Require.powerOfTwo("flowEntries", flowEntries, 8, MAX_ENTRIES);
    Require.powerOfTwo("flowWays", flowWays, 1, flowEntries);
    Require.range("guests", named.get("guests"), 1, 256);
    Require.range("maxIsles", maxIsles, 1, 8);
    Require.range("maxFrameBytes", maxFrameBytes, 128, 65600);
    Require.range("storeBeats", storeBeats, 16, 65536);
    Require.range("frameBufferBeats", frameBufferBeats, 8, 65536);
    ReceiveRegister[] all = ReceiveRegister.values();
    registers = new long[all.length];
    for (ReceiveRegister register : all) {
      long value = named.get(register.label());
      register.check(value);
      registers[register.ordinal()] = value;
    }
    checkRules();
  }

  /** A profile with coalescing enabled, everything else at its default. */
  public static ReceiveConfig of(Profile profile) {
    return DEFAULTS.with(Map.of("enable", 1L, "profile", (long) profile.code()));
  }

  /**
   * Fills the configuration by name, enumerations by their code.
   *
   * @throws IllegalArgumentException for an unknown or missing name or a value outside its rule
   */
  public static ReceiveConfig of(Map<String, Long> values) {
    NamedValues.of("ReceiveConfig", NAMES, values);
    Map<String, Long> ordered = new LinkedHashMap<>();
    for (String name : NAMES) {
      ordered.put(name, values.get(name));
    }
    return new ReceiveConfig(ordered);
  }

  /** Names of all parameters and registers, in the order of the contract. */
  public static List<String> names() {
    return NAMES;
  }

  /** All values by name. */
  public Map<String, Long> toMap() {
    return new LinkedHashMap<>(values);
  }

  /** A copy with one value changed; a profile changes all that belongs to it. */
  public ReceiveConfig with(String name, long value) {
    return with(Map.of(name, value));
  }

  /** A copy with one register changed; a profile changes all that belongs to it. */
  public ReceiveConfig with(ReceiveRegister register, long value) {
    return with(Map.of(register.label(), value));
  }

  /** A copy with several values changed at once, the profile before all others. */
  public ReceiveConfig with(Map<String, Long> changes) {
    Map<String, Long> changed = toMap();
    Long profileCode = changes.get(ReceiveRegister.PROFILE.label());
    if (profileCode != null) {
      Profile profile = Profile.ofCode(profileCode);
      for (ReceiveRegister register : ReceiveRegister.values()) {
        if (register.setByProfile()) {
          changed.put(register.label(), register.value(profile));
        }
      }
    }
    changed.putAll(changes);
    return of(changed);
  }

  public long get(ReceiveRegister register) {
    return registers[register.ordinal()];
  }

  /** Whether a register is not 0: for rules of two values, the second one. */
  public boolean on(ReceiveRegister register) {
    return registers[register.ordinal()] != 0;
  }

  public Profile profile() {
    return Profile.ofCode(get(ReceiveRegister.PROFILE));
  }

  public int flowEntries() {
    return flowEntries;
  }

  public int flowWays() {
    return flowWays;
  }

  /** Longest frame that is looked into. */
  public int maxFrameBytes() {
    return maxFrameBytes;
  }

  /** Isles of a flow: what is asked for, as far as there is room. */
  public int isles() {
    return (int) Math.min(maxIsles, get(ReceiveRegister.ISLES));
  }

  /** Beats a run may hold where payload is stored on the NIC. */
  public int storeBeats() {
    return storeBeats;
  }

  /** Beats kept until it is known where their frame goes. */
  public int frameBufferBeats() {
    return frameBufferBeats;
  }

  private void checkRules() {
    if (on(ReceiveRegister.ALLOC_ON_SYN)) {
      requireWith("allocOnSyn", ReceiveRegister.KEEP_ENTRY, 1);
    }
    if (on(ReceiveRegister.OUT_OF_ORDER)) {
      requireWith("outOfOrder", ReceiveRegister.KEEP_ENTRY, 1);
      for (ReceiveRegister register : ZERO_WITH_ISLES) {
        requireWith("outOfOrder", register, 0);
      }
    }
  }

  private void requireWith(String name, ReceiveRegister register, long needed) {
    if (get(register) != needed) {
      throw new IllegalArgumentException(
          name
              + "=1 needs "
              + register.label()
              + "="
              + needed
              + ": "
              + register.label()
              + "="
              + get(register));
    }
  }

  private static ReceiveConfig defaults() {
    Map<String, Long> values = new LinkedHashMap<>();
    values.put("flowEntries", 64L);
    values.put("flowWays", 8L);
    values.put("guests", 256L);
    values.put("maxIsles", 8L);
    values.put("maxFrameBytes", 65600L);
    values.put("storeBeats", 2048L);
    values.put("frameBufferBeats", 2048L);
    for (ReceiveRegister register : ReceiveRegister.values()) {
      values.put(register.label(), register.reset());
    }
    return new ReceiveConfig(values);
  }

  private static List<String> names(List<String> parameters) {
    List<String> names = new ArrayList<>(parameters);
    for (ReceiveRegister register : ReceiveRegister.values()) {
      names.add(register.label());
    }
    return List.copyOf(names);
  }
}
