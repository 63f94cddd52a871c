package tandem.jvm;

import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;

/** One instance of a module: its operations by the values they make, and the values made so far. */
final class Scope {
  /** The operation that makes a value, or the argument that it is. */
  record Definition(IrOp op, int result, int argument) {}

  /** Path of the instance below the top, with a dot at its end; empty for the top. */
  final String path;

  final IrOp module;
  final IrOp.Block body;
  final IntFunction<Word> inputs;

  /** Clock behind an input. */
  final IntFunction<String> clocks;

  final Map<String, Word> values = new HashMap<>();
  final Map<IrOp, Scope> children = new IdentityHashMap<>();
  final Map<String, Netlist.Memory> memories = new HashMap<>();
  private final Map<String, Definition> definitions = new HashMap<>();

  Scope(String path, IrOp module, IntFunction<Word> inputs, IntFunction<String> clocks) {
    this.path = path;
    this.module = module;
    this.body = module.body(0);
    this.inputs = inputs;
    this.clocks = clocks;
    for (int i = 0; i < body.arguments().size(); i++) {
      definitions.put(body.arguments().get(i), new Definition(null, -1, i));
    }
    body.ops().forEach(this::define);
  }

  private void define(IrOp op) {
    if (op.name().equals("llhd.process")) {
      // What is inside has names of its own.
      defineResults(op);
      return;
    }
    op.regions().forEach(r -> r.blocks().forEach(b -> b.ops().forEach(this::define)));
    defineResults(op);
  }

  private void defineResults(IrOp op) {
    if (op.results().isEmpty()) {
      return;
    }
    if (op.types().size() == 1) {
      definitions.put(op.results(), new Definition(op, 0, -1));
    }
    for (int i = 0; i < op.types().size(); i++) {
      if (definitions.put(op.results() + "#" + i, new Definition(op, i, -1)) != null) {
        throw new UnsupportedRtlException(op.place(), "value defined twice: " + op.results());
      }
    }
  }

  Definition definition(String name) {
    Definition definition = definitions.get(name);
    if (definition == null) {
      throw new UnsupportedRtlException(module.place(), "value without definition: " + name);
    }
    return definition;
  }

  /** What the module gives out, in the order of its results. */
  List<String> outputs() {
    IrOp last = body.ops().get(body.ops().size() - 1);
    if (!last.name().equals("hw.output")) {
      throw new UnsupportedRtlException(module.place(), "module without hw.output at its end");
    }
    return last.operands();
  }
}
