package tandem.cosim.rx;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import tandem.cosim.io.NumberText;
import tandem.cosim.rtl.UsageException;
import tandem.model.rx.ReceiveConfig;
import tandem.support.NearestNames;

/** The settings of the receive path as a user writes them: numbers, or the names of values. */
public final class ReceiveSettings {
  /** Names of the values of registers, those of 0, 1 ... in turn. */
  private static final Map<String, List<String>> LABELS =
      labels(
          """
          profile TTO RSC LINUX_GRO
          keyRule TUPLE LINK
          evictRule LRU CREATED
          paddingRule MINIMUM_FRAME STRICT
          flagRule STRICT MATCH
          finRule OUT IN
          pshRule OFF CLOSE
          optionRule TIMESTAMP MATCH
          extensionRule OUT MATCH
          ceRule MATCH OUT
          cwrRule MATCH NEVER
          ttlRule MATCH MINIMUM
          ipIdRule IGNORE MATCH
          windowRule LATEST OUT NEW
          ackRule ADVANCE MATCH
          pureAckRule OUT WINDOW_IN
          holeRule NEW OUT
          behindRule OUT NEW
          shortRule OFF CLOSE
          longRule OFF NEW
          fillRule OPEN CLOSE
          timestampRule IGNORE FORWARD
          timestampMode FIRST LATEST
          checksumMode RECOMPUTE REPORT
          outOfOrder FLUSH ISLES
          isleOverflow DELIVER DROP
          collect STREAM STORE
          timeSource CYCLE STAMP
          """);

  private ReceiveSettings() {}

  /**
   * Values by name.
   *
   * @throws UsageException for an unknown name or a text that stands for no value
   */
  public static Map<String, Long> parse(Map<String, String> texts) {
    Map<String, Long> values = new LinkedHashMap<>();
    texts.forEach((name, text) -> values.put(name, value(name, text)));
    return values;
  }

  /**
   * The reset configuration with the given values, the profile before all others.
   *
   * @throws UsageException for a value outside its rule
   */
  public static ReceiveConfig config(Map<String, Long> values) {
    try {
      return ReceiveConfig.DEFAULTS.with(values);
    } catch (IllegalArgumentException e) {
      throw new UsageException(e.getMessage(), e);
    }
  }

  private static long value(String name, String text) {
    if (!ReceiveConfig.names().contains(name)) {
      throw new UsageException(
          String.format(
              Locale.ROOT,
              "unknown setting: %s=%s block=receive-path; nearest names: %s",
              name,
              text,
              NearestNames.text(name, ReceiveConfig.names())));
    }
    List<String> labels = LABELS.getOrDefault(name, List.of());
    int code = labels.indexOf(text.toUpperCase(Locale.ROOT).replace('-', '_'));
    if (code >= 0) {
      return code;
    }
    try {
      return NumberText.unsigned(text);
    } catch (NumberFormatException e) {
      String rule = labels.isEmpty() ? "a number" : "one of " + String.join(", ", labels);
      throw new UsageException(
          String.format(Locale.ROOT, "%s must be %s: %s=%s", name, rule, name, text), e);
    }
  }

  private static Map<String, List<String>> labels(String table) {
    return table
        .lines()
        .map(line -> Arrays.asList(line.split(" ")))
        .collect(Collectors.toMap(row -> row.get(0), row -> row.subList(1, row.size())));
  }
}
