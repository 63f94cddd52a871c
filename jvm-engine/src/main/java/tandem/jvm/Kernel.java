package tandem.jvm;

/**
 * One running design, without names: a generated class adds registers and code. Words are limbs of
 * at most 64 bits; see {@link Netlist} for whose they are.
 */
abstract class Kernel {
  /** What the inputs take when the next cycle begins. */
  final long[] staged;

  /** Settled outputs of the visible cycle. */
  final long[] outputs;

  /** Arrays of the memories. */
  final long[][] memory;

  /** The check that fails at the next edge, -1 for none. */
  int failed = -1;

  /** Words to print when it does. */
  final long[] printed;

  Kernel(int inputs, int outputs, int printed, int[] depths) {
    this.staged = new long[inputs];
    this.outputs = new long[outputs];
    this.printed = new long[printed];
    this.memory = new long[depths.length][];
    for (int i = 0; i < depths.length; i++) {
      // A power of two, so that no address of its width is out of bounds.
      memory[i] = new long[Math.max(1, Integer.highestOneBit(Math.max(1, 2 * depths[i] - 1)))];
    }
  }

  /** The rising clock edge: registers and memories take what the visible cycle has for them. */
  abstract void edge();

  /** Takes the staged inputs and computes everything that follows from them and the registers. */
  abstract void settle();

  /** A word of the registers. */
  abstract long register(int word);

  /** Sets a word of the registers; {@link #settle} must follow. */
  abstract void register(int word, long value);
}
