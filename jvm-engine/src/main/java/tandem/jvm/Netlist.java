package tandem.jvm;

import java.util.ArrayList;
import java.util.List;

/** A whole design as nodes, its hierarchy dissolved. */
final class Netlist {
  /** A port of the top; {@code word} is the place of its first limb among all of its direction. */
  record Port(String name, int bits, int word) {}

  /**
   * A register.
   *
   * @param name path below the top, with dots
   * @param word place of its first limb among all registers
   */
  record Register(String name, int bits, int word) {}

  /** A memory; each limb of its elements is an array of its own, {@code array} the first. */
  record Memory(String name, int bits, int depth, int array) {}

  /**
   * What a memory takes at the clock edge; later ones win.
   *
   * @param mask which bits are written; null for all
   */
  record Write(Memory memory, Node enable, Node address, Word data, Word mask) {}

  /**
   * What ends the simulation.
   *
   * @param failing whether it does, at the edge that ends the cycle
   * @param format as for {@code $display}: text with {@code %d} and its like
   */
  record Check(Ending ending, Node failing, String format, List<Word> values, String place) {}

  /** How a simulation can end by itself. */
  enum Ending {
    FINISH,
    STOP,
    ASSERTION,
    FATAL
  }

  final String top;
  final String clock;
  final Graph graph = new Graph();
  final List<Port> inputs = new ArrayList<>();
  final List<Port> outputs = new ArrayList<>();
  final List<Word> outputValues = new ArrayList<>();
  final List<Register> registers = new ArrayList<>();
  final List<Word> nextValues = new ArrayList<>();
  final List<Memory> memories = new ArrayList<>();
  final List<Write> writes = new ArrayList<>();
  final List<Check> checks = new ArrayList<>();
  int inputWords;
  int outputWords;
  int registerWords;
  int memoryArrays;

  Netlist(String top, String clock) {
    this.top = top;
    this.clock = clock;
  }

  Word input(String name, int bits) {
    Port port = new Port(name, bits, inputWords);
    inputs.add(port);
    Node[] limbs = new Node[Word.limbsOf(bits)];
    for (int i = 0; i < limbs.length; i++) {
      limbs[i] = graph.input(inputWords++, Word.limbBits(bits, i));
    }
    return new Word(bits, limbs);
  }

  void output(String name, Word value) {
    outputs.add(new Port(name, value.bits(), outputWords));
    outputValues.add(value);
    outputWords += value.size();
  }

  /** A new register; its next value is set later. */
  Register register(String name, int bits) {
    Register register = new Register(name, bits, registerWords);
    registers.add(register);
    nextValues.add(null);
    registerWords += Word.limbsOf(bits);
    return register;
  }

  Word value(Register register) {
    Node[] limbs = new Node[Word.limbsOf(register.bits)];
    for (int i = 0; i < limbs.length; i++) {
      limbs[i] = graph.register(register.word + i, Word.limbBits(register.bits, i));
    }
    return new Word(register.bits, limbs);
  }

  Memory memory(String name, int bits, int depth) {
    Memory memory = new Memory(name, bits, depth, memoryArrays);
    memories.add(memory);
    memoryArrays += Word.limbsOf(bits);
    return memory;
  }

  Word read(Memory memory, Node address) {
    Node[] limbs = new Node[Word.limbsOf(memory.bits)];
    for (int i = 0; i < limbs.length; i++) {
      limbs[i] = graph.read(memory.array + i, Word.limbBits(memory.bits, i), address);
    }
    return new Word(memory.bits, limbs);
  }
}
