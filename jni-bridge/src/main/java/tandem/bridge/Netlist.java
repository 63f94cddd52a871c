package tandem.bridge;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import tandem.rtlgen.Manifest;

/**
 * Every signal of a design by its hierarchical name, gathered from what Verilator tells of it: as
 * XML, or as JSON where it has given that up.
 */
final class Netlist {
  /** A signal, and in which module's source it is declared. */
  record Entry(String module, String variable, SignalShape shape) {}

  private record Variable(String name, String type, String direction) {}

  /** A module as it is after its parameters are known. */
  static final class Module {
    private final String source;
    private final List<Variable> variables = new ArrayList<>();
    private final Map<String, String> instances = new LinkedHashMap<>();

    private Module(String source) {
      this.source = source;
    }

    /**
     * Adds a signal of its own.
     *
     * @param direction of a port, as in a manifest; empty for what is none
     */
    void variable(String name, String type, String direction) {
      variables.add(new Variable(name, type, direction));
    }

    void instance(String name, String module) {
      instances.put(name, module);
    }
  }

  private final Map<String, Module> modules = new HashMap<>();
  private final NetlistTypes types = new NetlistTypes();
  private final Map<String, Entry> signals = new TreeMap<>();
  private final List<Manifest.Port> ports = new ArrayList<>();

  /**
   * Adds a module.
   *
   * @param id by which instances name it
   * @param source its name in the Verilog
   */
  Module module(String id, String source) {
    Module module = new Module(source);
    modules.put(id, module);
    return module;
  }

  NetlistTypes types() {
    return types;
  }

  /** Names the signals, when all modules and types are known. */
  Netlist below(String topId) {
    add("", modules.get(topId));
    return this;
  }

  /** Signals by their name below the top; the top's own have no dot. */
  Map<String, Entry> signals() {
    return signals;
  }

  /** The ports of the top, in its order. */
  List<Manifest.Port> ports() {
    return ports;
  }

  private void add(String prefix, Module module) {
    if (module == null) {
      return;
    }
    for (Variable variable : module.variables) {
      String name = prefix + variable.name;
      SignalShape shape = types.shape(name, variable.type());
      signals.put(name, new Entry(module.source, variable.name, shape));
      if (prefix.isEmpty() && !variable.direction.isEmpty()) {
        ports.add(new Manifest.Port(name, variable.direction, shape.widthBits()));
      }
    }
    module.instances.forEach((name, id) -> add(prefix + name + ".", modules.get(id)));
  }
}
