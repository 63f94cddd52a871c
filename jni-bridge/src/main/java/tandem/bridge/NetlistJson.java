package tandem.bridge;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Reads what {@code verilator --json-only} writes, as a stream: of a large design it is hundreds of
 * megabytes, of which this needs a few.
 */
final class NetlistJson {
  private static final Set<String> PARAMETERS = Set.of("GPARAM", "LPARAM");

  private final Netlist netlist = new Netlist();
  private final JsonParser json;
  private String top = "";

  private NetlistJson(JsonParser json) {
    this.json = json;
  }

  static Netlist read(Path file, String top) throws IOException {
    try (JsonParser json = new JsonFactory().createParser(file.toFile())) {
      NetlistJson reader = new NetlistJson(json);
      json.nextToken();
      reader.object(
          (list, of) -> {
            switch (list) {
              case "modulesp" -> reader.list(() -> reader.module(top));
              case "miscsp" -> reader.list(reader::table);
              default -> json.skipChildren();
            }
          });
      return reader.netlist.below(reader.top);
    } catch (JsonProcessingException e) {
      throw new IOException(file + ": not a netlist of Verilator: " + e.getOriginalMessage(), e);
    }
  }

  private interface Part {
    void read() throws IOException;
  }

  /** What to do with a list in an object, of which the texts before the list are known. */
  private interface Lists {
    void read(String list, Map<String, String> of) throws IOException;
  }

  /** Reads the object that begins here; gives its texts. */
  private Map<String, String> object(Lists lists) throws IOException {
    Map<String, String> texts = new TreeMap<>();
    while (json.nextToken() != JsonToken.END_OBJECT) {
      String name = json.currentName();
      JsonToken value = json.nextToken();
      if (value.isScalarValue()) {
        texts.put(name, json.getText());
      } else if (value == JsonToken.START_ARRAY) {
        lists.read(name, texts);
      } else {
        json.skipChildren();
      }
    }
    return texts;
  }

  private Map<String, String> object() throws IOException {
    return object((list, of) -> json.skipChildren());
  }

  private void list(Part part) throws IOException {
    while (json.nextToken() != JsonToken.END_ARRAY) {
      part.read();
    }
  }

  private void module(String wanted) throws IOException {
    object(
        (list, of) -> {
          if (list.equals("stmtsp") && of.get("type").equals("MODULE")) {
            if (of.get("name").equals(wanted)) {
              top = of.get("addr");
            }
            Netlist.Module module = netlist.module(of.get("addr"), of.get("origName"));
            list(() -> statement(module));
          } else {
            json.skipChildren();
          }
        });
  }

  private void statement(Netlist.Module module) throws IOException {
    Map<String, String> of = object();
    if (of.get("type").equals("CELL")) {
      module.instance(of.get("name"), of.get("modp"));
    } else if (of.get("type").equals("VAR") && !PARAMETERS.contains(of.get("varType"))) {
      boolean port = "PORT".equals(of.get("varType"));
      String direction = port ? of.get("direction").toLowerCase(Locale.ROOT) : "";
      module.variable(of.get("name"), of.get("dtypep"), direction);
    }
  }

  private void table() throws IOException {
    object(
        (list, of) -> {
          if (list.equals("typesp")) {
            list(this::type);
          } else {
            json.skipChildren();
          }
        });
  }

  private void type() throws IOException {
    Map<String, String> members = new LinkedHashMap<>();
    Map<String, String> of =
        object(
            (list, structure) -> {
              if (list.equals("membersp")) {
                list(
                    () -> {
                      Map<String, String> member = object();
                      members.put(
                          member.get("name"),
                          member.getOrDefault("refDTypep", member.get("dtypep")));
                    });
              } else {
                json.skipChildren();
              }
            });
    String kind = of.get("type").toLowerCase(Locale.ROOT);
    NetlistTypes.Type type =
        netlist.types().type(of.get("addr"), kind, of.getOrDefault("refDTypep", ""));
    members.forEach(type::member);
    String range = of.getOrDefault("range", of.getOrDefault("declRange", ""));
    if (!range.isEmpty()) {
      String[] bounds = range.replaceAll("[\\[\\]]", "").split(":");
      type.range(Integer.parseInt(bounds[0]), Integer.parseInt(bounds[bounds.length - 1]));
    }
  }
}
