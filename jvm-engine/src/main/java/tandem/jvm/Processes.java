package tandem.jvm;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tandem.jvm.Netlist.Ending;

/**
 * Clocked processes as they are left of Verilog. What one does when it is woken is followed through
 * all its branches at once: blocks run under conditions, and where branches meet, multiplexers
 * choose. The signals it drives are registers.
 */
final class Processes {
  private static final int MOST_TURNS = 10_000;
  private static final String ERROR = "Error: ";
  private static final String FATAL = "Fatal: ";

  /** A signal that processes or continuous assignments drive. */
  private record Drive(Scope scope, IrOp op) {}

  private final Elaboration elaboration;
  private final Netlist netlist;
  private final WordMath math;
  private final Operations operations;
  private final Sequential sequential;
  private final Map<String, Drive> drives = new HashMap<>();
  private final Map<String, Word> signals = new HashMap<>();
  private final Map<String, List<Word>> runs = new HashMap<>();

  Processes(
      Elaboration elaboration,
      Netlist netlist,
      WordMath math,
      Operations operations,
      Sequential sequential) {
    this.elaboration = elaboration;
    this.netlist = netlist;
    this.math = math;
    this.operations = operations;
    this.sequential = sequential;
  }

  /** Notes who drives a signal. */
  void drive(Scope scope, IrOp op) {
    Drive other = drives.put(scope.path + op.operands().get(0), new Drive(scope, op));
    if (other != null) {
      throw new UnsupportedRtlException(op.place(), "signal with several drivers");
    }
  }

  /** What a process without results does: prints and ends. */
  void statements(Scope scope, IrOp process) {
    if (process.types().isEmpty()) {
      yields(scope, process, 1, 0, null);
    }
  }

  /** The value of a signal by name. */
  Word signal(Scope scope, String name) {
    IrOp op = scope.definition(name).op();
    if (op == null || !op.name().equals("llhd.sig")) {
      throw new UnsupportedRtlException(scope.module.place(), "signal that is a part of another");
    }
    return signal(scope, op);
  }

  /** The value of a signal: of its register if a process drives it, else what is assigned to it. */
  private Word signal(Scope scope, IrOp op) {
    String key = scope.path + op.results();
    Word known = signals.get(key);
    if (known != null) {
      return known;
    }
    Drive drive = drives.get(key);
    if (drive == null) {
      return elaboration.value(scope, op.operands().get(0)); // its initial value for ever
    }
    IrOp process = process(drive);
    if (process == null) {
      return elaboration.value(scope, drive.op.operands().get(1));
    }
    int bits = IrTypes.bits(IrTypes.referenced(op.types().get(0)), op.place());
    String name = op.has("name") ? op.text("name") : "signal" + netlist.registers.size();
    Word stored =
        sequential.register(scope.path + name, bits, () -> next(drive, process, signals.get(key)));
    signals.put(key, stored);
    Word visible = elaboration.provisionally(() -> asynchronous(drive, process, stored));
    signals.put(key, visible);
    runs.keySet().removeIf(run -> !run.endsWith("null")); // made of what has changed now
    sequential.show(scope.path + name, stored, visible);
    return visible;
  }

  /** The process that gives what is driven; null if no process does. */
  private IrOp process(Drive drive) {
    IrOp source = drive.scope.definition(drive.op.operands().get(1)).op();
    return source != null && source.name().equals("llhd.process") ? source : null;
  }

  private Word next(Drive drive, IrOp process, Word old) {
    return asynchronous(
        drive, process, driven(drive, process, yields(drive.scope, process, 1, 0, null), old));
  }

  /** What is driven if it is, else the old value. */
  private Word driven(Drive drive, IrOp process, List<Word> yields, Word old) {
    Word value = yields.get(drive.scope.definition(drive.op.operands().get(1)).result());
    if (drive.op.operands().size() < 4) {
      return value;
    }
    Scope.Definition enable = drive.scope.definition(drive.op.operands().get(3));
    if (enable.op() != process) {
      throw new UnsupportedRtlException(
          drive.op.place(), "signal driven under a foreign condition");
    }
    return math.mux(yields.get(enable.result()), value, old);
  }

  /** A value that gives way to what other edges than the clock's bring about: those of a reset. */
  private Word asynchronous(Drive drive, IrOp process, Word otherwise) {
    Word value = otherwise;
    for (String observed : observed(process)) {
      if (!sequential.isClock(drive.scope, observed)) {
        value = driven(drive, process, yields(drive.scope, process, 0, 0, observed), value);
      }
    }
    return value;
  }

  private static IrOp wait(IrOp process) {
    IrOp found = null;
    for (IrOp.Block block : process.regions().get(0).blocks()) {
      for (IrOp op : block.ops()) {
        if (op.name().equals("llhd.wait")) {
          if (found != null) {
            throw new UnsupportedRtlException(op.place(), "process that waits at several places");
          }
          found = op;
        }
      }
    }
    if (found == null) {
      throw new UnsupportedRtlException(process.place(), "process that never waits (initial?)");
    }
    return found;
  }

  /** Operands of a wait: yields, delay, observed, arguments of the block to go on in. */
  private static List<String> operands(IrOp wait, int segment) {
    String[] sizes = wait.attribute("operandSegmentSizes").replaceAll(".*:|>", "").split(",");
    int from = 0;
    for (int i = 0; i < segment; i++) {
      from += Integer.parseInt(sizes[i].strip());
    }
    return wait.operands().subList(from, from + Integer.parseInt(sizes[segment].strip()));
  }

  private static List<String> observed(IrOp process) {
    IrOp wait = wait(process);
    if (!operands(wait, 1).isEmpty()) {
      throw new UnsupportedRtlException(wait.place(), "process with a delay");
    }
    return operands(wait, 2);
  }

  /**
   * What a process gives out when it waits again.
   *
   * @param clock level of the clock
   * @param before its level before
   * @param changed another observed value that has just changed, null for none
   */
  private List<Word> yields(Scope scope, IrOp process, int clock, int before, String changed) {
    String key = scope.path + process.results() + clock + before + changed;
    List<Word> known = process.types().isEmpty() ? null : runs.get(key);
    if (known == null) {
      requireClock(scope, process);
      known = new Run(scope, process, clock, before, changed).run();
      runs.put(key, known);
    }
    return known;
  }

  private void requireClock(Scope scope, IrOp process) {
    if (observed(process).stream().noneMatch(o -> sequential.isClock(scope, o))) {
      throw new UnsupportedRtlException(
          process.place(), "process that does not wait for the clock: clock=" + netlist.clock);
    }
  }

  /** One way from waking to waiting, all branches at once. */
  private final class Run {
    private final Scope scope;
    private final IrOp process;
    private final IrOp wait;
    private final int clock;
    private final boolean isEdge;
    private final List<String> order = new ArrayList<>();
    private final Map<String, Set<String>> behind = new HashMap<>();
    private String current = "";
    private final Map<String, Word> values = new HashMap<>();
    private final Map<String, Format> formats = new HashMap<>();
    private final Map<String, Node> reached = new HashMap<>();
    private final Map<String, IrOp.Block> blocks = new HashMap<>();
    private final Map<String, Integer> times = new HashMap<>();
    private final Map<String, Integer> arrivals = new HashMap<>();

    Run(Scope scope, IrOp process, int clock, int before, String changed) {
      this.scope = scope;
      this.process = process;
      this.wait = Processes.wait(process);
      this.clock = clock;
      this.isEdge = clock != before;
      process.regions().get(0).blocks().forEach(b -> blocks.put(b.label(), b));
      IrOp.Block first = blocks.get(wait.successors().get(0).label());
      List<String> given = operands(wait, 3);
      for (int i = 0; i < given.size(); i++) {
        String name = given.get(i);
        Word was =
            sequential.isClock(scope, name)
                ? math.constant(before, 1)
                : name.equals(changed) ? math.not(value(name)) : value(name);
        values.put(first.arguments().get(i), was);
      }
      reached.put(first.label(), netlist.graph.constant(1));
      visit(first.label(), order);
    }

    List<Word> run() {
      while (true) {
        Optional<String> next = reached.keySet().stream().filter(this::isNext).min(this::byOrder);
        if (next.isEmpty()) {
          return operands(wait, 0).stream().map(this::value).toList();
        }
        current = next.get();
        if (times.merge(current, 1, Integer::sum) > MOST_TURNS) {
          throw new UnsupportedRtlException(process.place(), "loop without an end that is known");
        }
        Node when = reached.remove(current);
        blocks.get(current).ops().forEach(op -> step(op, when));
      }
    }

    /** Whether no other block that is to be run leads to this one, unless in a loop of both. */
    private boolean isNext(String label) {
      if (blocks.get(label).ops().contains(wait)) {
        return false;
      }
      return reached.keySet().stream()
          .allMatch(o -> !behind(o).contains(label) || behind(label).contains(o));
    }

    private int byOrder(String one, String other) {
      return Integer.compare(order.indexOf(one), order.indexOf(other));
    }

    /** The blocks that one leads to. */
    private Set<String> behind(String label) {
      Set<String> known = behind.get(label);
      if (known == null) {
        known = new HashSet<>();
        List<String> seen = new ArrayList<>();
        successors(label).forEach(s -> visit(s, seen));
        known.addAll(seen);
        behind.put(label, known);
      }
      return known;
    }

    private List<String> successors(String label) {
      IrOp.Block block = blocks.get(label);
      return block.ops().contains(wait)
          ? List.of()
          : block.ops().get(block.ops().size() - 1).successors().stream()
              .map(IrOp.Successor::label)
              .toList();
    }

    /** Blocks in the order in which they are reached, depth first. */
    private void visit(String label, List<String> seen) {
      if (!seen.contains(label)) {
        seen.add(label);
        successors(label).forEach(s -> visit(s, seen));
      }
    }

    private Word value(String name) {
      Word own = values.get(name);
      if (own != null) {
        return own;
      }
      if (sequential.isClock(scope, name)) {
        return math.constant(clock, 1);
      }
      IrOp op = scope.definition(name).op();
      // A signal may be asked for while its own value is being made: it is a register then.
      return op != null && op.name().equals("llhd.prb")
          ? signal(scope, op.operands().get(0))
          : elaboration.value(scope, name);
    }

    private void step(IrOp op, Node when) {
      switch (op.name()) {
        case "llhd.wait", "ub.unreachable" -> {}
        case "cf.br" -> enter(op.successors().get(0).label(), op.operands(), when);
        case "cf.cond_br" -> branch(op, when);
        case "sim.fmt.literal", "sim.fmt.dec", "sim.fmt.hex", "sim.fmt.bin", "sim.fmt.concat" ->
            formats.put(op.results(), format(op));
        case "sim.proc.print" -> print(op, when);
        case "sim.terminate" -> {
          if (op.attribute("success").equals("true")) {
            check(op, Ending.FINISH, when, new Format("", List.of()));
          } else {
            check(op, Ending.FATAL, when, new Format("", List.of()));
          }
        }
        case "sim.pause" -> check(op, Ending.STOP, when, new Format("", List.of()));
        case "llhd.prb" -> values.put(op.results(), signal(scope, op.operands().get(0)));
        default -> {
          if (op.results().isEmpty()) {
            throw new UnsupportedRtlException(
                op.place(), "operation " + op.name() + " in a process");
          }
          values.put(op.results(), make(op));
        }
      }
    }

    private Word make(IrOp op) {
      List<Word> in = op.operands().stream().map(this::value).toList();
      if (op.name().equals("comb.extract")) {
        return math.extract(
            in.get(0), (int) op.number("lowBit"), IrTypes.bits(op.types().get(0), op.place()));
      }
      return operations.make(op, in);
    }

    private void branch(IrOp op, Node when) {
      String[] sizes = op.attribute("operandSegmentSizes").replaceAll(".*:|>", "").split(",");
      int yes = Integer.parseInt(sizes[1].strip());
      Node condition = value(op.operands().get(0)).single();
      enter(
          op.successors().get(0).label(),
          op.operands().subList(1, 1 + yes),
          netlist.graph.and(when, condition));
      enter(
          op.successors().get(1).label(),
          op.operands().subList(1 + yes, op.operands().size()),
          netlist.graph.and(when, netlist.graph.not(condition)));
    }

    /** Where several ways meet, the arguments of the one that was taken. */
    private void enter(String label, List<String> arguments, Node when) {
      if (when.isConstant(0)) {
        return;
      }
      List<String> names = blocks.get(label).arguments();
      Node before = reached.get(label);
      requireSameTurn(label, before);
      List<Word> all = arguments.stream().map(this::value).toList(); // before any is replaced
      for (int i = 0; i < names.size(); i++) {
        Word given = all.get(i);
        Word other = values.get(names.get(i));
        Word chosen =
            before == null ? given : math.mux(new Word(1, new Node[] {when}), given, other);
        values.put(names.get(i), chosen);
      }
      reached.put(label, before == null ? when : netlist.graph.or(before, when));
    }

    /** Values of several turns of a loop do not meet: that of the last would be taken for all. */
    private void requireSameTurn(String label, Node before) {
      Integer turn = times.get(current);
      if (before == null) {
        arrivals.keySet().removeIf(way -> way.endsWith(">" + label));
      }
      Integer other = arrivals.put(current + ">" + label, turn);
      if (other != null && !other.equals(turn)) {
        throw new UnsupportedRtlException(
            process.place(), "loop that is left in several of its turns");
      }
    }

    private Format format(IrOp op) {
      return switch (op.name()) {
        case "sim.fmt.literal" -> new Format(op.text("literal").replace("%", "%%"), List.of());
        case "sim.fmt.concat" -> joined(op);
        default -> {
          String letter =
              op.name().equals("sim.fmt.hex") ? "h" : op.name().equals("sim.fmt.bin") ? "b" : "d";
          boolean isBare = op.attributes().getOrDefault("specifierWidth", "").startsWith("0");
          yield new Format(
              "%" + (isBare ? "0" : "") + letter, List.of(value(op.operands().get(0))));
        }
      };
    }

    private Format joined(IrOp op) {
      StringBuilder text = new StringBuilder();
      List<Word> printed = new ArrayList<>();
      for (String operand : op.operands()) {
        Format part = known(operand);
        text.append(part.text);
        printed.addAll(part.values);
      }
      return new Format(text.toString(), printed);
    }

    private Format known(String name) {
      Format own = formats.get(name);
      return own != null ? own : format(scope.definition(name).op());
    }

    /** What $error and $fatal print begins with their names; what only prints is not shown. */
    private void print(IrOp op, Node when) {
      Format printed = known(op.operands().get(0));
      if (printed.text.startsWith(ERROR)) {
        check(op, Ending.ASSERTION, when, printed.without(ERROR));
      } else if (printed.text.startsWith(FATAL)) {
        check(op, Ending.FATAL, when, printed.without(FATAL));
      }
    }

    private void check(IrOp op, Ending ending, Node when, Format format) {
      if (isEdge) {
        netlist.checks.add(new Netlist.Check(ending, when, format.text, format.values, op.place()));
      }
    }
  }

  /** What is printed: a text as for {@code $display}, and its values. */
  private record Format(String text, List<Word> values) {
    Format without(String prefix) {
      return new Format(text.substring(prefix.length()), values);
    }
  }
}
