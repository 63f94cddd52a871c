package tandem.jvm;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tandem.bridge.BridgeException;
import tandem.bridge.Memory;
import tandem.bridge.RtlDut;

/**
 * The state of a design as another engine has it, put into a kernel where it can be seen there, and
 * what of it was found.
 */
final class Adoption {
  /** What firtool adds to a name that is a word of Verilog, such as {@code before}. */
  private static final String RENAMED = "_0";

  private final Kernel kernel;
  private final RtlDut other;
  private final Map<String, String> registers = new LinkedHashMap<>();
  private final List<SharedArray> arrays = new ArrayList<>();

  Adoption(Program program, Kernel kernel, RtlDut other) {
    this.kernel = kernel;
    this.other = other;
    Set<String> names = new HashSet<>();
    program.registers().forEach(r -> names.add(r.name()));
    for (Netlist.Register register : program.registers()) {
      String renamed = register.name() + RENAMED;
      if (!adopt(register, register.name()) && !adoptArray(register) && !names.contains(renamed)) {
        adopt(register, renamed);
      }
    }
    program.memories().forEach(this::adoptMemory);
  }

  /** Names of the registers that were taken over, here and there. */
  Map<String, String> registers() {
    return registers;
  }

  /** The memories and arrays that were taken over. */
  List<SharedArray> arrays() {
    return arrays;
  }

  /** Whether it can be seen there under that name. */
  private boolean adopt(Netlist.Register register, String name) {
    try {
      put(register, other.signal(name).getBig());
    } catch (BridgeException e) {
      return false;
    }
    registers.put(register.name(), name);
    return true;
  }

  private void put(Netlist.Register register, BigInteger value) {
    for (int i = 0; i < Word.limbsOf(register.bits()); i++) {
      kernel.register(register.word() + i, value.shiftRight(Long.SIZE * i).longValue());
    }
  }

  /** A register that is an array in Verilog, whose first element is taken for the highest. */
  private boolean adoptArray(Netlist.Register register) {
    Memory seen;
    try {
      seen = other.memory(register.name());
    } catch (BridgeException e) {
      return false;
    }
    BigInteger value = BigInteger.ZERO;
    for (int i = 0; i < seen.depth(); i++) {
      value = value.shiftLeft(seen.widthBits()).or(seen.at(i).getBig());
    }
    put(register, value);
    int bits = seen.widthBits();
    arrays.add(
        new SharedArray(
            seen,
            (element, limb) ->
                bits(
                    register.word(),
                    (seen.depth() - 1 - element) * bits + Long.SIZE * limb,
                    Word.limbBits(bits, limb))));
    return true;
  }

  /** So many bits of the registers' words, from a bit of a word or one after it on. */
  private long bits(int word, int from, int count) {
    int first = word + from / Long.SIZE;
    int shift = from % Long.SIZE;
    long value = kernel.register(first) >>> shift;
    if (shift + count > Long.SIZE) {
      value |= kernel.register(first + 1) << (Long.SIZE - shift);
    }
    return value & Graph.mask(count);
  }

  private void adoptMemory(Netlist.Memory memory) {
    Memory seen;
    try {
      // Verilog has it in a module of its own.
      seen = other.memory(memory.name() + "_ext.Memory");
    } catch (BridgeException e) {
      return; // not visible there
    }
    for (int at = 0; at < memory.depth(); at++) {
      BigInteger value = seen.at(at).getBig();
      for (int i = 0; i < Word.limbsOf(memory.bits()); i++) {
        kernel.memory[memory.array() + i][at] = value.shiftRight(Long.SIZE * i).longValue();
      }
    }
    arrays.add(
        new SharedArray(seen, (element, limb) -> kernel.memory[memory.array() + limb][element]));
  }
}
