package tandem.cosim.rtl;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import tandem.cosim.io.NumberText;
import tandem.rtlgen.Manifest;
import tandem.support.NearestNames;

/**
 * The settings of one run of a block, sorted into parameters, which decide the hardware, and
 * registers, which are written while it runs. Numbers and the manifest's labels are accepted.
 */
public final class BlockSettings {
  private final Map<String, Long> registers = new LinkedHashMap<>();
  private final Map<String, Long> parameters = new LinkedHashMap<>();

  private BlockSettings() {}

  /**
   * Sorts settings given by name.
   *
   * @param manifest of the block with default parameters
   * @throws UsageException for an unknown name or a value outside its rule
   */
  public static BlockSettings of(Manifest manifest, Map<String, String> settings) {
    BlockSettings sorted = new BlockSettings();
    Map<String, Manifest.Register> writable = new LinkedHashMap<>();
    manifest.registers().stream()
        .filter(Manifest.Register::writable)
        .forEach(r -> writable.put(r.name(), r));
    Set<String> known = new TreeSet<>(manifest.parameters().keySet());
    known.addAll(writable.keySet());
    settings.forEach(
        (name, value) -> {
          if (!known.contains(name)) {
            throw new UsageException(
                String.format(
                    Locale.ROOT,
                    "unknown setting: %s=%s block=%s; nearest names: %s",
                    name,
                    value,
                    manifest.block(),
                    NearestNames.text(name, known)));
          }
          Manifest.Register register = writable.get(name);
          if (register == null) {
            sorted.parameters.put(name, number(name, value));
          } else {
            sorted.registers.put(name, legal(register, value));
          }
        });
    return sorted;
  }

  /** Registers to write, by name. */
  public Map<String, Long> registers() {
    return registers;
  }

  /** Parameters of the hardware as rtl-gen takes them. */
  public Map<String, String> parameters() {
    Map<String, String> texts = new LinkedHashMap<>();
    parameters.forEach((name, value) -> texts.put(name, Long.toUnsignedString(value)));
    return texts;
  }

  /** All of them by name. */
  public Map<String, Long> all() {
    Map<String, Long> all = new LinkedHashMap<>(parameters);
    all.putAll(registers);
    return all;
  }

  private static long legal(Manifest.Register register, String text) {
    Long label =
        register.labels().entrySet().stream()
            .filter(e -> e.getKey().equalsIgnoreCase(text))
            .map(Map.Entry::getValue)
            .findFirst()
            .orElse(null);
    long value = label != null ? label : number(register.name(), text);
    boolean listed = register.allowed() == null || register.allowed().contains(value);
    boolean inRange =
        register.minimum() == null || value >= register.minimum() && value <= register.maximum();
    if (!listed || !inRange) {
      throw new UsageException(
          String.format(
              Locale.ROOT,
              "%s must be %s: %s=%s",
              register.name(),
              rule(register),
              register.name(),
              text));
    }
    return value;
  }

  private static String rule(Manifest.Register register) {
    if (!register.labels().isEmpty()) {
      return "one of " + String.join(", ", register.labels().keySet());
    }
    if (register.allowed() != null) {
      return register.allowed().stream()
          .map(String::valueOf)
          .collect(Collectors.joining(", ", "one of ", ""));
    }
    return String.format(Locale.ROOT, "from %d to %d", register.minimum(), register.maximum());
  }

  private static long number(String name, String text) {
    try {
      return NumberText.unsigned(text);
    } catch (NumberFormatException e) {
      throw new UsageException(
          String.format(Locale.ROOT, "%s must be a number: %s=%s", name, name, text), e);
    }
  }
}
