package tandem.bridge;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/** The type table of a netlist: says of what a type is made. */
final class NetlistTypes {
  /** One type; what it is made of comes piece by piece. */
  static final class Type {
    private final String kind;
    private final String sub;
    private final Map<String, String> members = new LinkedHashMap<>();
    private int count = 1;

    private Type(String kind, String sub) {
      this.kind = kind;
      this.sub = sub;
    }

    void member(String name, String type) {
      members.put(name, type);
    }

    /** The bits of a basic type, or the elements of an array. */
    void range(int left, int right) {
      count = Math.abs(left - right) + 1;
    }
  }

  private final Map<String, Type> types = new HashMap<>();

  /**
   * Adds a type.
   *
   * @param kind Verilator's name for it, such as {@code packarraydtype}
   * @param sub what it consists of, or stands for
   */
  Type type(String id, String kind, String sub) {
    Type type = new Type(kind, sub);
    types.put(id, type);
    return type;
  }

  SignalShape shape(String name, String id) {
    int depth = 0;
    String element = id;
    for (Type t = types.get(id); t != null; t = types.get(element)) {
      if (t.kind.equals("unpackarraydtype")) {
        depth = Math.max(depth, 1) * t.count;
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
      case "packarraydtype", "unpackarraydtype" -> type.count * width(type.sub);
      default -> isAlias(type) ? width(type.sub) : type.count;
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
}
