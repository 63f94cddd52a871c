package tandem.jvm;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Reads MLIR's generic form, in which all operations look the same:
 *
 * <pre>
 *   %1:2 = "dialect.name"(%a, %b)[^bb1] <{property = value}> ({ region }) {attribute = value} : (i1, i8) -> (i2, i3)
 *       loc(#loc1)
 * </pre>
 *
 * Nothing is skipped: text that is not of this form is an error with its line.
 */
final class IrText {
  private static final String UNKNOWN = "unknown";

  private final String text;
  private final String origin;
  private final Map<String, String> aliases = new HashMap<>();
  private int at;
  private int counted;
  private int lines;

  private IrText(String text, String origin) {
    this.text = text;
    this.origin = origin;
  }

  /**
   * The operations at the top level of a text.
   *
   * @param origin what an error names as the file
   */
  static List<IrOp> read(String text, String origin) {
    IrText reader = new IrText(text, origin);
    reader.readAliases();
    List<IrOp> ops = new ArrayList<>();
    while (reader.more()) {
      ops.add(reader.op());
    }
    return ops;
  }

  static String unquoted(String text) {
    String bare = text.startsWith("@") ? text.substring(1) : text;
    if (!bare.startsWith("\"")) {
      return bare;
    }
    StringBuilder out = new StringBuilder();
    for (int i = 1; i < bare.lastIndexOf('"'); i++) {
      char c = bare.charAt(i);
      if (c != '\\') {
        out.append(c);
      } else if (bare.charAt(i + 1) == '\\' || bare.charAt(i + 1) == '"') {
        out.append(bare.charAt(++i));
      } else {
        out.append((char) Integer.parseInt(bare.substring(i + 1, i + 3), 16));
        i += 2;
      }
    }
    return out.toString();
  }

  /** Aliases of places may stand behind their use, so they are read first. */
  private void readAliases() {
    for (int line = 0; line < text.length(); ) {
      int end = text.indexOf('\n', line);
      end = end < 0 ? text.length() : end;
      if (text.charAt(line) == '#') {
        int equals = text.indexOf(" = ", line);
        aliases.put(text.substring(line, equals), text.substring(equals + 3, end));
      }
      line = end + 1;
    }
  }

  /** Goes to the next operation; false at the end. */
  private boolean more() {
    while (true) {
      blanks();
      if (at >= text.length()) {
        return false;
      }
      char c = text.charAt(at);
      if (c != '#' && c != '!') {
        return true;
      }
      int end = text.indexOf('\n', at);
      at = end < 0 ? text.length() : end + 1;
    }
  }

  private IrOp op() {
    int begin = at;
    String results = "";
    if (peek() == '%') {
      results = name();
      if (peek() == ':') {
        expect(':');
        word();
      }
      while (peek() == ',') {
        throw error("several named results");
      }
      expect('=');
    }
    String operation = unquoted(quoted());
    List<String> operands = list('(', ')', this::name);
    List<IrOp.Successor> successors = List.of();
    if (peek() == '[') {
      successors = list('[', ']', () -> new IrOp.Successor(name()));
    }
    Map<String, String> attributes = new LinkedHashMap<>();
    if (peek() == '<') {
      expect('<');
      attributes(attributes);
      expect('>');
    }
    List<IrOp.Region> regions = List.of();
    if (peek() == '(') {
      regions = list('(', ')', this::region);
    }
    if (peek() == '{') {
      attributes(attributes);
    }
    expect(':');
    List<String> operandTypes = types();
    expect('-');
    expect('>');
    List<String> types = types();
    String place = peek() == 'l' ? location() : UNKNOWN;
    if (place.equals(UNKNOWN)) {
      place = origin + ":" + line(begin);
    }
    return new IrOp(
        operation, results, operands, successors, attributes, regions, operandTypes, types, place);
  }

  private IrOp.Region region() {
    expect('{');
    List<IrOp.Block> blocks = new ArrayList<>();
    blanks();
    while (peek() != '}') {
      blocks.add(block());
    }
    expect('}');
    return new IrOp.Region(blocks);
  }

  private IrOp.Block block() {
    String label = "";
    List<String> arguments = new ArrayList<>();
    List<String> types = new ArrayList<>();
    if (peek() == '^') {
      label = name();
      if (peek() == '(') {
        list(
            '(',
            ')',
            () -> {
              arguments.add(name());
              expect(':');
              types.add(balanced(",)l"));
              if (peek() == 'l') {
                location();
              }
              return null;
            });
      }
      expect(':');
    }
    List<IrOp> ops = new ArrayList<>();
    while (peek() != '}' && peek() != '^') {
      ops.add(op());
    }
    return new IrOp.Block(label, arguments, types, ops);
  }

  private void attributes(Map<String, String> into) {
    list(
        '{',
        '}',
        () -> {
          String key = peek() == '"' ? unquoted(quoted()) : word();
          String value = "";
          if (peek() == '=') {
            expect('=');
            value = balanced(",}");
          }
          into.put(key, value);
          return null;
        });
  }

  private List<String> types() {
    return peek() == '(' ? list('(', ')', () -> balanced(",)")) : List.of(balanced("\nl,)}"));
  }

  private String location() {
    if (!text.startsWith("loc(", at)) {
      throw error("a place was expected");
    }
    at += 3;
    expect('(');
    String place = place(balanced(")"), 0);
    expect(')');
    return place;
  }

  /** The first real place in what may be fused, named or an alias. */
  private String place(String location, int depth) {
    String bare = location.strip();
    if (bare.startsWith("#") && depth < 10) {
      String behind = aliases.getOrDefault(bare, "loc(unknown)");
      return place(behind.substring(4, behind.length() - 1), depth + 1);
    }
    if (bare.startsWith("\"") && bare.matches("\"[^\"]*\":\\d+:\\d+.*")) {
      String[] parts = bare.split("\"");
      String[] numbers = parts[2].split("[: ]");
      return parts[1] + ":" + numbers[1];
    }
    int bracket = bare.indexOf('[');
    if (bare.startsWith("fused") && bracket > 0) {
      for (String part : bare.substring(bracket + 1, bare.lastIndexOf(']')).split(", ")) {
        String found = place(part, depth + 1);
        if (!found.equals(UNKNOWN)) {
          return found;
        }
      }
    }
    int inner = bare.indexOf('(');
    if (bare.startsWith("\"") && inner > 0) {
      return place(bare.substring(inner + 1, bare.lastIndexOf(')')), depth + 1);
    }
    return UNKNOWN;
  }

  private interface Part<T> {
    T read();
  }

  private <T> List<T> list(char open, char close, Part<T> part) {
    List<T> parts = new ArrayList<>();
    expect(open);
    while (peek() != close) {
      parts.add(part.read());
      if (peek() != close) {
        expect(',');
      }
    }
    expect(close);
    return parts;
  }

  /** Text up to one of the ends outside of all brackets and quotes. */
  private String balanced(String ends) {
    blanks();
    int begin = at;
    int depth = 0;
    for (; at < text.length(); at++) {
      char c = text.charAt(at);
      if (depth == 0 && ends.indexOf(c) >= 0 && !(c == 'l' && isWithinWord())) {
        break;
      }
      if (c == '"') {
        quoted();
        at--;
      } else if (c == '(' || c == '[' || c == '{' || c == '<') {
        depth++;
      } else if (c == ')' || c == ']' || c == '}' || c == '>' && text.charAt(at - 1) != '-') {
        depth--;
      }
    }
    return text.substring(begin, at).strip();
  }

  /** An l ends a type only where it begins a place. */
  private boolean isWithinWord() {
    return !text.startsWith("loc(", at);
  }

  private String quoted() {
    expect('"');
    int begin = at - 1;
    for (; at < text.length() && text.charAt(at) != '"'; at++) {
      if (text.charAt(at) == '\\') {
        at++;
      }
    }
    at++;
    return text.substring(begin, Math.min(at, text.length()));
  }

  /** {@code %value#2} or {@code ^label}. */
  private String name() {
    char c = peek();
    if (c != '%' && c != '^') {
      throw error("a name was expected");
    }
    int begin = at++;
    while (at < text.length() && (isWord(text.charAt(at)) || text.charAt(at) == '#')) {
      at++;
    }
    return text.substring(begin, at);
  }

  private String word() {
    blanks();
    int begin = at;
    while (at < text.length() && isWord(text.charAt(at))) {
      at++;
    }
    if (begin == at) {
      throw error("a word was expected");
    }
    return text.substring(begin, at);
  }

  private static boolean isWord(char c) {
    return Character.isLetterOrDigit(c) || c == '_' || c == '.' || c == '$' || c == '-';
  }

  private char peek() {
    blanks();
    return at < text.length() ? text.charAt(at) : 0;
  }

  private void expect(char wanted) {
    if (peek() != wanted) {
      throw error(String.format(Locale.ROOT, "'%c' was expected", wanted));
    }
    at++;
  }

  private void blanks() {
    while (at < text.length() && text.charAt(at) <= ' ') {
      at++;
    }
    if (text.startsWith("//", at)) {
      int end = text.indexOf('\n', at);
      at = end < 0 ? text.length() : end;
      blanks();
    }
  }

  private int line(int position) {
    if (position < counted) {
      counted = 0;
      lines = 0;
    }
    for (; counted < position; counted++) {
      lines += text.charAt(counted) == '\n' ? 1 : 0;
    }
    return lines + 1;
  }

  private UnsupportedRtlException error(String what) {
    int end = Math.min(text.length(), at + 40);
    return new UnsupportedRtlException(
        origin + ":" + line(at),
        String.format(
            Locale.ROOT,
            "%s before \"%s\"",
            what,
            text.substring(at, end).strip().replaceAll("\\s+", " ")));
  }
}
