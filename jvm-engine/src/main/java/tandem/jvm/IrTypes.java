package tandem.jvm;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Widths of types: an array is its elements in a row, a structure its fields. */
final class IrTypes {
  private IrTypes() {}

  static int bits(String type, String place) {
    if (type.matches("i\\d+")) {
      return Integer.parseInt(type.substring(1));
    }
    if (type.equals("!seq.clock")) {
      return 1;
    }
    if (type.startsWith("!hw.array<") || type.startsWith("!hw.uarray<")) {
      String inner = inside(type);
      int x = inner.indexOf('x');
      return Integer.parseInt(inner.substring(0, x)) * bits(inner.substring(x + 1), place);
    }
    if (type.startsWith("!hw.struct<")) {
      return fields(type, place).values().stream().mapToInt(i -> i).sum();
    }
    if (type.startsWith("array<") || type.startsWith("uarray<") || type.startsWith("struct<")) {
      return bits("!hw." + type, place); // within another type
    }
    if (type.startsWith("!hw.typealias<")) {
      return bits(split(inside(type)).get(1), place);
    }
    throw new UnsupportedRtlException(place, "type " + type);
  }

  /** What a reference refers to. */
  static String referenced(String type) {
    return inside(type);
  }

  /** Width of one element of an array. */
  static int elementBits(String type, String place) {
    String inner = inside(type);
    return bits(inner.substring(inner.indexOf('x') + 1), place);
  }

  /** Fields of a structure with their widths, the first the most significant. */
  static Map<String, Integer> fields(String type, String place) {
    Map<String, Integer> fields = new LinkedHashMap<>();
    for (String field : split(inside(type))) {
      int colon = field.indexOf(':');
      fields.put(
          IrText.unquoted(field.substring(0, colon).strip()),
          bits(field.substring(colon + 1).strip(), place));
    }
    return fields;
  }

  private static String inside(String type) {
    return type.substring(type.indexOf('<') + 1, type.lastIndexOf('>'));
  }

  /** At the commas outside of all brackets. */
  static List<String> split(String text) {
    List<String> parts = new ArrayList<>();
    int depth = 0;
    int begin = 0;
    boolean quoted = false;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"' && (i == 0 || text.charAt(i - 1) != '\\')) {
        quoted = !quoted;
      } else if (quoted) {
        continue;
      } else if (c == '<' || c == '(' || c == '[' || c == '{') {
        depth++;
      } else if (c == '>' || c == ')' || c == ']' || c == '}') {
        depth--;
      } else if (c == ',' && depth == 0) {
        parts.add(text.substring(begin, i).strip());
        begin = i + 1;
      }
    }
    if (!text.substring(begin).isBlank()) {
      parts.add(text.substring(begin).strip());
    }
    return parts;
  }
}
