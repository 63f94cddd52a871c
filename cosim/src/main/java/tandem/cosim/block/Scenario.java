package tandem.cosim.block;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import tandem.cosim.stream.Mode;
import tandem.cosim.stream.PauseSpec;

/**
 * Everything that decides one run of a block; what a case file stores and replay repeats.
 *
 * @param name what the scenario is, for messages
 * @param settings parameters and registers that differ from their defaults, by name
 * @param mode which engine moves the streams
 * @param initialSeed of the registers' and memories' initial state
 * @param pauses of the agents, by stream; those not named never pause
 * @param parts what the block is given, by the names of its {@link Block#parts}
 */
public record Scenario(
    String name,
    Map<String, Long> settings,
    Mode mode,
    long initialSeed,
    Map<String, PauseSpec> pauses,
    Map<String, Object> parts) {
  /** A scenario without pauses. */
  public static Scenario of(String name, Map<String, Long> settings) {
    return new Scenario(name, settings, Mode.STREAM, 0, Map.of(), Map.of());
  }

  /** The part of that name. */
  @SuppressWarnings("unchecked") // only with() and read() fill it
  public <T> T get(Part<T> part) {
    Object value = parts.get(part.name());
    if (value == null) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT, "the scenario lacks a part: scenario=%s part=%s", name, part.name()));
    }
    return (T) value;
  }

  /** The same with a part, in place of that of the same name if there is one. */
  public <T> Scenario with(Part<T> part, T value) {
    Map<String, Object> others = new LinkedHashMap<>(parts);
    others.put(part.name(), value);
    return new Scenario(name, settings, mode, initialSeed, pauses, others);
  }

  /** The same with a setting, in place of that of the same name if there is one. */
  public Scenario withSetting(String setting, long value) {
    Map<String, Long> others = new LinkedHashMap<>(settings);
    others.put(setting, value);
    return new Scenario(name, others, mode, initialSeed, pauses, parts);
  }

  public Scenario withPause(String stream, PauseSpec pause) {
    Map<String, PauseSpec> others = new LinkedHashMap<>(pauses);
    others.put(stream, pause);
    return new Scenario(name, settings, mode, initialSeed, others, parts);
  }

  public Scenario withMode(Mode newMode) {
    return new Scenario(name, settings, newMode, initialSeed, pauses, parts);
  }

  public Scenario withInitialSeed(long seed) {
    return new Scenario(name, settings, mode, seed, pauses, parts);
  }

  /** When the agent of a stream pauses. */
  public PauseSpec pause(String stream) {
    return pauses.getOrDefault(stream, PauseSpec.NEVER);
  }

  /** As it stands in a case file. */
  @JsonValue
  Map<String, Object> tree() {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("name", name);
    tree.put("settings", settings);
    tree.put("mode", mode);
    tree.put("initialSeed", initialSeed);
    tree.put("pauses", pauses);
    tree.putAll(parts);
    return tree;
  }
}
