package tandem.cosim.block;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import tandem.cosim.regress.Json;
import tandem.cosim.rtl.UsageException;
import tandem.cosim.stream.Mode;
import tandem.cosim.stream.PauseSpec;

/**
 * Reads a scenario from a case file, which may lack what there was not when it was written, or have
 * it in another form.
 */
final class ScenarioReader {
  /** Values that a pause has, and nothing else in a scenario. */
  private static final List<String> PAUSE = List.of("kind", "amount", "seed");

  private final JsonNode tree;
  private final Block<?> block;
  private final Map<String, JsonNode> left = new LinkedHashMap<>();

  ScenarioReader(JsonNode tree, Block<?> block) {
    this.tree = tree;
    this.block = block;
    tree.properties().forEach(field -> left.put(field.getKey(), field.getValue()));
  }

  /**
   * The scenario.
   *
   * @throws UsageException if it is none of the block
   */
  Scenario read() {
    Scenario scenario =
        new Scenario(
            take("name", String.class),
            Json.read(take("settings"), new TypeReference<Map<String, Long>>() {}),
            left.containsKey("mode") ? take("mode", Mode.class) : Mode.STREAM,
            take("initialSeed", Long.class),
            pauses(),
            Map.of());
    for (Part<?> part : block.parts()) {
      scenario = with(scenario, part);
    }
    block.retiredParts().forEach(left::remove);
    if (!left.isEmpty()) {
      throw new UsageException(
          String.format(
              Locale.ROOT, "not a scenario of block=%s: unknown %s", block.name(), left.keySet()));
    }
    return scenario;
  }

  private <T> Scenario with(Scenario scenario, Part<T> part) {
    return scenario.with(part, Json.read(take(part.name()), part.type()));
  }

  private <T> T take(String name, Class<T> type) {
    return Json.read(take(name), type);
  }

  private JsonNode take(String name) {
    return Optional.ofNullable(left.remove(name))
        .orElseThrow(
            () ->
                new UsageException(
                    String.format(
                        Locale.ROOT, "not a scenario of block=%s: no %s", block.name(), name)));
  }

  /** By stream; once each stood in a field of its own, named like its stream. */
  private Map<String, PauseSpec> pauses() {
    Map<String, PauseSpec> pauses = new LinkedHashMap<>();
    if (left.containsKey("pauses")) {
      pauses.putAll(Json.read(take("pauses"), new TypeReference<Map<String, PauseSpec>>() {}));
    }
    for (String name : new ArrayList<>(left.keySet())) {
      List<String> fields = new ArrayList<>();
      left.get(name).fieldNames().forEachRemaining(fields::add);
      if (fields.equals(PAUSE)) {
        pauses.put(name, take(name, PauseSpec.class));
      }
    }
    pauses.values().removeIf(PauseSpec.NEVER::equals);
    return pauses;
  }
}
