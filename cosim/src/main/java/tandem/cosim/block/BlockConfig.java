package tandem.cosim.block;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import tandem.cosim.rtl.BlockSettings;
import tandem.cosim.rtl.RtlSource;
import tandem.cosim.rtl.UsageException;
import tandem.rtlgen.Manifest;
import tandem.support.NearestNames;

/**
 * The settings of a scenario, sorted by where they go: into registers, to inputs named like them,
 * into the generator as parameters, or to the model alone.
 */
final class BlockConfig {
  /** The inputs that hold configuration are named like it. */
  static final String INPUT_PREFIX = "config_";

  private final BlockSettings ofHardware;

  /**
   * Sorts settings.
   *
   * @throws UsageException for an unknown name or a value outside its rule
   */
  BlockConfig(Block<?> block, RtlSource rtl, Map<String, Long> settings) {
    Manifest defaults = rtl.manifest(block.name(), Map.of());
    Set<String> inputs = inputs(defaults);
    Set<String> registers = registers(defaults);
    Map<String, String> parameters = new LinkedHashMap<>();
    Map<String, String> texts = new LinkedHashMap<>();
    settings.forEach(
        (name, value) -> {
          if (registers.contains(name)) {
            texts.put(name, value.toString());
          } else if (!inputs.contains(name) && defaults.parameters().containsKey(name)) {
            parameters.put(name, value.toString());
          } else if (!inputs.contains(name) && !block.modelSettings().contains(name)) {
            Set<String> known = new TreeSet<>(defaults.parameters().keySet());
            known.addAll(registers);
            known.addAll(inputs);
            throw new UsageException(
                String.format(
                    Locale.ROOT,
                    "unknown setting: %s=%d block=%s; nearest names: %s",
                    name,
                    value,
                    block.name(),
                    NearestNames.of(name, known)));
          }
        });
    texts.putAll(parameters);
    // Limits of registers follow from parameters.
    ofHardware = BlockSettings.of(rtl.manifest(block.name(), parameters), texts);
  }

  private static Set<String> inputs(Manifest manifest) {
    Set<String> names = new TreeSet<>();
    for (Manifest.Port port : manifest.ports()) {
      if (port.name().startsWith(INPUT_PREFIX)) {
        names.add(port.name().substring(INPUT_PREFIX.length()));
      }
    }
    return names;
  }

  private static Set<String> registers(Manifest manifest) {
    Set<String> names = new TreeSet<>();
    manifest.registers().stream()
        .filter(Manifest.Register::writable)
        .forEach(register -> names.add(register.name()));
    return names;
  }

  /** Parameters of the hardware as rtl-gen takes them. */
  Map<String, String> parameters() {
    return ofHardware.parameters();
  }

  /** Registers to write, by name. */
  Map<String, Long> registers() {
    return ofHardware.registers();
  }
}
