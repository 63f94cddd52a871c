package tandem.jvm;

import java.lang.invoke.MethodHandles;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import tandem.bridge.Design;
import tandem.rtlgen.Manifest;
import tandem.support.NearestNames;

/** A design as code of this JVM. */
public final class JvmDesign implements Design {
  private final Manifest manifest;
  private final String buildId;
  private final Program program;
  private final Class<?> type;
  private final Map<String, Netlist.Port> inputs = new HashMap<>();
  private final Map<String, Netlist.Port> outputs = new HashMap<>();
  private final Map<String, Netlist.Register> registers = new HashMap<>();
  private final Map<String, Netlist.Memory> memories = new HashMap<>();

  JvmDesign(Manifest manifest, String buildId, Program program) {
    this.manifest = manifest;
    this.buildId = buildId;
    this.program = program;
    program.inputs().forEach(p -> inputs.put(p.name(), p));
    program.outputs().forEach(p -> outputs.put(p.name(), p));
    program.registers().forEach(r -> registers.put(r.name(), r));
    program.memories().forEach(m -> memories.put(m.name(), m));
    for (Manifest.Port port : manifest.ports()) {
      Netlist.Port own =
          port.direction().equals("input") ? inputs.get(port.name()) : outputs.get(port.name());
      if (own == null || own.bits() != port.widthBits()) {
        throw new UnsupportedRtlException(
            manifest.top(),
            String.format(
                Locale.ROOT,
                "the RTL has no such port: port=%s direction=%s widthBits=%d",
                port.name(),
                port.direction(),
                port.widthBits()));
      }
    }
    try {
      this.type = MethodHandles.lookup().defineHiddenClass(program.code(), true).lookupClass();
    } catch (IllegalAccessException e) {
      throw new IllegalStateException("a class beside this one can be defined", e);
    }
  }

  @Override
  public Manifest manifest() {
    return manifest;
  }

  @Override
  public String buildId() {
    return buildId;
  }

  @Override
  public JvmDut open(long seed) {
    return new JvmDut(this, seed);
  }

  /** Names of everything inside that can be read: registers and memories, below the top. */
  public List<String> stateNames() {
    TreeSet<String> names = new TreeSet<>(registers.keySet());
    names.addAll(memories.keySet());
    return List.copyOf(names);
  }

  Program program() {
    return program;
  }

  Netlist.Port input(String name) {
    return inputs.get(name);
  }

  Netlist.Port output(String name) {
    return outputs.get(name);
  }

  Netlist.Register register(String name) {
    return registers.get(name);
  }

  Netlist.Memory memory(String name) {
    return memories.get(name);
  }

  List<String> nearest(String name) {
    TreeSet<String> all = new TreeSet<>(stateNames());
    all.addAll(inputs.keySet());
    all.addAll(outputs.keySet());
    return NearestNames.of(name, all);
  }

  Kernel kernel() {
    int[] depths = new int[program.arrays()];
    for (Netlist.Memory memory : program.memories()) {
      for (int i = 0; i < Word.limbsOf(memory.bits()); i++) {
        depths[memory.array() + i] = memory.depth();
      }
    }
    try {
      return (Kernel)
          type.getDeclaredConstructor(int.class, int.class, int.class, int[].class)
              .newInstance(
                  program.words(program.inputs()),
                  program.words(program.outputs()),
                  program.printedWords(),
                  depths);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("generated classes have this constructor", e);
    }
  }
}
