package tandem.bridge;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/** Reads what {@code verilator --xml-only} writes. */
final class NetlistXml {
  private static final String TYPE = "dtype";

  private final Netlist netlist = new Netlist();
  private final Deque<String> open = new ArrayDeque<>();
  private final List<Integer> bounds = new ArrayList<>();
  private Netlist.Module module;
  private NetlistTypes.Type type;

  private NetlistXml() {}

  static Netlist read(Path file, String top) throws IOException {
    NetlistXml reader = new NetlistXml();
    XMLInputFactory factory = XMLInputFactory.newFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    try (InputStream in = Files.newInputStream(file)) {
      reader.read(factory.createXMLStreamReader(in));
    } catch (XMLStreamException e) {
      throw new IOException(file + ": not a netlist of Verilator: " + e.getMessage(), e);
    }
    return reader.netlist.below(top);
  }

  private void read(XMLStreamReader xml) throws XMLStreamException {
    while (xml.hasNext()) {
      int event = xml.next();
      if (event == XMLStreamConstants.END_ELEMENT) {
        end(open.pop());
      } else if (event == XMLStreamConstants.START_ELEMENT) {
        begin(xml.getLocalName(), xml);
        open.push(xml.getLocalName());
      }
    }
  }

  private void begin(String element, XMLStreamReader xml) {
    switch (element) {
      case "module" -> module = netlist.module(text(xml, "name"), text(xml, "origName"));
      case "instance" -> {
        if ("module".equals(open.peek())) {
          module.instance(text(xml, "name"), text(xml, "defName"));
        }
      }
      case "var" -> variable(xml);
      case "memberdtype" -> type.member(text(xml, "name"), text(xml, "sub_dtype_id"));
      case "const" -> {
        if (type != null) {
          bounds.add(constant(text(xml, "name")));
        }
      }
      default -> {
        if (element.endsWith(TYPE)) {
          type = netlist.types().type(text(xml, "id"), element, text(xml, "sub_dtype_id"));
          if (!text(xml, "left").isEmpty()) {
            type.range(Integer.parseInt(text(xml, "left")), Integer.parseInt(text(xml, "right")));
          }
        }
      }
    }
  }

  private void end(String element) {
    if (element.equals("module")) {
      module = null;
    } else if (element.endsWith(TYPE) && !element.equals("memberdtype")) {
      if (element.endsWith("arraydtype") && bounds.size() == 2) {
        type.range(bounds.get(0), bounds.get(1));
      }
      bounds.clear();
      type = null;
    }
  }

  /** Only what belongs to the module itself: no parameters, nothing of functions and blocks. */
  private void variable(XMLStreamReader xml) {
    boolean parameter = !text(xml, "param").isEmpty() || !text(xml, "localparam").isEmpty();
    if (!parameter && "module".equals(open.peek())) {
      module.variable(text(xml, "name"), text(xml, "dtype_id"), text(xml, "dir"));
    }
  }

  private static String text(XMLStreamReader xml, String attribute) {
    String value = xml.getAttributeValue(null, attribute);
    return value == null ? "" : value;
  }

  /** {@code 32'sh1f} is 31. */
  private static int constant(String text) {
    int quote = text.indexOf('\'');
    String digits = quote < 0 ? text : text.substring(quote + 1).replaceFirst("^s?h", "");
    return (int) Long.parseLong(digits, quote < 0 ? 10 : 16);
  }
}
