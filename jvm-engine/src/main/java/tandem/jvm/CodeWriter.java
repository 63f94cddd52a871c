package tandem.jvm;

import java.util.Map;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import tandem.jvm.Node.Kind;

/** Writes the code of expressions into one method. */
final class CodeWriter {
  private final MethodVisitor code;
  private final String owner;
  private final Plan plan;
  private final Map<Node, Integer> variables;

  /**
   * @param variables of values that this method keeps
   */
  CodeWriter(MethodVisitor code, String owner, Plan plan, Map<Node, Integer> variables) {
    this.code = code;
    this.owner = owner;
    this.plan = plan;
    this.variables = variables;
  }

  /** Pushes the value of a node, from where it is kept or by computing it. */
  void push(Node node) {
    Integer variable = variables.get(node);
    if (variable != null) {
      code.visitVarInsn(Opcodes.LLOAD, variable);
    } else if (plan.isKept(node)) {
      field("v" + node.number);
    } else {
      compute(node);
    }
  }

  private void field(String name) {
    code.visitVarInsn(Opcodes.ALOAD, 0);
    code.visitFieldInsn(Opcodes.GETFIELD, owner, name, "J");
  }

  void constant(long value) {
    if (value == 0 || value == 1) {
      code.visitInsn(value == 0 ? Opcodes.LCONST_0 : Opcodes.LCONST_1);
    } else {
      code.visitLdcInsn(value);
    }
  }

  private void integer(int value) {
    if (value <= 5) {
      code.visitInsn(Opcodes.ICONST_0 + value);
    } else {
      code.visitIntInsn(Opcodes.BIPUSH, value);
    }
  }

  /** Pushes the value of a node by computing it from its operands. */
  void compute(Node node) {
    switch (node.kind) {
      case CONSTANT -> constant(node.immediate);
      case INPUT -> field("i" + node.immediate);
      case REGISTER -> field("r" + node.immediate);
      case READ -> element(node);
      case AND -> binary(node, Opcodes.LAND);
      case OR -> binary(node, Opcodes.LOR);
      case XOR -> binary(node, Opcodes.LXOR);
      case ADD -> binary(node, Opcodes.LADD);
      case SUB -> binary(node, Opcodes.LSUB);
      case MUL -> binary(node, Opcodes.LMUL);
      case MULTIPLY_HIGH -> helper(node, "multiplyHigh");
      case DIVIDE_UNSIGNED -> helper(node, "divideUnsigned");
      case MODULO_UNSIGNED -> helper(node, "moduloUnsigned");
      case DIVIDE_SIGNED -> helper(node, "divideSigned");
      case MODULO_SIGNED -> helper(node, "moduloSigned");
      case SHIFT_LEFT -> shift(node, Opcodes.LSHL);
      case SHIFT_RIGHT -> shift(node, Opcodes.LUSHR);
      case SHIFT_LEFT_BY -> shiftBy(node, Opcodes.LSHL);
      case SHIFT_RIGHT_BY -> shiftBy(node, Opcodes.LUSHR);
      case SHIFT_SIGNED_BY -> shiftBy(node, Opcodes.LSHR);
      case SIGN_EXTEND -> {
        push(node.a);
        integer(64 - (int) node.immediate);
        code.visitInsn(Opcodes.LSHL);
        integer(64 - (int) node.immediate);
        code.visitInsn(Opcodes.LSHR);
      }
      case EQUAL, LESS_UNSIGNED, LESS_SIGNED -> compare(node);
      case MUX -> choose(node);
      case PARITY -> {
        push(node.a);
        code.visitMethodInsn(Opcodes.INVOKESTATIC, "java/lang/Long", "bitCount", "(J)I", false);
        code.visitInsn(Opcodes.ICONST_1);
        code.visitInsn(Opcodes.IAND);
        code.visitInsn(Opcodes.I2L);
      }
    }
  }

  private void element(Node node) {
    code.visitVarInsn(Opcodes.ALOAD, 0);
    code.visitFieldInsn(Opcodes.GETFIELD, owner, "m" + node.immediate, "[J");
    push(node.a);
    code.visitInsn(Opcodes.L2I);
    code.visitVarInsn(Opcodes.ALOAD, 0);
    code.visitFieldInsn(Opcodes.GETFIELD, owner, "m" + node.immediate, "[J");
    code.visitInsn(Opcodes.ARRAYLENGTH);
    code.visitInsn(Opcodes.ICONST_1);
    code.visitInsn(Opcodes.ISUB);
    code.visitInsn(Opcodes.IAND);
    code.visitInsn(Opcodes.LALOAD);
  }

  private void binary(Node node, int opcode) {
    push(node.a);
    push(node.b);
    code.visitInsn(opcode);
  }

  private void helper(Node node, String method) {
    push(node.a);
    push(node.b);
    code.visitMethodInsn(Opcodes.INVOKESTATIC, "tandem/jvm/Arithmetic", method, "(JJ)J", false);
  }

  private void shift(Node node, int opcode) {
    push(node.a);
    integer((int) node.immediate);
    code.visitInsn(opcode);
  }

  private void shiftBy(Node node, int opcode) {
    push(node.a);
    push(node.b);
    code.visitInsn(Opcodes.L2I);
    code.visitInsn(opcode);
  }

  /** Without a branch where the sign of a difference says it all. */
  private void compare(Node node) {
    boolean narrow = node.a.bits < 64 && node.b.bits < 64;
    if (narrow && node.kind == Kind.EQUAL) {
      // 0 less 1 is the only one below 0.
      push(node.a);
      if (!node.b.isConstant(0)) {
        push(node.b);
        code.visitInsn(Opcodes.LXOR);
      }
      code.visitInsn(Opcodes.LCONST_1);
      code.visitInsn(Opcodes.LSUB);
      integer(63);
      code.visitInsn(Opcodes.LUSHR);
    } else if (narrow && node.kind == Kind.LESS_UNSIGNED) {
      push(node.a);
      push(node.b);
      code.visitInsn(Opcodes.LSUB);
      integer(63);
      code.visitInsn(Opcodes.LUSHR);
    } else {
      compareByBranch(node);
    }
  }

  private void compareByBranch(Node compare) {
    Label otherwise = new Label();
    Label end = new Label();
    jumpByComparing(compare, false, otherwise);
    code.visitInsn(Opcodes.LCONST_1);
    code.visitJumpInsn(Opcodes.GOTO, end);
    code.visitLabel(otherwise);
    code.visitInsn(Opcodes.LCONST_0);
    code.visitLabel(end);
  }

  private void choose(Node mux) {
    Label otherwise = new Label();
    Label end = new Label();
    jumpUnless(mux.a, otherwise);
    push(mux.b);
    code.visitJumpInsn(Opcodes.GOTO, end);
    code.visitLabel(otherwise);
    push(mux.c);
    code.visitLabel(end);
  }

  private boolean isInline(Node node) {
    return !plan.isKept(node) && !variables.containsKey(node);
  }

  /** Goes to the label where a bit is 0. */
  void jumpUnless(Node bit, Label label) {
    jump(bit, false, label);
  }

  private void jump(Node bit, boolean when, Label label) {
    if (isInline(bit)) {
      switch (bit.kind) {
        case EQUAL, LESS_UNSIGNED, LESS_SIGNED -> {
          jumpByComparing(bit, when, label);
          return;
        }
        case XOR -> {
          if (bit.b.isConstant(1)) {
            jump(bit.a, !when, label);
            return;
          }
        }
        default -> {}
      }
    }
    push(bit);
    code.visitInsn(Opcodes.LCONST_0);
    code.visitInsn(Opcodes.LCMP);
    code.visitJumpInsn(when ? Opcodes.IFNE : Opcodes.IFEQ, label);
  }

  private void jumpByComparing(Node compare, boolean when, Label label) {
    push(compare.a);
    push(compare.b);
    boolean narrow = compare.a.bits < 64 && compare.b.bits < 64;
    if (compare.kind == Kind.LESS_UNSIGNED && !narrow) {
      code.visitMethodInsn(
          Opcodes.INVOKESTATIC, "java/lang/Long", "compareUnsigned", "(JJ)I", false);
    } else {
      code.visitInsn(Opcodes.LCMP);
    }
    if (compare.kind == Kind.EQUAL) {
      code.visitJumpInsn(when ? Opcodes.IFEQ : Opcodes.IFNE, label);
    } else {
      code.visitJumpInsn(when ? Opcodes.IFLT : Opcodes.IFGE, label);
    }
  }
}
