package tandem.rtlgen;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A flat netlist of LUTs, flip-flops and memories, as Yosys writes it in JSON, and its longest
 * path.
 *
 * <p>A path begins and ends at a port, a flip-flop or a memory, whose inner delay is not counted:
 * each LUT on it is a level. Cells are read one by one, since a netlist may have a hundred
 * megabytes.
 */
final class LutNetlist {
  /**
   * The size and the longest path.
   *
   * @param memoryBits bits that stayed memories
   * @param from where the longest path begins, by its name in the RTL
   * @param to where it ends
   */
  record Figures(int levels, int luts, int flipFlops, long memoryBits, String from, String to) {}

  /** LUTs between two flip-flops, or whatever else is combinational. */
  private record Gate(int[] inputs, int[] outputs) {}

  private static final String LUT = "$lut";

  private final Map<Integer, String> names = new HashMap<>();
  private final List<Gate> gates = new ArrayList<>();
  // The nets that end at a flip-flop or a memory, with the name of what they end at.
  private final Map<Integer, String> ends = new HashMap<>();
  private final Map<Integer, Integer> heldBy = new HashMap<>();
  private int luts;
  private int flipFlops;
  private long memoryBits;

  private LutNetlist() {}

  /**
   * Reads the module {@code top} of the file and follows its paths.
   *
   * @throws RtlGenException if the gates form a loop
   */
  static Figures figures(Path json, String top) throws IOException {
    LutNetlist netlist = new LutNetlist();
    try (JsonParser parser = JsonMapper.builder().build().createParser(json.toFile())) {
      enter(parser, "modules");
      enter(parser, top);
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        String part = parser.currentName();
        parser.nextToken();
        if (part.equals("cells") || part.equals("netnames") || part.equals("ports")) {
          netlist.readAll(parser, part);
        } else {
          parser.skipChildren();
        }
      }
    }
    return netlist.longest();
  }

  private static void enter(JsonParser parser, String field) throws IOException {
    while (parser.nextToken() != null) {
      if (parser.currentToken() == JsonToken.FIELD_NAME) {
        boolean found = parser.currentName().equals(field);
        parser.nextToken();
        if (found) {
          return;
        }
        if (!field.equals("modules")) {
          parser.skipChildren();
        }
      }
    }
    throw new IOException("the netlist has no " + field);
  }

  private void readAll(JsonParser parser, String part) throws IOException {
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String name = parser.currentName();
      parser.nextToken();
      JsonNode item = parser.readValueAsTree();
      switch (part) {
        case "cells" -> cell(name, item);
        case "netnames" -> net(name, item);
        default -> port(name, item);
      }
    }
  }

  private void port(String name, JsonNode port) {
    if (port.get("direction").asText().equals("output")) {
      for (int bit : bits(port.get("bits"))) {
        ends.putIfAbsent(bit, name);
      }
    }
  }

  private void net(String name, JsonNode net) {
    if (net.get("hide_name").asInt() != 0) {
      return;
    }
    JsonNode bits = net.get("bits");
    for (int i = 0; i < bits.size(); i++) {
      String bitName = bits.size() == 1 ? name : name + "[" + i + "]";
      if (bits.get(i).isInt()) {
        // Nets of a register that is handed on have several names: the least deep says most.
        names.merge(bits.get(i).asInt(), bitName, LutNetlist::plainer);
      }
    }
  }

  private static String plainer(String left, String right) {
    int byLength = Integer.compare(left.length(), right.length());
    return byLength < 0 || (byLength == 0 && left.compareTo(right) < 0) ? left : right;
  }

  private void cell(String name, JsonNode cell) {
    String type = cell.get("type").asText();
    JsonNode nets = cell.get("connections");
    if (type.startsWith("$mem")) {
      memoryBits += number(cell, "SIZE") * number(cell, "WIDTH");
      nets.properties()
          .forEach(
              pin -> {
                for (int bit : bits(pin.getValue())) {
                  ends.putIfAbsent(bit, name + "." + pin.getKey());
                }
              });
    } else if (nets.has("Q")) {
      flipFlops++;
      int held = bits(nets.get("Q"))[0];
      nets.properties()
          .forEach(
              pin -> {
                for (int bit : bits(pin.getValue())) {
                  heldBy.putIfAbsent(bit, held);
                }
              });
    } else {
      luts += type.equals(LUT) ? 1 : 0;
      gates.add(gate(cell.get("port_directions"), nets));
    }
  }

  private static Gate gate(JsonNode directions, JsonNode nets) {
    List<Integer> inputs = new ArrayList<>();
    List<Integer> outputs = new ArrayList<>();
    nets.properties()
        .forEach(
            pin -> {
              boolean isInput = directions.get(pin.getKey()).asText().equals("input");
              Arrays.stream(bits(pin.getValue())).forEach((isInput ? inputs : outputs)::add);
            });
    return new Gate(array(inputs), array(outputs));
  }

  private static int[] array(List<Integer> bits) {
    return bits.stream().mapToInt(Integer::intValue).toArray();
  }

  private static long number(JsonNode cell, String parameter) {
    return Long.parseLong(cell.get("parameters").get(parameter).asText(), 2);
  }

  /** Constants are text, nets numbers. */
  private static int[] bits(JsonNode bits) {
    int[] nets = new int[bits.size()];
    int count = 0;
    for (JsonNode bit : bits) {
      if (bit.isInt()) {
        nets[count++] = bit.asInt();
      }
    }
    return Arrays.copyOf(nets, count);
  }

  private Figures longest() {
    Map<Integer, Integer> driver = new HashMap<>();
    for (int gate = 0; gate < gates.size(); gate++) {
      for (int bit : gates.get(gate).outputs()) {
        driver.put(bit, gate);
      }
    }
    int[] levels = new int[gates.size()];
    int[] slowestInput = new int[gates.size()];
    for (int gate : inOrder(driver)) {
      for (int bit : gates.get(gate).inputs()) {
        Integer before = driver.get(bit);
        int level = 1 + (before == null ? 0 : levels[before]);
        if (level > levels[gate]) {
          levels[gate] = level;
          slowestInput[gate] = bit;
        }
      }
    }
    int slowest = -1;
    for (int gate = 0; gate < levels.length; gate++) {
      slowest = slowest < 0 || levels[gate] > levels[slowest] ? gate : slowest;
    }
    if (slowest < 0) {
      return new Figures(0, luts, flipFlops, memoryBits, "", "");
    }
    int first = slowestInput[slowest];
    while (driver.containsKey(first)) {
      first = slowestInput[driver.get(first)];
    }
    String from = begin(first);
    String to = end(gates.get(slowest).outputs());
    return new Figures(levels[slowest], luts, flipFlops, memoryBits, from, to);
  }

  private String begin(int bit) {
    return names.getOrDefault(bit, ends.getOrDefault(bit, "?"));
  }

  private String end(int[] outputs) {
    for (int bit : outputs) {
      if (heldBy.containsKey(bit)) {
        return begin(heldBy.get(bit));
      }
      if (ends.containsKey(bit)) {
        return ends.get(bit);
      }
    }
    return outputs.length == 0 ? "?" : begin(outputs[0]);
  }

  /** The gates, each behind those that drive it. */
  private List<Integer> inOrder(Map<Integer, Integer> driver) {
    Map<Integer, List<Integer>> readers = new HashMap<>();
    int[] open = new int[gates.size()];
    Deque<Integer> ready = new ArrayDeque<>();
    for (int gate = 0; gate < gates.size(); gate++) {
      for (int bit : gates.get(gate).inputs()) {
        if (driver.containsKey(bit)) {
          open[gate]++;
          readers.computeIfAbsent(driver.get(bit), any -> new ArrayList<>()).add(gate);
        }
      }
      if (open[gate] == 0) {
        ready.add(gate);
      }
    }
    List<Integer> order = new ArrayList<>();
    while (!ready.isEmpty()) {
      int gate = ready.remove();
      order.add(gate);
      for (int reader : readers.getOrDefault(gate, List.of())) {
        if (--open[reader] == 0) {
          ready.add(reader);
        }
      }
    }
    if (order.size() != gates.size()) {
      throw new RtlGenException("the netlist has a combinational loop: gates=" + gates.size());
    }
    return order;
  }
}
