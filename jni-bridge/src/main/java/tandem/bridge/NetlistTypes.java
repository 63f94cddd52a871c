package tandem.bridge;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.xml.stream.XMLStreamReader;

/** The type table of a netlist: gathers it element by element, then says what a type is made of. */
final class NetlistTypes {
  private static final String SUFFIX = "dtype";

  private static final class Type {
    String kind;
    String sub;
    int width = 1;
    final List<Integer> bounds = new ArrayList<>();
    final Map<String, String> members = new LinkedHashMap<>();

    int elements() {
      return bounds.size() < 2 ? 1 : Math.abs(bounds.get(0) - bounds.get(1)) + 1;
    }
  }

  private final Map<String, Type> types = new HashMap<>();
  private final Deque<Type> open = new ArrayDeque<>();

  void begin(String element, XMLStreamReader xml) {
    if (element.equals("memberdtype")) {
      open.element()
          .members
          .put(xml.getAttributeValue(null, "name"), xml.getAttributeValue(null, "sub_dtype_id"));
    } else if (element.endsWith(SUFFIX)) {
      Type type = new Type();
      type.kind = element;
      type.sub = xml.getAttributeValue(null, "sub_dtype_id");
      String left = xml.getAttributeValue(null, "left");
      if (left != null) {
        String right = xml.getAttributeValue(null, "right");
        type.width = Math.abs(Integer.parseInt(left) - Integer.parseInt(right)) + 1;
      }
      types.put(xml.getAttributeValue(null, "id"), type);
      open.push(type);
    } else if (element.equals("const") && !open.isEmpty()) {
      open.element().bounds.add(constant(xml.getAttributeValue(null, "name")));
    }
  }

  void end(String element) {
    if (element.endsWith(SUFFIX) && !element.equals("memberdtype")) {
      open.pop();
    }
  }

  SignalShape shape(String name, String id) {
    int depth = 0;
    String element = id;
    for (Type t = types.get(id); t != null; t = types.get(element)) {
      if (t.kind.equals("unpackarraydtype")) {
        depth = Math.max(depth, 1) * t.elements();
      } else if (!isAlias(t)) {
        break;
      }
      element = t.sub;
    }
    Map<String, SignalShape.Bits> fields = new LinkedHashMap<>();
    addFields("", element, 0, fields);
    return new SignalShape(name, width(element), depth, fields);
  }

  private static boolean isAlias(Type type) {
    return type.kind.equals("refdtype")
        || type.kind.equals("enumdtype")
        || type.kind.equals("constdtype");
  }

  private int width(String id) {
    Type type = types.get(id);
    if (type == null) {
      return 1;
    }
    return switch (type.kind) {
      case "structdtype" -> type.members.values().stream().mapToInt(this::width).sum();
      case "uniondtype" -> type.members.values().stream().mapToInt(this::width).max().orElse(1);
      case "packarraydtype", "unpackarraydtype" -> type.elements() * width(type.sub);
      default -> isAlias(type) ? width(type.sub) : type.width;
    };
  }

  /** The first member of a structure has the highest bits; all members of a union have all. */
  private void addFields(
      String prefix, String id, int lowBit, Map<String, SignalShape.Bits> fields) {
    Type type = types.get(id);
    while (type != null && isAlias(type)) {
      type = types.get(type.sub);
    }
    if (type == null) {
      return;
    }
    boolean union = type.kind.equals("uniondtype");
    int above = lowBit + type.members.values().stream().mapToInt(this::width).sum();
    for (Map.Entry<String, String> member : type.members.entrySet()) {
      int width = width(member.getValue());
      above -= width;
      int low = union ? lowBit : above;
      fields.put(prefix + member.getKey(), new SignalShape.Bits(low, width));
      addFields(prefix + member.getKey() + ".", member.getValue(), low, fields);
    }
  }

  /** {@code 32'sh1f} is 31. */
  private static int constant(String text) {
    int quote = text.indexOf('\'');
    String digits = quote < 0 ? text : text.substring(quote + 1).replaceFirst("^s?h", "");
    return (int) Long.parseLong(digits, quote < 0 ? 10 : 16);
  }
}
