package tandem.jvm;

import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/** Writes the code of a memory's clock edge. */
final class MemoryCode {
  private MemoryCode() {}

  /** If the cycle had something to write, writes it. */
  static void write(MethodVisitor code, String owner, int number, Netlist.Write write) {
    Label end = new Label();
    code.visitVarInsn(Opcodes.ALOAD, 0);
    code.visitFieldInsn(Opcodes.GETFIELD, owner, "w" + number, "Z");
    code.visitJumpInsn(Opcodes.IFEQ, end);
    code.visitVarInsn(Opcodes.ALOAD, 0);
    code.visitInsn(Opcodes.ICONST_0);
    code.visitFieldInsn(Opcodes.PUTFIELD, owner, "w" + number, "Z");
    for (int i = 0; i < write.data().size(); i++) {
      element(code, owner, write.memory().array() + i, number);
      load(code, owner, "d" + number + "_" + i);
      if (write.mask() != null) {
        masked(code, owner, write.memory().array() + i, number, "k" + number + "_" + i);
      }
      code.visitInsn(Opcodes.LASTORE);
    }
    code.visitLabel(end);
  }

  private static void load(MethodVisitor code, String owner, String field) {
    code.visitVarInsn(Opcodes.ALOAD, 0);
    code.visitFieldInsn(Opcodes.GETFIELD, owner, field, "J");
  }

  /** Pushes the array and the index. */
  private static void element(MethodVisitor code, String owner, int array, int number) {
    code.visitVarInsn(Opcodes.ALOAD, 0);
    code.visitFieldInsn(Opcodes.GETFIELD, owner, "m" + array, "[J");
    code.visitVarInsn(Opcodes.ALOAD, 0);
    code.visitFieldInsn(Opcodes.GETFIELD, owner, "a" + number, "I");
  }

  /** Replaces the data on the stack by what is there, changed where the mask says. */
  private static void masked(MethodVisitor code, String owner, int array, int number, String mask) {
    load(code, owner, mask);
    code.visitInsn(Opcodes.LAND);
    element(code, owner, array, number);
    code.visitInsn(Opcodes.LALOAD);
    load(code, owner, mask);
    code.visitLdcInsn(-1L);
    code.visitInsn(Opcodes.LXOR);
    code.visitInsn(Opcodes.LAND);
    code.visitInsn(Opcodes.LOR);
  }
}
