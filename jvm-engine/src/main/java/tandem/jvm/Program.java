package tandem.jvm;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/**
 * A design as it is kept in a cache: its code and what is needed to use it.
 *
 * @param clock input that all registers go by
 * @param arrays number of arrays of all memories
 * @param code class file
 */
record Program(
    String clock,
    List<Netlist.Port> inputs,
    List<Netlist.Port> outputs,
    List<Netlist.Register> registers,
    List<Netlist.Memory> memories,
    List<Check> checks,
    int arrays,
    byte[] code) {
  private static final int VERSION = 1;

  /**
   * What ends a simulation.
   *
   * @param bits of the values that are printed
   */
  record Check(Netlist.Ending ending, String format, List<Integer> bits, String place) {}

  static Program of(Netlist netlist, byte[] code) {
    List<Check> checks =
        netlist.checks.stream()
            .map(
                c ->
                    new Check(
                        c.ending(),
                        c.format(),
                        c.values().stream().map(Word::bits).toList(),
                        c.place()))
            .toList();
    return new Program(
        netlist.clock,
        netlist.inputs,
        netlist.outputs,
        netlist.registers,
        netlist.memories,
        checks,
        netlist.memoryArrays,
        code);
  }

  int words(List<Netlist.Port> ports) {
    return ports.stream().mapToInt(p -> Word.limbsOf(p.bits())).sum();
  }

  int registerWords() {
    return registers.stream().mapToInt(r -> Word.limbsOf(r.bits())).sum();
  }

  int printedWords() {
    return checks.stream()
        .mapToInt(c -> c.bits.stream().mapToInt(Word::limbsOf).sum())
        .max()
        .orElse(0);
  }

  byte[] toBytes() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.writeInt(VERSION);
      out.writeUTF(clock);
      ports(out, inputs);
      ports(out, outputs);
      out.writeInt(registers.size());
      for (Netlist.Register r : registers) {
        out.writeUTF(r.name());
        out.writeInt(r.bits());
        out.writeInt(r.word());
      }
      out.writeInt(memories.size());
      for (Netlist.Memory m : memories) {
        out.writeUTF(m.name());
        out.writeInt(m.bits());
        out.writeInt(m.depth());
        out.writeInt(m.array());
      }
      out.writeInt(checks.size());
      for (Check c : checks) {
        out.writeInt(c.ending.ordinal());
        out.writeUTF(c.format);
        out.writeInt(c.bits.size());
        for (int b : c.bits) {
          out.writeInt(b);
        }
        out.writeUTF(c.place);
      }
      out.writeInt(arrays);
      out.writeInt(code.length);
      out.write(code);
    } catch (IOException e) {
      throw new UncheckedIOException("writing to memory", e);
    }
    return bytes.toByteArray();
  }

  private static void ports(DataOutputStream out, List<Netlist.Port> ports) throws IOException {
    out.writeInt(ports.size());
    for (Netlist.Port p : ports) {
      out.writeUTF(p.name());
      out.writeInt(p.bits());
      out.writeInt(p.word());
    }
  }

  static Program fromBytes(byte[] bytes) {
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
      if (in.readInt() != VERSION) {
        throw new IOException("another version");
      }
      return new Program(
          in.readUTF(),
          list(in, i -> new Netlist.Port(i.readUTF(), i.readInt(), i.readInt())),
          list(in, i -> new Netlist.Port(i.readUTF(), i.readInt(), i.readInt())),
          list(in, i -> new Netlist.Register(i.readUTF(), i.readInt(), i.readInt())),
          list(in, i -> new Netlist.Memory(i.readUTF(), i.readInt(), i.readInt(), i.readInt())),
          list(
              in,
              i ->
                  new Check(
                      Netlist.Ending.values()[i.readInt()],
                      i.readUTF(),
                      list(i, DataInputStream::readInt),
                      i.readUTF())),
          in.readInt(),
          in.readNBytes(in.readInt()));
    } catch (IOException e) {
      throw new UncheckedIOException("not a program", e);
    }
  }

  private interface Reader<T> {
    T read(DataInputStream in) throws IOException;
  }

  private static <T> List<T> list(DataInputStream in, Reader<T> reader) throws IOException {
    int count = in.readInt();
    List<T> all = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      all.add(reader.read(in));
    }
    return all;
  }
}
