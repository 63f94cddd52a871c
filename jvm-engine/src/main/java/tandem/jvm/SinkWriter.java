package tandem.jvm;

import java.util.List;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import tandem.jvm.Node.Kind;

/** Writes the code that brings values to where they are taken. */
final class SinkWriter {
  private final MethodVisitor code;
  private final String owner;
  private final Plan plan;
  private final CodeWriter writer;

  SinkWriter(MethodVisitor code, String owner, Plan plan, CodeWriter writer) {
    this.code = code;
    this.owner = owner;
    this.plan = plan;
    this.writer = writer;
  }

  void write(Plan.Sink sink) {
    if (sink instanceof Sinks.Output output) {
      output(output);
    } else if (sink instanceof Sinks.Write write) {
      memory(write);
    } else {
      check((Sinks.Check) sink);
    }
  }

  private void output(Sinks.Output output) {
    for (int i = 0; i < output.values().size(); i++) {
      code.visitVarInsn(Opcodes.ALOAD, 0);
      code.visitFieldInsn(Opcodes.GETFIELD, owner, "outputs", "[J");
      code.visitLdcInsn(output.word() + i);
      writer.push(output.values().get(i));
      code.visitInsn(Opcodes.LASTORE);
    }
  }

  /** Whether there is a branch in which all words of a register keep their value. */
  boolean mayKeep(Sinks.Next next) {
    return mayKeep(next.word(), next.values());
  }

  private boolean mayKeep(int word, List<Node> values) {
    if (isItself(word, values)) {
      return true;
    }
    return isJointMux(values)
        && (mayKeep(word, values.stream().map(v -> v.b).toList())
            || mayKeep(word, values.stream().map(v -> v.c).toList()));
  }

  private static boolean isItself(int word, List<Node> values) {
    for (int i = 0; i < values.size(); i++) {
      if (values.get(i).kind != Kind.REGISTER || values.get(i).immediate != word + i) {
        return false;
      }
    }
    return true;
  }

  /** Whether all are chosen by the same condition, in expressions of their own. */
  private boolean isJointMux(List<Node> values) {
    Node first = values.get(0);
    for (Node value : values) {
      if (value.kind != Kind.MUX || value.a != first.a || plan.isKept(value)) {
        return false;
      }
    }
    return true;
  }

  /**
   * Stores the next value of a register where it changes.
   *
   * @param group to be marked when it does, -1 for none
   */
  void next(Sinks.Next next, int group) {
    next(next.word(), next.values(), group);
  }

  private void next(int word, List<Node> values, int group) {
    if (group >= 0 && isItself(word, values)) {
      return;
    }
    if (isJointMux(values)) {
      List<Node> yes = values.stream().map(v -> v.b).toList();
      List<Node> no = values.stream().map(v -> v.c).toList();
      Label otherwise = new Label();
      Label end = new Label();
      writer.jumpUnless(values.get(0).a, otherwise);
      next(word, yes, group);
      boolean isLast = group >= 0 && isItself(word, no);
      if (!isLast) {
        code.visitJumpInsn(Opcodes.GOTO, end);
      }
      code.visitLabel(otherwise);
      next(word, no, group);
      code.visitLabel(end);
      return;
    }
    for (int i = 0; i < values.size(); i++) {
      put("n" + (word + i), values.get(i));
    }
    if (group >= 0) {
      flag("c" + group);
    }
  }

  private void put(String field, Node value) {
    code.visitVarInsn(Opcodes.ALOAD, 0);
    writer.push(value);
    code.visitFieldInsn(Opcodes.PUTFIELD, owner, field, "J");
  }

  private void flag(String field) {
    code.visitVarInsn(Opcodes.ALOAD, 0);
    code.visitInsn(Opcodes.ICONST_1);
    code.visitFieldInsn(Opcodes.PUTFIELD, owner, field, "Z");
  }

  private void memory(Sinks.Write sink) {
    List<Node> values = sink.values();
    int limbs = sink.write().data().size();
    Label end = new Label();
    writer.jumpUnless(values.get(0), end);
    flag("w" + sink.number());
    code.visitVarInsn(Opcodes.ALOAD, 0);
    writer.push(values.get(1));
    code.visitInsn(Opcodes.L2I);
    code.visitFieldInsn(Opcodes.PUTFIELD, owner, "a" + sink.number(), "I");
    for (int i = 0; i < limbs; i++) {
      put("d" + sink.number() + "_" + i, values.get(2 + i));
      if (sink.write().mask() != null) {
        put("k" + sink.number() + "_" + i, values.get(2 + limbs + i));
      }
    }
    code.visitLabel(end);
  }

  /** The first check that fails counts. */
  private void check(Sinks.Check check) {
    Label end = new Label();
    writer.jumpUnless(check.values().get(0), end);
    code.visitVarInsn(Opcodes.ALOAD, 0);
    code.visitFieldInsn(Opcodes.GETFIELD, owner, "failed", "I");
    code.visitJumpInsn(Opcodes.IFGE, end);
    code.visitVarInsn(Opcodes.ALOAD, 0);
    code.visitLdcInsn(check.number());
    code.visitFieldInsn(Opcodes.PUTFIELD, owner, "failed", "I");
    for (int i = 1; i < check.values().size(); i++) {
      code.visitVarInsn(Opcodes.ALOAD, 0);
      code.visitFieldInsn(Opcodes.GETFIELD, owner, "printed", "[J");
      code.visitLdcInsn(i - 1);
      writer.push(check.values().get(i));
      code.visitInsn(Opcodes.LASTORE);
    }
    code.visitLabel(end);
  }
}
