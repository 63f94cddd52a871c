package tandem.jvm;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.objectweb.asm.ClassTooLargeException;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodTooLargeException;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/** Writes the class of a design: a {@link Kernel} with its registers and its code. */
final class Generator {
  private static final String BASE = "tandem/jvm/Kernel";
  private static final String OWNER = "tandem/jvm/Generated";

  /** Registers that are copied at the edge together, if one of them changes. */
  private static final int GROUP_WORDS = 16;

  /** Statements that are alike go into methods of so many. */
  private static final int CHUNK = 400;

  private final Netlist netlist;
  private final Plan plan;
  private final ClassWriter type =
      new ClassWriter(ClassWriter.COMPUTE_FRAMES | ClassWriter.COMPUTE_MAXS);

  /** Words that always change, and groups of those that change if their flag is set. */
  private final List<Integer> always = new ArrayList<>();

  private final List<List<Integer>> groups = new ArrayList<>();

  private Generator(Netlist netlist) {
    this.netlist = netlist;
    this.plan = new Plan(netlist.graph.size(), Sinks.of(netlist));
  }

  /**
   * The class file of a design.
   *
   * @throws UnsupportedRtlException for a design that does not fit into one
   */
  static byte[] generate(Netlist netlist) {
    try {
      return new Generator(netlist).generate();
    } catch (ClassTooLargeException | MethodTooLargeException e) {
      throw new UnsupportedRtlException(
          netlist.top, "design too large for a class: " + e.getMessage());
    }
  }

  private byte[] generate() {
    type.visit(
        Opcodes.V17, Opcodes.ACC_FINAL | Opcodes.ACC_SUPER, OWNER, null, BASE, new String[0]);
    fields();
    constructor();
    List<String> settling = new ArrayList<>();
    chunks(netlist.inputWords, "take", settling, this::take);
    for (int i = 0; i < plan.methods.size(); i++) {
      settling.add("settle" + i);
      settle("settle" + i, plan.methods.get(i));
    }
    calls("settle", settling);
    edge();
    byName();
    type.visitEnd();
    return type.toByteArray();
  }

  private void fields() {
    longs("i", netlist.inputWords);
    longs("r", netlist.registerWords);
    longs("n", netlist.registerWords);
    for (int i = 0; i < netlist.memoryArrays; i++) {
      field("m" + i, "[J");
    }
    for (List<Plan.Item> method : plan.methods) {
      for (Plan.Item item : method) {
        if (item.value() != null && plan.isShared(item.value())) {
          field("v" + item.value().number, "J");
        }
      }
    }
    for (int i = 0; i < netlist.writes.size(); i++) {
      Netlist.Write write = netlist.writes.get(i);
      field("w" + i, "Z");
      field("a" + i, "I");
      for (int limb = 0; limb < write.data().size(); limb++) {
        field("d" + i + "_" + limb, "J");
        if (write.mask() != null) {
          field("k" + i + "_" + limb, "J");
        }
      }
    }
  }

  private void longs(String prefix, int count) {
    for (int i = 0; i < count; i++) {
      field(prefix + i, "J");
    }
  }

  private void field(String name, String descriptor) {
    type.visitField(Opcodes.ACC_PRIVATE, name, descriptor, null, null).visitEnd();
  }

  private void constructor() {
    method(
        "<init>",
        "(III[I)V",
        code -> {
          code.visitVarInsn(Opcodes.ALOAD, 0);
          for (int i = 1; i <= 3; i++) {
            code.visitVarInsn(Opcodes.ILOAD, i);
          }
          code.visitVarInsn(Opcodes.ALOAD, 4);
          code.visitMethodInsn(Opcodes.INVOKESPECIAL, BASE, "<init>", "(III[I)V", false);
          for (int i = 0; i < netlist.memoryArrays; i++) {
            code.visitVarInsn(Opcodes.ALOAD, 0);
            code.visitInsn(Opcodes.DUP);
            code.visitFieldInsn(Opcodes.GETFIELD, BASE, "memory", "[[J");
            code.visitLdcInsn(i);
            code.visitInsn(Opcodes.AALOAD);
            code.visitFieldInsn(Opcodes.PUTFIELD, OWNER, "m" + i, "[J");
          }
        });
  }

  private void method(String name, String descriptor, Consumer<MethodVisitor> body) {
    MethodVisitor code = type.visitMethod(0, name, descriptor, null, null);
    code.visitCode();
    body.accept(code);
    code.visitInsn(Opcodes.RETURN);
    code.visitMaxs(0, 0);
    code.visitEnd();
  }

  /** Methods of some statements each; their names are added to a list of calls. */
  private void chunks(int count, String prefix, List<String> calls, Statement statement) {
    for (int begin = 0; begin < count; begin += CHUNK) {
      int from = begin;
      int to = Math.min(count, begin + CHUNK);
      String name = prefix + calls.size();
      calls.add(name);
      method(
          name,
          "()V",
          code -> {
            for (int i = from; i < to; i++) {
              statement.write(code, i);
            }
          });
    }
  }

  private interface Statement {
    void write(MethodVisitor code, int index);
  }

  private void calls(String name, List<String> called) {
    method(
        name,
        "()V",
        code -> {
          for (String each : called) {
            code.visitVarInsn(Opcodes.ALOAD, 0);
            code.visitMethodInsn(Opcodes.INVOKEVIRTUAL, OWNER, each, "()V", false);
          }
        });
  }

  private void take(MethodVisitor code, int word) {
    code.visitVarInsn(Opcodes.ALOAD, 0);
    code.visitInsn(Opcodes.DUP);
    code.visitFieldInsn(Opcodes.GETFIELD, BASE, "staged", "[J");
    code.visitLdcInsn(word);
    code.visitInsn(Opcodes.LALOAD);
    code.visitFieldInsn(Opcodes.PUTFIELD, OWNER, "i" + word, "J");
  }

  private void settle(String name, List<Plan.Item> items) {
    method(
        name,
        "()V",
        code -> {
          Map<Node, Integer> variables = new HashMap<>();
          CodeWriter writer = new CodeWriter(code, OWNER, plan, variables);
          SinkWriter sinks = new SinkWriter(code, OWNER, plan, writer);
          for (Plan.Item item : items) {
            if (item.value() != null) {
              keep(code, writer, item.value(), variables);
            } else if (item.sink() instanceof Sinks.Next next) {
              next(sinks, next);
            } else {
              sinks.write(item.sink());
            }
          }
        });
  }

  private void keep(
      MethodVisitor code, CodeWriter writer, Node value, Map<Node, Integer> variables) {
    boolean shared = plan.isShared(value);
    if (shared) {
      code.visitVarInsn(Opcodes.ALOAD, 0);
    }
    writer.compute(value);
    int variable = 1 + 2 * variables.size();
    variables.put(value, variable);
    if (shared) {
      code.visitInsn(Opcodes.DUP2);
      code.visitVarInsn(Opcodes.LSTORE, variable);
      code.visitFieldInsn(Opcodes.PUTFIELD, OWNER, "v" + value.number, "J");
    } else {
      code.visitVarInsn(Opcodes.LSTORE, variable);
    }
  }

  /** A register that keeps its value in some branch belongs to a group, which it marks. */
  private void next(SinkWriter sinks, Sinks.Next next) {
    int size = next.values().size();
    if (!sinks.mayKeep(next)) {
      for (int i = 0; i < size; i++) {
        always.add(next.word() + i);
      }
      sinks.next(next, -1);
      return;
    }
    if (groups.isEmpty() || groups.get(groups.size() - 1).size() + size > GROUP_WORDS) {
      field("c" + groups.size(), "Z");
      groups.add(new ArrayList<>());
    }
    for (int i = 0; i < size; i++) {
      groups.get(groups.size() - 1).add(next.word() + i);
    }
    sinks.next(next, groups.size() - 1);
  }

  private void edge() {
    List<String> steps = new ArrayList<>();
    chunks(
        netlist.writes.size(),
        "write",
        steps,
        (code, i) -> MemoryCode.write(code, OWNER, i, netlist.writes.get(i)));
    chunks(always.size(), "copy", steps, (code, i) -> copy(code, always.get(i)));
    chunks(groups.size(), "change", steps, (code, i) -> change(code, i, groups.get(i)));
    calls("edge", steps);
  }

  private void change(MethodVisitor code, int group, List<Integer> words) {
    Label unchanged = new Label();
    code.visitVarInsn(Opcodes.ALOAD, 0);
    code.visitFieldInsn(Opcodes.GETFIELD, OWNER, "c" + group, "Z");
    code.visitJumpInsn(Opcodes.IFEQ, unchanged);
    code.visitVarInsn(Opcodes.ALOAD, 0);
    code.visitInsn(Opcodes.ICONST_0);
    code.visitFieldInsn(Opcodes.PUTFIELD, OWNER, "c" + group, "Z");
    words.forEach(word -> copy(code, word));
    code.visitLabel(unchanged);
  }

  private void copy(MethodVisitor code, int word) {
    code.visitVarInsn(Opcodes.ALOAD, 0);
    code.visitInsn(Opcodes.DUP);
    code.visitFieldInsn(Opcodes.GETFIELD, OWNER, "n" + word, "J");
    code.visitFieldInsn(Opcodes.PUTFIELD, OWNER, "r" + word, "J");
  }

  /** Access to registers by number, in methods of some registers each. */
  private void byName() {
    access("register", "(I)J", "get");
    access("register", "(IJ)V", "set");
  }

  private void access(String name, String descriptor, String prefix) {
    boolean reads = descriptor.endsWith("J");
    int chunks = (netlist.registerWords + CHUNK - 1) / CHUNK;
    for (int chunk = 0; chunk < chunks; chunk++) {
      int first = chunk * CHUNK;
      int count = Math.min(CHUNK, netlist.registerWords - first);
      dispatch(
          prefix + chunk,
          descriptor,
          first,
          count,
          1,
          (code, word) -> {
            code.visitVarInsn(Opcodes.ALOAD, 0);
            if (reads) {
              code.visitFieldInsn(Opcodes.GETFIELD, OWNER, "r" + word, "J");
              code.visitInsn(Opcodes.LRETURN);
            } else {
              code.visitVarInsn(Opcodes.LLOAD, 2);
              code.visitFieldInsn(Opcodes.PUTFIELD, OWNER, "r" + word, "J");
              code.visitVarInsn(Opcodes.ALOAD, 0);
              code.visitVarInsn(Opcodes.LLOAD, 2);
              code.visitFieldInsn(Opcodes.PUTFIELD, OWNER, "n" + word, "J");
              code.visitInsn(Opcodes.RETURN);
            }
          });
    }
    dispatch(
        name,
        descriptor,
        0,
        chunks,
        CHUNK,
        (code, chunk) -> {
          code.visitVarInsn(Opcodes.ALOAD, 0);
          code.visitVarInsn(Opcodes.ILOAD, 1);
          if (!reads) {
            code.visitVarInsn(Opcodes.LLOAD, 2);
          }
          code.visitMethodInsn(Opcodes.INVOKEVIRTUAL, OWNER, prefix + chunk, descriptor, false);
          code.visitInsn(reads ? Opcodes.LRETURN : Opcodes.RETURN);
        });
  }

  /** A method that goes by its argument, divided by some number. */
  private void dispatch(
      String name, String descriptor, int first, int count, int divisor, Statement statement) {
    MethodVisitor code = type.visitMethod(0, name, descriptor, null, null);
    code.visitCode();
    Label none = new Label();
    if (count > 0) {
      Label[] labels = new Label[count];
      for (int i = 0; i < count; i++) {
        labels[i] = new Label();
      }
      code.visitVarInsn(Opcodes.ILOAD, 1);
      code.visitLdcInsn(divisor);
      code.visitInsn(Opcodes.IDIV);
      code.visitTableSwitchInsn(first, first + count - 1, none, labels);
      for (int i = 0; i < count; i++) {
        code.visitLabel(labels[i]);
        statement.write(code, first + i);
      }
    }
    code.visitLabel(none);
    code.visitTypeInsn(Opcodes.NEW, "java/lang/IndexOutOfBoundsException");
    code.visitInsn(Opcodes.DUP);
    code.visitVarInsn(Opcodes.ILOAD, 1);
    code.visitMethodInsn(
        Opcodes.INVOKESPECIAL, "java/lang/IndexOutOfBoundsException", "<init>", "(I)V", false);
    code.visitInsn(Opcodes.ATHROW);
    code.visitMaxs(0, 0);
    code.visitEnd();
  }
}
