package tandem.jvm;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import tandem.rtlgen.Manifest;
import tandem.support.CacheDirectory;

/** A design and what it is with one operation changed; nothing is compiled but in this JVM. */
public final class FaultyDesigns {
  private final Manifest manifest;
  private final String origin;
  private final List<IrOp> text;
  private final List<Fault> faults = new ArrayList<>();
  private final Map<Fault, IrOp> places = new IdentityHashMap<>();

  private FaultyDesigns(Manifest manifest, String origin, List<IrOp> text) {
    this.manifest = manifest;
    this.origin = origin;
    this.text = text;
    int number = 0;
    for (IrOp module : Elaboration.modules(text)) {
      Set<String> constants =
          module.body(0).ops().stream()
              .filter(op -> op.name().equals("hw.constant"))
              .map(IrOp::results)
              .collect(Collectors.toSet());
      for (IrOp op : module.body(0).ops()) {
        for (Fault.Kind kind : kinds(op, constants)) {
          Fault fault = new Fault(number, kind, op.name(), op.place());
          faults.add(fault);
          places.put(fault, op);
        }
        number++;
      }
    }
  }

  /** The faults of the design of a FIRRTL file. */
  public static FaultyDesigns firrtl(Manifest manifest, Path file) {
    String lowered = new Circt(CacheDirectory.ofUser()).lowerFirrtl(file);
    return new FaultyDesigns(manifest, file.toString(), IrText.read(lowered, file.toString()));
  }

  private static List<Fault.Kind> kinds(IrOp op, Set<String> constants) {
    List<Fault.Kind> kinds = new ArrayList<>();
    if (op.name().startsWith("comb.") && op.operands().size() > 1) {
      kinds.add(Fault.Kind.OPERAND);
      if (op.operands().stream().anyMatch(constants::contains)) {
        kinds.add(Fault.Kind.CONSTANT);
      }
    }
    switch (op.name()) {
      case "comb.mux", "comb.icmp" -> kinds.add(Fault.Kind.CONDITION);
      case "seq.firreg", "seq.firmem.write_port" -> kinds.add(Fault.Kind.DROPPED_WRITE);
      default -> {}
    }
    return kinds;
  }

  /** Everything that can be changed, in the order of the text. */
  public List<Fault> faults() {
    return List.copyOf(faults);
  }

  /**
   * The design with one of these faults.
   *
   * @param fault one of {@link #faults}
   * @throws UnsupportedRtlException where the change makes a combinational loop
   */
  public JvmDesign design(Fault fault) {
    IrOp place = places.get(fault);
    if (place == null) {
      throw new IllegalArgumentException("a fault of another design: " + fault);
    }
    Netlist netlist =
        Elaboration.of(
            text,
            manifest.top(),
            manifest.clock(),
            origin,
            new Elaboration.Change(place, fault.kind()));
    return new JvmDesign(
        manifest, fault.toString(), Program.of(netlist, Generator.generate(netlist)));
  }
}
