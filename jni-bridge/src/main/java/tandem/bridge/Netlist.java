package tandem.bridge;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import tandem.rtlgen.Manifest;

/** Every signal of a design by its hierarchical name, read from what {@code --xml-only} writes. */
final class Netlist {
  /** A signal, and in which module's source it is declared. */
  record Entry(String module, String variable, SignalShape shape) {}

  /**
   * @param direction of a port, as in a manifest; empty for what is none
   */
  private record Variable(String name, String type, String direction) {}

  private record Module(String source, List<Variable> variables) {}

  private final Map<String, String> cells = new TreeMap<>();
  private final Map<String, Module> modules = new HashMap<>();
  private final NetlistTypes types = new NetlistTypes();
  private final Map<String, Entry> signals = new TreeMap<>();
  private final List<Manifest.Port> ports = new ArrayList<>();

  private Netlist() {}

  static Netlist read(Path file, String top) throws IOException {
    Netlist netlist = new Netlist();
    XMLInputFactory factory = XMLInputFactory.newFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    try (InputStream in = Files.newInputStream(file)) {
      netlist.read(factory.createXMLStreamReader(in));
    } catch (XMLStreamException e) {
      throw new IOException(file + ": not a netlist of Verilator: " + e.getMessage(), e);
    }
    netlist.cells.forEach((path, module) -> netlist.add(path, netlist.modules.get(module), top));
    return netlist;
  }

  /** Signals by their name below the top; the top's own have no dot. */
  Map<String, Entry> signals() {
    return signals;
  }

  /** The ports of the top, in its order. */
  List<Manifest.Port> ports() {
    return ports;
  }

  private void add(String path, Module module, String top) {
    if (module == null || !(path.equals(top) || path.startsWith(top + "."))) {
      return;
    }
    String prefix = path.equals(top) ? "" : path.substring(top.length() + 1) + ".";
    for (Variable variable : module.variables) {
      String name = prefix + variable.name;
      SignalShape shape = types.shape(name, variable.type());
      signals.put(name, new Entry(module.source, variable.name, shape));
      if (path.equals(top) && !variable.direction.isEmpty()) {
        ports.add(new Manifest.Port(name, variable.direction, shape.widthBits()));
      }
    }
  }

  private void read(XMLStreamReader xml) throws XMLStreamException {
    Deque<String> open = new ArrayDeque<>();
    Module module = null;
    while (xml.hasNext()) {
      int event = xml.next();
      if (event == XMLStreamConstants.END_ELEMENT) {
        open.pop();
        types.end(xml.getLocalName());
      } else if (event == XMLStreamConstants.START_ELEMENT) {
        String element = xml.getLocalName();
        switch (element) {
          case "cell" -> cells.put(attribute(xml, "hier"), attribute(xml, "submodname"));
          case "module" -> {
            module = new Module(attribute(xml, "origName"), new ArrayList<>());
            modules.put(attribute(xml, "name"), module);
          }
          case "var" -> variable(xml, module, open);
          default -> types.begin(element, xml);
        }
        open.push(element);
      }
    }
  }

  /** Only what belongs to the module itself: no parameters, nothing of functions and blocks. */
  private static void variable(XMLStreamReader xml, Module module, Deque<String> open) {
    boolean parameter = xml.getAttributeValue(null, "param") != null;
    parameter |= xml.getAttributeValue(null, "localparam") != null;
    if (module != null && !parameter && "module".equals(open.peek())) {
      module.variables.add(
          new Variable(attribute(xml, "name"), attribute(xml, "dtype_id"), attribute(xml, "dir")));
    }
  }

  private static String attribute(XMLStreamReader xml, String name) {
    String value = xml.getAttributeValue(null, name);
    return value == null ? "" : value;
  }
}
