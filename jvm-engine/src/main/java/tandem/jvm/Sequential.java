package tandem.jvm;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import tandem.jvm.Netlist.Ending;

/** Registers, memories, and what happens at clock edges besides. */
final class Sequential {
  /** A register whose next value is made when all registers are known. */
  private record Pending(int index, Supplier<Word> next) {}

  private final Elaboration elaboration;
  private final Netlist netlist;
  private final WordMath math;
  private final List<Pending> pending = new ArrayList<>();
  private final List<Runnable> later = new ArrayList<>();

  Sequential(Elaboration elaboration, Netlist netlist, WordMath math) {
    this.elaboration = elaboration;
    this.netlist = netlist;
    this.math = math;
  }

  /** Finds what a module has, whether or not a value is made of it. */
  void gather(Scope scope, Processes processes) {
    for (IrOp op : scope.body.ops()) {
      switch (op.name()) {
        case "seq.firmem" -> memory(scope, op);
        case "seq.firreg", "seq.compreg", "seq.compreg.ce", "seq.firmem.read_write_port" ->
            later.add(() -> elaboration.value(scope, op.results()));
        case "seq.firmem.write_port" -> later.add(() -> write(scope, op));
        case "llhd.drv" -> processes.drive(scope, op);
        case "llhd.sig" -> later.add(() -> processes.signal(scope, op.results()));
        case "llhd.process" -> later.add(() -> processes.statements(scope, op));
        case "sv.always" -> later.add(() -> always(scope, op));
        default -> requireKnown(op);
      }
    }
  }

  /** What makes no value must be known here; the rest is looked at when it is asked for. */
  private static void requireKnown(IrOp op) {
    if (op.results().isEmpty()
        && !List.of("hw.output", "dbg.variable", "sv.verbatim.comment").contains(op.name())
        && !op.name().equals("hw.instance")) {
      throw new UnsupportedRtlException(op.place(), "operation " + op.name());
    }
  }

  /** Makes the next values of all registers, and all that was put off. */
  void finish() {
    for (int i = 0; i < later.size(); i++) { // what is run may put off more
      later.get(i).run();
    }
    for (int i = 0; i < pending.size(); i++) { // reading a port may make further registers
      Pending p = pending.get(i);
      netlist.nextValues.set(p.index, p.next.get());
    }
  }

  Word make(Scope scope, IrOp op) {
    return switch (op.name()) {
      case "seq.firreg", "seq.compreg", "seq.compreg.ce" -> register(scope, op);
      case "seq.firmem.read_port" -> read(scope, op);
      case "seq.firmem.read_write_port" -> readWrite(scope, op);
      case "seq.from_clock", "seq.to_clock" ->
          throw new UnsupportedRtlException(op.place(), "a clock that is used as data");
      default -> throw new UnsupportedRtlException(op.place(), "operation " + op.name());
    };
  }

  /** The input of the top that a clock is. */
  String clock(Scope scope, String name) {
    Scope.Definition definition = scope.definition(name);
    IrOp op = definition.op();
    if (op == null) {
      return scope.clocks.apply(definition.argument());
    }
    if (op.name().equals("seq.from_clock") || op.name().equals("seq.to_clock")) {
      return clock(scope, op.operands().get(0));
    }
    if (op.name().equals("hw.instance")) {
      Scope child = scope.children.get(op);
      return clock(child, child.outputs().get(definition.result()));
    }
    throw new UnsupportedRtlException(op.place(), "clock made by " + op.name());
  }

  /** Whether a value is the clock, as it comes from the top. */
  boolean isClock(Scope scope, String name) {
    Scope.Definition definition = scope.definition(name);
    boolean isClocking =
        definition.op() == null
            || List.of("seq.from_clock", "seq.to_clock", "hw.instance")
                .contains(definition.op().name());
    return isClocking && clock(scope, name).equals(netlist.clock);
  }

  private void requireClock(Scope scope, IrOp op, String name) {
    String clock = clock(scope, name);
    if (!netlist.clock.equals(clock)) {
      throw new UnsupportedRtlException(
          op.place(),
          String.format(Locale.ROOT, "second clock: clocks=%s,%s", netlist.clock, clock));
    }
  }

  private Word register(Scope scope, IrOp op) {
    requireClock(scope, op, op.operands().get(1));
    int bits = IrTypes.bits(op.types().get(0), op.place());
    String name = op.has("name") ? op.text("name") : "";
    if (name.isEmpty()) {
      name = "register" + netlist.registers.size();
    }
    Word value = register(scope.path + name, bits, () -> next(scope, op));
    if (!op.has("isAsync")) {
      return value;
    }
    Word visible = reset(scope, op, value);
    show(scope.path + name, value, visible);
    return visible;
  }

  /** What a register seems to hold between clock edges, where that is not what it holds. */
  void show(String name, Word stored, Word visible) {
    if (!Arrays.equals(stored.limbs(), visible.limbs())) {
      netlist.output(name, visible);
    }
  }

  /** A new register, whose next value is made when all registers are known. */
  Word register(String name, int bits, Supplier<Word> next) {
    Netlist.Register register = netlist.register(name, bits);
    pending.add(new Pending(netlist.registers.size() - 1, next));
    return netlist.value(register);
  }

  private Word next(Scope scope, IrOp op) {
    if (elaboration.isDropped(op)) {
      return elaboration.value(scope, op.results());
    }
    Word in = elaboration.value(scope, op.operands().get(0));
    if (op.name().equals("seq.compreg.ce")) {
      Word enable = elaboration.value(scope, op.operands().get(2));
      in = math.mux(enable, in, elaboration.value(scope, op.results()));
    }
    return reset(scope, op, in);
  }

  /** What a register takes instead while it is reset, if it is. */
  private Word reset(Scope scope, IrOp op, Word otherwise) {
    int first = op.name().equals("seq.compreg.ce") ? 3 : 2;
    if (op.operands().size() < first + 2) {
      return otherwise;
    }
    return math.mux(
        elaboration.value(scope, op.operands().get(first)),
        elaboration.value(scope, op.operands().get(first + 1)),
        otherwise);
  }

  private void memory(Scope scope, IrOp op) {
    if (op.number("writeLatency") != 1 || op.number("readLatency") > 1) {
      throw new UnsupportedRtlException(
          op.place(),
          String.format(
              Locale.ROOT,
              "memory %s with latencies: read=%d write=%d",
              op.text("name"),
              op.number("readLatency"),
              op.number("writeLatency")));
    }
    String type = op.types().get(0);
    String[] sizes =
        type.substring(type.indexOf('<') + 1, type.indexOf('>')).replace(" ", "").split("[x,]");
    Netlist.Memory memory =
        netlist.memory(
            scope.path + op.text("name"), Integer.parseInt(sizes[1]), Integer.parseInt(sizes[0]));
    scope.memories.put(op.results(), memory);
  }

  private static boolean isRegistered(Scope scope, IrOp port) {
    return scope.definition(port.operands().get(0)).op().number("readLatency") == 1;
  }

  private Word read(Scope scope, IrOp op) {
    requireClock(scope, op, op.operands().get(2));
    Supplier<Word> address = () -> elaboration.value(scope, op.operands().get(1));
    Supplier<Word> enable =
        op.operands().size() > 3
            ? () -> elaboration.value(scope, op.operands().get(3))
            : () -> math.constant(1, 1);
    return read(scope, op, address, enable);
  }

  /** Where there is a cycle between address and data, the address lies in a register meanwhile. */
  private Word read(Scope scope, IrOp op, Supplier<Word> address, Supplier<Word> enable) {
    Netlist.Memory memory = scope.memories.get(op.operands().get(0));
    Word from;
    Word on;
    if (isRegistered(scope, op)) {
      String port = memory.name() + "_read" + netlist.registers.size();
      from =
          register(port + "_address", IrTypes.bits(op.operandTypes().get(1), op.place()), address);
      on = register(port + "_enable", 1, enable);
    } else {
      from = address.get();
      on = enable.get();
    }
    Word data = netlist.read(memory, from.single());
    return math.mux(on, data, math.constant(0, memory.bits()));
  }

  private void write(Scope scope, IrOp op) {
    if (elaboration.isDropped(op)) {
      return;
    }
    requireClock(scope, op, op.operands().get(2));
    String[] segments = op.attribute("operandSegmentSizes").replaceAll(".*:|>", "").split(",");
    boolean enabled = segments[3].strip().equals("1");
    int data = enabled ? 4 : 3;
    Word enable = enable(scope, op, enabled);
    Word mask =
        op.operands().size() > data + 1
            ? elaboration.value(scope, op.operands().get(data + 1))
            : null;
    write(
        scope,
        op,
        enable,
        elaboration.value(scope, op.operands().get(1)),
        elaboration.value(scope, op.operands().get(data)),
        mask);
  }

  private void write(Scope scope, IrOp op, Word enable, Word address, Word data, Word mask) {
    Netlist.Memory memory = scope.memories.get(op.operands().get(0));
    Word allowed = enable;
    if (memory.depth() < 1L << Math.min(address.bits(), 62)) {
      Word depth = math.constant(memory.depth(), address.bits());
      allowed = math.bitwise(Node.Kind.AND, List.of(enable, math.lessUnsigned(address, depth)));
    }
    Word bits = null;
    if (mask != null) {
      List<Word> parts = new ArrayList<>();
      for (int i = mask.bits() - 1; i >= 0; i--) {
        parts.add(math.replicate(math.extract(mask, i, 1), memory.bits() / mask.bits()));
      }
      bits = math.concat(parts);
    }
    netlist.writes.add(new Netlist.Write(memory, allowed.single(), address.single(), data, bits));
  }

  /** Operands: memory, address, clock, enable if there, data, mode, mask if there. */
  private Word readWrite(Scope scope, IrOp op) {
    requireClock(scope, op, op.operands().get(2));
    String[] segments = op.attribute("operandSegmentSizes").replaceAll(".*:|>", "").split(",");
    boolean enabled = segments[3].strip().equals("1");
    int data = enabled ? 4 : 3;
    later.add(
        () -> {
          Word mode = elaboration.value(scope, op.operands().get(data + 1));
          Word mask =
              op.operands().size() > data + 2
                  ? elaboration.value(scope, op.operands().get(data + 2))
                  : null;
          write(
              scope,
              op,
              math.bitwise(Node.Kind.AND, List.of(enable(scope, op, enabled), mode)),
              elaboration.value(scope, op.operands().get(1)),
              elaboration.value(scope, op.operands().get(data)),
              mask);
        });
    return read(
        scope,
        op,
        () -> elaboration.value(scope, op.operands().get(1)),
        () ->
            math.bitwise(
                Node.Kind.AND,
                List.of(
                    enable(scope, op, enabled),
                    math.not(elaboration.value(scope, op.operands().get(data + 1))))));
  }

  private Word enable(Scope scope, IrOp port, boolean enabled) {
    return enabled ? elaboration.value(scope, port.operands().get(3)) : math.constant(1, 1);
  }

  private void always(Scope scope, IrOp op) {
    String events = op.attribute("events");
    if (op.operands().size() != 1 || !events.replaceAll("[^0-9]", "").startsWith("0")) {
      throw new UnsupportedRtlException(op.place(), "sv.always on other than one rising edge");
    }
    requireClock(scope, op, op.operands().get(0));
    statements(scope, op.body(0), netlist.graph.constant(1));
  }

  private void statements(Scope scope, IrOp.Block block, Node when) {
    Graph graph = netlist.graph;
    for (IrOp op : block.ops()) {
      switch (op.name()) {
        case "sv.if" -> {
          Node condition = elaboration.value(scope, op.operands().get(0)).single();
          statements(scope, op.body(0), graph.and(when, condition));
          if (op.regions().size() > 1 && !op.regions().get(1).blocks().isEmpty()) {
            statements(scope, op.body(1), graph.and(when, graph.not(condition)));
          }
        }
        case "sv.assert", "sv.assume" -> {
          Node holds = elaboration.value(scope, op.operands().get(0)).single();
          check(scope, op, Ending.ASSERTION, graph.and(when, graph.not(holds)), 1);
        }
        case "sv.error" -> check(scope, op, Ending.ASSERTION, when, 0);
        case "sv.fatal" -> check(scope, op, Ending.FATAL, when, 0);
        case "sv.stop" -> check(scope, op, Ending.STOP, when, 0);
        case "sv.finish" -> check(scope, op, Ending.FINISH, when, 0);
        case "sv.cover" -> {}
        default -> {
          if (op.results().isEmpty()) {
            throw new UnsupportedRtlException(op.place(), "operation " + op.name());
          }
        }
      }
    }
  }

  private void check(Scope scope, IrOp op, Ending ending, Node failing, int firstValue) {
    if (failing.isConstant(0)) {
      return;
    }
    List<Word> values = new ArrayList<>();
    List<String> operands = op.operands();
    for (String operand :
        operands.subList(Math.min(firstValue, operands.size()), operands.size())) {
      values.add(elaboration.value(scope, operand));
    }
    String format = op.has("message") ? op.text("message") : "";
    netlist.checks.add(new Netlist.Check(ending, failing, format, values, op.place()));
  }
}
