package tandem.cosim.workrequest;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import tandem.cosim.io.NumberText;
import tandem.cosim.rtl.UsageException;
import tandem.model.tx.QueueFormat;
import tandem.model.tx.Replacement;
import tandem.model.tx.WindowCounts;
import tandem.model.tx.WorkRequestConfig;
import tandem.support.NearestNames;

/** Settings of the work-request blocks as they are typed: numbers, or labels of enumerations. */
public final class ScheduleSettings {
  /** Widest connection number; what a trace holds decides, not what a build happens to have. */
  private static final int CONNECTION_BITS = 24;

  private static final Map<String, List<? extends Enum<?>>> LABELS =
      Map.of(
          "windowCounts", Arrays.asList(WindowCounts.values()),
          "replacement", Arrays.asList(Replacement.values()),
          "queueFormat", Arrays.asList(QueueFormat.values()));

  private ScheduleSettings() {}

  /**
   * The configuration that settings by name make of the default one. A connection number is 24 bits
   * wide unless set, every connection is known unless set, and a window that is not set is no
   * larger than {@code maxWindow}.
   *
   * @throws UsageException for an unknown name or a value outside its rule
   */
  public static WorkRequestConfig config(Map<String, String> settings) {
    Map<String, Long> values = new LinkedHashMap<>(WorkRequestConfig.DEFAULTS.toMap());
    Map<String, Long> given = numbers(settings);
    long bits = given.getOrDefault("connectionBits", (long) CONNECTION_BITS);
    values.put("connectionBits", bits);
    values.put("connectionLimit", 1L << Math.max(1, Math.min(bits, CONNECTION_BITS)));
    long maxWindow = given.getOrDefault("maxWindow", values.get("maxWindow"));
    values.put("window", Math.min(values.get("window"), Math.max(1, maxWindow)));
    values.putAll(given);
    try {
      return WorkRequestConfig.of(values);
    } catch (IllegalArgumentException e) {
      throw new UsageException(e.getMessage(), e);
    }
  }

  /**
   * The settings as numbers.
   *
   * @throws UsageException for an unknown name or what is no number
   */
  public static Map<String, Long> numbers(Map<String, String> settings) {
    Set<String> known = WorkRequestConfig.DEFAULTS.toMap().keySet();
    Map<String, Long> given = new LinkedHashMap<>();
    settings.forEach(
        (name, text) -> {
          if (!known.contains(name)) {
            throw new UsageException(
                String.format(
                    Locale.ROOT,
                    "unknown setting: %s=%s block=schedule; nearest names: %s",
                    name,
                    text,
                    NearestNames.text(name, known)));
          }
          given.put(name, number(name, text));
        });
    return given;
  }

  private static long number(String name, String text) {
    List<? extends Enum<?>> labels = LABELS.getOrDefault(name, List.of());
    for (Enum<?> label : labels) {
      if (label.name().equals(text.toUpperCase(Locale.ROOT))) {
        return label.ordinal();
      }
    }
    try {
      return NumberText.unsigned(text);
    } catch (NumberFormatException e) {
      String rule =
          labels.isEmpty()
              ? "a number"
              : "one of " + String.join(", ", labels.stream().map(Enum::name).toList());
      throw new UsageException(
          String.format(Locale.ROOT, "%s must be %s: %s=%s", name, rule, name, text), e);
    }
  }
}
