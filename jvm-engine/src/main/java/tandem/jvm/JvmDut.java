package tandem.jvm;

import java.nio.ByteBuffer;
import java.nio.LongBuffer;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import tandem.bridge.BridgeException;
import tandem.bridge.CycleStreams;
import tandem.bridge.Memory;
import tandem.bridge.Ownership;
import tandem.bridge.Phase;
import tandem.bridge.RtlDut;
import tandem.bridge.RtlEndedException;
import tandem.bridge.Signal;
import tandem.bridge.SignalNames;
import tandem.bridge.Snapshot;
import tandem.bridge.StreamEngine;
import tandem.rtlgen.Manifest;

/** One running instance of a design in this JVM. All registers and memories can be read by name. */
public final class JvmDut implements RtlDut {
  private final JvmDesign design;
  private final Kernel kernel;
  private final Access access;
  private final Ownership ownership;
  private StreamEngine streams;
  private final Map<String, Signal> signals = new HashMap<>();
  private long cycle;
  private boolean closed;
  private RtlEndedException end;

  JvmDut(JvmDesign design, long seed) {
    this.design = design;
    this.kernel = design.kernel();
    this.access = new Access(design.manifest().top(), kernel);
    this.ownership = new Ownership(design.manifest().top());
    randomise(new Random(seed));
    if (!design.manifest().reset().isEmpty()) {
      kernel.staged[design.input(design.manifest().reset()).word()] = 1;
    }
    settle();
  }

  private void randomise(Random random) {
    for (Netlist.Register register : design.program().registers()) {
      for (int i = 0; i < Word.limbsOf(register.bits()); i++) {
        long mask = Graph.mask(Word.limbBits(register.bits(), i));
        kernel.register(register.word() + i, random.nextLong() & mask);
      }
    }
    for (Netlist.Memory memory : design.program().memories()) {
      for (int i = 0; i < Word.limbsOf(memory.bits()); i++) {
        long mask = Graph.mask(Word.limbBits(memory.bits(), i));
        long[] array = kernel.memory[memory.array() + i];
        for (int at = 0; at < memory.depth(); at++) {
          array[at] = random.nextLong() & mask;
        }
      }
    }
  }

  /**
   * Takes over the state of another engine's instance of the same design, where it can be seen
   * there.
   */
  Adoption adopt(RtlDut other) {
    kernel.edge(); // what the old state has pending for its memories must not meet the new one
    Adoption adoption = new Adoption(design.program(), kernel, other);
    settle();
    return adoption;
  }

  private void settle() {
    kernel.failed = -1;
    kernel.settle();
  }

  @Override
  public Manifest manifest() {
    return design.manifest();
  }

  @Override
  public long cycle() {
    checkNotClosed();
    return cycle;
  }

  @Override
  public Signal signal(String name) {
    checkNotClosed();
    return signals.computeIfAbsent(name, this::resolve);
  }

  private Signal resolve(String asked) {
    String name = SignalNames.port(manifest(), asked);
    if (design.input(name) != null && !name.equals(manifest().clock())) {
      return new PortSignal(access, design.input(name), Signal.Direction.INPUT);
    }
    if (design.output(name) != null) {
      boolean isPort = manifest().ports().stream().anyMatch(p -> p.name().equals(name));
      return new PortSignal(
          access,
          design.output(name),
          isPort ? Signal.Direction.OUTPUT : Signal.Direction.INTERNAL);
    }
    Netlist.Register register = design.register(name);
    if (register != null) {
      return new StateSignal(
          access, name, register.bits(), limb -> kernel.register(register.word() + limb));
    }
    int bracket = name.indexOf('[');
    if (bracket > 0 && name.endsWith("]")) {
      String index = name.substring(bracket + 1, name.length() - 1);
      return memory(name.substring(0, bracket)).at(Integer.parseInt(index));
    }
    throw unknown("signal", name);
  }

  private BridgeException unknown(String what, String name) {
    return new BridgeException(
        String.format(
            Locale.ROOT,
            "no such %s: signal=%s design=%s; nearest: %s",
            what,
            name,
            manifest().top(),
            design.nearest(name)));
  }

  @Override
  public Memory memory(String name) {
    checkNotClosed();
    Netlist.Memory memory = design.memory(name);
    if (memory == null) {
      throw unknown("memory", name);
    }
    Signal[] elements = new Signal[memory.depth()];
    for (int i = 0; i < elements.length; i++) {
      int at = i;
      elements[i] =
          new StateSignal(
              access,
              name + "[" + i + "]",
              memory.bits(),
              limb -> kernel.memory[memory.array() + limb][at]);
    }
    return new Memory(name, elements);
  }

  @Override
  public void step(long cycles) {
    checkRunning();
    for (long left = cycles; left > 0; left--) {
      if (kernel.failed >= 0) {
        end = Ending.of(manifest().top(), design.program(), kernel, cycle);
        throw end;
      }
      kernel.edge();
      settle();
      cycle++;
    }
  }

  private void checkRunning() {
    checkNotClosed();
    ownership.check();
    if (end != null) {
      throw end;
    }
  }

  @Override
  public void enter(Phase phase) {
    access.enter(phase);
  }

  @Override
  public StreamEngine streams() {
    checkNotClosed();
    if (streams == null) {
      streams = new CycleStreams(this);
    }
    return streams;
  }

  @Override
  public void openTrace(Path file) {
    openTrace(file, 1);
  }

  @Override
  public void openTrace(Path file, int levels, String... scopes) {
    throw new BridgeException(
        String.format(
            Locale.ROOT,
            "no trace: file=%s: the engine in the JVM records no waves, --simulator verilator does",
            file));
  }

  @Override
  public void recordTrace(boolean on) {
    checkRunning();
  }

  @Override
  public void closeTrace() {
    checkNotClosed();
    ownership.check();
  }

  @Override
  public void writeCoverage(Path file) {
    throw new BridgeException(
        String.format(
            Locale.ROOT,
            "no coverage: file=%s: the engine in the JVM counts none, --simulator verilator does",
            file));
  }

  /** {@inheritDoc} Streams are agents written in Java here, so they are not part of it. */
  @Override
  public Snapshot snapshot() {
    checkRunning();
    int words = words();
    ByteBuffer bytes = ByteBuffer.allocate(words * Long.BYTES);
    LongBuffer out = bytes.asLongBuffer();
    out.put(kernel.staged);
    for (int word = 0; word < design.program().registerWords(); word++) {
      out.put(kernel.register(word));
    }
    for (long[] array : kernel.memory) {
      out.put(array);
    }
    return new Snapshot(design.buildId(), cycle, bytes.array());
  }

  private int words() {
    int words = kernel.staged.length + design.program().registerWords();
    for (long[] array : kernel.memory) {
      words += array.length;
    }
    return words;
  }

  @Override
  public void restore(Snapshot snapshot) {
    checkRunning();
    if (!snapshot.buildId().equals(design.buildId())) {
      throw new BridgeException(
          String.format(
              Locale.ROOT,
              "no restore: design=%s cycle=%d: it is of another design or build",
              manifest().top(),
              snapshot.cycle()));
    }
    kernel.edge(); // what the old state has pending for its memories must not meet the new one
    LongBuffer in = ByteBuffer.wrap(snapshot.bytes()).asLongBuffer();
    in.get(kernel.staged);
    for (int word = 0; word < design.program().registerWords(); word++) {
      kernel.register(word, in.get());
    }
    for (long[] array : kernel.memory) {
      in.get(array);
    }
    cycle = snapshot.cycle();
    settle();
  }

  @Override
  public void release() {
    ownership.check();
    ownership.release();
  }

  @Override
  public void close() {
    if (!closed) {
      ownership.check();
      closed = true;
      access.close();
    }
  }

  private void checkNotClosed() {
    if (closed) {
      throw new IllegalStateException(
          String.format(Locale.ROOT, "use after close: design=%s state=closed", manifest().top()));
    }
  }
}
