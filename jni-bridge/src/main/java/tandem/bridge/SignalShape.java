package tandem.bridge;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What a signal is made of.
 *
 * @param name below the top
 * @param widthBits of one element
 * @param depth number of elements of a memory or array; 0 for a plain signal
 * @param fields of a packed structure, by name, nested names joined by dots
 */
record SignalShape(String name, int widthBits, int depth, Map<String, Bits> fields) {
  /** Where a field lies in its signal. */
  record Bits(int lowBit, int widthBits) {}

  /** One line: name, width, depth, then the fields. */
  String line() {
    return String.format(
        Locale.ROOT,
        "%s %d %d %s",
        name,
        widthBits,
        depth,
        fields.entrySet().stream()
            .map(f -> f.getKey() + ":" + f.getValue().lowBit + ":" + f.getValue().widthBits)
            .collect(Collectors.joining(",")));
  }

  static SignalShape parse(String line) {
    String[] parts = line.split(" ", -1);
    Map<String, Bits> fields = new LinkedHashMap<>();
    if (!parts[3].isEmpty()) {
      for (String field : parts[3].split(",")) {
        String[] f = field.split(":");
        fields.put(f[0], new Bits(Integer.parseInt(f[1]), Integer.parseInt(f[2])));
      }
    }
    return new SignalShape(
        parts[0], Integer.parseInt(parts[1]), Integer.parseInt(parts[2]), fields);
  }
}
