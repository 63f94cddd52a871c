package tandem.jvm;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import tandem.rtlgen.Manifest;

/**
 * Turns the modules of a lowered text into one {@link Netlist}. Values are made when they are asked
 * for, as an operation may stand before what it takes; one that is asked for while it is being made
 * is a combinational loop.
 */
final class Elaboration {
  /** Deep designs nest deep. */
  private static final long STACK_BYTES = 1L << 29;

  private final Map<String, IrOp> modules = new HashMap<>();
  private final Netlist netlist;
  private final WordMath math;
  private final Operations operations;
  private final Sequential sequential;
  private final Processes processes;
  private final Change change;
  private int provisional;

  /** An operation that is to do something else than it says. */
  record Change(IrOp op, Fault.Kind kind) {
    static final Change NONE = new Change(null, null);
  }

  private final Deque<String> making = new ArrayDeque<>();
  private final java.util.Set<String> open = new java.util.HashSet<>();

  private Elaboration(List<IrOp> text, String top, String clock, Change change) {
    netlist = new Netlist(top, clock);
    math = new WordMath(netlist.graph);
    operations = new Operations(math);
    sequential = new Sequential(this, netlist, math);
    processes = new Processes(this, netlist, math, operations, sequential);
    this.change = change;
    modules(text).forEach(module -> modules.put(module.text("sym_name"), module));
  }

  /** The modules of a text. */
  static List<IrOp> modules(List<IrOp> text) {
    List<IrOp> modules = new ArrayList<>();
    for (IrOp outer : text) {
      List<IrOp> inner =
          outer.name().equals("builtin.module") ? outer.body(0).ops() : List.of(outer);
      for (IrOp op : inner) {
        if (op.name().equals("hw.module")) {
          modules.add(op);
        } else if (!op.name().startsWith("om.") && !IGNORED.contains(op.name())) {
          throw new UnsupportedRtlException(op.place(), "operation " + op.name());
        }
      }
    }
    return modules;
  }

  /** What says nothing of how a design behaves. */
  private static final List<String> IGNORED =
      List.of("emit.file", "emit.fragment", "sv.macro.decl", "hw.hierpath", "hw.type_scope");

  /**
   * The netlist of a design.
   *
   * @param text the lowered text
   * @param top name of the module
   * @param clock input that registers go by
   * @param origin what an error names as the file
   * @throws UnsupportedRtlException for what the engine cannot run
   */
  static Netlist of(String text, String top, String clock, String origin) {
    return of(IrText.read(text, origin), top, clock, origin, Change.NONE);
  }

  /** As {@link #of(String, String, String, String)}, with one operation changed. */
  static Netlist of(List<IrOp> text, String top, String clock, String origin, Change change) {
    Netlist[] netlist = new Netlist[1];
    Throwable[] failure = new Throwable[1];
    Thread deep =
        new Thread(
            null,
            () -> {
              try {
                netlist[0] = new Elaboration(text, top, clock, change).elaborate(origin);
              } catch (RuntimeException | Error e) {
                failure[0] = e;
              }
            },
            "elaboration",
            STACK_BYTES);
    deep.start();
    try {
      deep.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while elaborating " + top, e);
    }
    if (failure[0] instanceof Error error) {
      throw error;
    }
    if (failure[0] != null) {
      throw (RuntimeException) failure[0];
    }
    return netlist[0];
  }

  /** The ports of a top, without looking into it. */
  static List<Manifest.Port> ports(String text, String top, String origin) {
    IrOp module = new Elaboration(IrText.read(text, origin), top, "", Change.NONE).top(origin);
    List<Manifest.Port> ports = new ArrayList<>();
    for (String port : portTexts(module)) {
      String[] words = port.split("[ :]+", 3);
      ports.add(
          new Manifest.Port(
              IrText.unquoted(words[1]), words[0], IrTypes.bits(words[2], module.place())));
    }
    return ports;
  }

  private IrOp top(String origin) {
    IrOp module = modules.get(netlist.top);
    if (module == null) {
      throw new UnsupportedRtlException(
          origin,
          String.format(
              Locale.ROOT, "no top module: top=%s modules=%s", netlist.top, modules.keySet()));
    }
    return module;
  }

  private Netlist elaborate(String origin) {
    IrOp module = top(origin);
    List<String> names = new ArrayList<>();
    List<String> results = new ArrayList<>();
    ports(module, names, results);
    IrOp.Block body = module.body(0);
    List<Word> inputs = new ArrayList<>();
    for (int i = 0; i < names.size(); i++) {
      String type = body.argumentTypes().get(i);
      inputs.add(netlist.input(names.get(i), IrTypes.bits(type, module.place())));
    }
    Scope top = new Scope("", module, inputs::get, names::get);
    List<Scope> scopes = new ArrayList<>();
    open(top, scopes);
    scopes.forEach(scope -> sequential.gather(scope, processes));
    sequential.finish();
    for (int i = 0; i < results.size(); i++) {
      netlist.output(results.get(i), value(top, top.outputs().get(i)));
    }
    return netlist;
  }

  /** Names of the ports, from {@code !hw.modty<input clock : !seq.clock, output out : i8>}. */
  private static void ports(IrOp module, List<String> inputs, List<String> outputs) {
    for (String port : portTexts(module)) {
      String[] words = port.split("[ :]+", 3);
      String name = IrText.unquoted(words[1]);
      switch (words[0]) {
        case "input" -> inputs.add(name);
        case "output" -> outputs.add(name);
        default ->
            throw new UnsupportedRtlException(
                module.place(), String.format(Locale.ROOT, "%s port %s", words[0], name));
      }
    }
  }

  private static List<String> portTexts(IrOp module) {
    String type = module.attribute("module_type");
    return IrTypes.split(type.substring(type.indexOf('<') + 1, type.lastIndexOf('>')));
  }

  private void open(Scope scope, List<Scope> all) {
    all.add(scope);
    for (IrOp op : scope.body.ops()) {
      if (op.name().equals("hw.instance")) {
        IrOp module = modules.get(op.text("moduleName"));
        if (module == null) {
          throw new UnsupportedRtlException(
              op.place(), "instance of a module without body: " + op.text("moduleName"));
        }
        List<String> operands = op.operands();
        Scope child =
            new Scope(
                scope.path + op.text("instanceName") + ".",
                module,
                i -> value(scope, operands.get(i)),
                i -> sequential.clock(scope, operands.get(i)));
        scope.children.put(op, child);
        open(child, all);
      }
    }
  }

  /** Makes something of values that may still change: none of them is kept. */
  <T> T provisionally(Supplier<T> made) {
    provisional++;
    T result = made.get();
    provisional--;
    return result;
  }

  /** The value of that name. */
  Word value(Scope scope, String name) {
    Word known = scope.values.get(name);
    if (known != null) {
      return known;
    }
    Scope.Definition definition = scope.definition(name);
    String mark = scope.path + name;
    if (!open.add(mark)) {
      throw loop(scope, definition, mark);
    }
    making.push(mark + " " + (definition.op() == null ? "port" : place(definition.op())));
    Word made = make(scope, definition);
    making.pop();
    open.remove(mark);
    boolean isState = definition.op() != null && definition.op().name().startsWith("seq.");
    if (provisional == 0 || isState) {
      scope.values.put(name, made);
    }
    return made;
  }

  private static String place(IrOp op) {
    String hint = op.attributes().get("sv.namehint");
    return (hint == null ? op.name() : IrText.unquoted(hint)) + " at " + op.place();
  }

  private UnsupportedRtlException loop(Scope scope, Scope.Definition definition, String mark) {
    List<String> through = new ArrayList<>();
    for (String step : making) {
      String where = step.substring(step.indexOf(' ') + 1);
      if (!where.equals("port") && !through.contains(where) && through.size() < 4) {
        through.add(where);
      }
      if (step.startsWith(mark + " ")) {
        break;
      }
    }
    String place = definition.op() == null ? scope.module.place() : definition.op().place();
    return new UnsupportedRtlException(
        place,
        String.format(
            Locale.ROOT,
            "combinational loop in %s through %s",
            scope.path.isEmpty() ? netlist.top : scope.path.substring(0, scope.path.length() - 1),
            String.join(", ", through)));
  }

  private Word make(Scope scope, Scope.Definition definition) {
    IrOp op = definition.op();
    if (op == null) {
      return scope.inputs.apply(definition.argument());
    }
    if (op.name().equals("hw.instance")) {
      Scope child = scope.children.get(op);
      return value(child, child.outputs().get(definition.result()));
    }
    if (op.name().equals("comb.extract")) {
      int bits = IrTypes.bits(op.types().get(0), op.place());
      return part(scope, op.operands().get(0), (int) op.number("lowBit"), bits);
    }
    if (op.name().equals("llhd.prb")) {
      return processes.signal(scope, op.operands().get(0));
    }
    if (op.name().startsWith("seq.")) {
      return sequential.make(scope, op);
    }
    if (op.name().equals("comb.icmp") && (isUnknown(scope, op, 0) || isUnknown(scope, op, 1))) {
      // There are no unknown bits in two states: nothing is equal to one.
      return math.constant(op.number("predicate") == Operations.CASE_NOT_EQUAL ? 1 : 0, 1);
    }
    List<Word> operands = new ArrayList<>();
    for (String operand : op.operands()) {
      operands.add(value(scope, operand));
    }
    return op == change.op ? changed(scope, op, operands) : operations.make(op, operands);
  }

  private Word changed(Scope scope, IrOp op, List<Word> operands) {
    switch (change.kind) {
      case OPERAND -> operands.set(0, math.constant(0, operands.get(0).bits()));
      case CONSTANT -> {
        for (int i = 0; i < operands.size(); i++) {
          IrOp made = scope.definition(op.operands().get(i)).op();
          if (made != null && made.name().equals("hw.constant")) {
            Word one = math.constant(1, operands.get(i).bits());
            operands.set(i, math.bitwise(Node.Kind.XOR, List.of(operands.get(i), one)));
            break;
          }
        }
      }
      case CONDITION -> {
        if (op.name().equals("comb.icmp")) {
          return math.not(operations.make(op, operands));
        }
        operands.set(0, math.not(operands.get(0)));
      }
      default -> throw new IllegalStateException("no change of a value: " + change.kind);
    }
    return operations.make(op, operands);
  }

  /** Whether a register or a write is to keep what there is. */
  boolean isDropped(IrOp op) {
    return op == change.op;
  }

  private static boolean isUnknown(Scope scope, IrOp compare, int operand) {
    long predicate = compare.number("predicate");
    IrOp op = scope.definition(compare.operands().get(operand)).op();
    return op != null
        && op.name().equals("sv.constantX")
        && (predicate == Operations.CASE_EQUAL || predicate == Operations.CASE_NOT_EQUAL);
  }

  /** Some bits of a value; of a concatenation only the parts that hold them are asked for. */
  private Word part(Scope scope, String name, int low, int bits) {
    IrOp op = scope.definition(name).op();
    if (op != null && op.name().equals("comb.extract")) {
      return part(scope, op.operands().get(0), low + (int) op.number("lowBit"), bits);
    }
    if (op == null || !op.name().equals("comb.concat")) {
      return math.extract(value(scope, name), low, bits);
    }
    List<Word> parts = new ArrayList<>();
    int begin = 0;
    for (int i = op.operands().size() - 1; i >= 0; i--) {
      int width = IrTypes.bits(op.operandTypes().get(i), op.place());
      int from = Math.max(low, begin);
      int to = Math.min(low + bits, begin + width);
      if (from < to) {
        parts.add(0, part(scope, op.operands().get(i), from - begin, to - from));
      }
      begin += width;
    }
    return math.concat(parts);
  }
}
