package tandem.cosim.workrequest;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import tandem.bridge.RtlDut;
import tandem.cosim.rtl.UsageException;
import tandem.cosim.tx.WorkRequestStage;
import tandem.model.tx.WorkRequestConfig;
import tandem.rtlgen.Manifest;
import tandem.support.NearestNames;

/**
 * The settings of a stage on its own, sorted into parameters, which decide the hardware, and
 * configuration, which stands at inputs named like it.
 */
final class StageSettings {
  /** The inputs that hold the configuration are named like it. */
  private static final String CONFIG_PREFIX = "config_";

  private final Map<String, String> parameters = new LinkedHashMap<>();
  private final Map<String, Long> inputs = new LinkedHashMap<>();

  /**
   * Sorts settings given by name.
   *
   * @param manifest of the block with default parameters
   * @throws UsageException for an unknown name
   */
  StageSettings(Manifest manifest, Map<String, Long> settings) {
    this(manifest, settings, Set.of());
  }

  /**
   * As above.
   *
   * @param inputsBesides configuration that stands at inputs of other names
   */
  StageSettings(Manifest manifest, Map<String, Long> settings, Set<String> inputsBesides) {
    settings.forEach(
        (name, value) -> {
          boolean isInput =
              manifest.ports().stream().anyMatch(p -> p.name().equals(CONFIG_PREFIX + name));
          if (isInput || inputsBesides.contains(name)) {
            inputs.put(name, value);
          } else if (manifest.parameters().containsKey(name)) {
            parameters.put(name, String.valueOf(value));
          } else {
            throw new UsageException(
                String.format(
                    Locale.ROOT,
                    "unknown setting: %s=%d block=%s; nearest names: %s",
                    name,
                    value,
                    manifest.block(),
                    NearestNames.text(name, WorkRequestConfig.names())));
          }
        });
  }

  /** Parameters of the hardware as rtl-gen takes them. */
  Map<String, String> parameters() {
    return parameters;
  }

  /**
   * The model's configuration: what the hardware was generated with, and its inputs.
   *
   * @throws UsageException for a value outside its rule
   */
  WorkRequestConfig config(Manifest manifest) {
    return WorkRequestStage.config(manifest, inputs);
  }

  /** Puts a configuration at the inputs of a design. */
  static void set(RtlDut dut, WorkRequestConfig config) {
    Map<String, Long> values = config.toMap();
    for (Manifest.Port port : dut.manifest().ports()) {
      if (port.name().startsWith(CONFIG_PREFIX)) {
        dut.signal(port.name()).set(values.get(port.name().substring(CONFIG_PREFIX.length())));
      }
    }
  }
}
