package tandem.jvm;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import tandem.bridge.BridgeException;
import tandem.bridge.CycleStreams;
import tandem.bridge.Memory;
import tandem.bridge.Phase;
import tandem.bridge.RtlDut;
import tandem.bridge.RtlEndedException;
import tandem.bridge.Signal;
import tandem.bridge.Snapshot;
import tandem.bridge.StreamEngine;
import tandem.rtlgen.Manifest;

/**
 * The same design on two engines with the same stimulus: in every cycle every output must be the
 * same on both, and every register that both can see; of memories and arrays a few elements in
 * turns. What is read is what the first engine says.
 */
public final class LockstepDut implements RtlDut {
  /** Elements of each array that are compared in a cycle. */
  private static final int ELEMENTS = 8;

  private record Pair(Signal first, Signal second) {}

  private final RtlDut first;
  private final JvmDut second;
  private final List<Pair> compared = new ArrayList<>();
  private final List<SharedArray> arrays;
  private final Map<String, Signal> signals = new HashMap<>();
  private StreamEngine streams;
  private long comparisons;

  /**
   * Begins with the state of the first engine on both.
   *
   * @param first a fresh instance
   * @param second a fresh instance of the same design; both are closed with this one
   */
  public LockstepDut(RtlDut first, JvmDut second) {
    this.first = first;
    this.second = second;
    for (Manifest.Port port : manifest().ports()) {
      if (port.direction().equals("output")) {
        compared.add(new Pair(first.signal(port.name()), second.signal(port.name())));
      }
    }
    Adoption adoption = second.adopt(first);
    adoption
        .registers()
        .forEach((here, there) -> compared.add(new Pair(first.signal(there), second.signal(here))));
    arrays = adoption.arrays();
  }

  /** How many signals are compared in every cycle. */
  public int signals() {
    return compared.size();
  }

  /** How many memories and arrays are compared, some elements in every cycle. */
  public int arrays() {
    return arrays.size();
  }

  /** How many values have been compared. */
  public long comparisons() {
    return comparisons;
  }

  @Override
  public Manifest manifest() {
    return first.manifest();
  }

  @Override
  public long cycle() {
    return first.cycle();
  }

  @Override
  public Signal signal(String name) {
    return signals.computeIfAbsent(name, this::resolve);
  }

  private Signal resolve(String name) {
    Signal signal = first.signal(name);
    return signal.isInput() ? new BothSignal(signal, second.signal(name)) : signal;
  }

  @Override
  public Memory memory(String name) {
    return first.memory(name);
  }

  @Override
  public void step(long cycles) {
    for (long left = cycles; left > 0; left--) {
      RtlEndedException end = end(first);
      RtlEndedException other = end(second);
      if (end != null || other != null) {
        throw same(end, other);
      }
      compare();
    }
  }

  private static RtlEndedException end(RtlDut dut) {
    try {
      dut.step();
      return null;
    } catch (RtlEndedException e) {
      return e;
    }
  }

  private RuntimeException same(RtlEndedException end, RtlEndedException other) {
    boolean same =
        end != null
            && other != null
            && end.outcome() == other.outcome()
            && end.cycle() == other.cycle();
    return same
        ? end
        : new LockstepException(
            String.format(
                Locale.ROOT,
                "engines differ: design=%s first: %s second: %s",
                manifest().top(),
                end == null ? "goes on" : end.getMessage(),
                other == null ? "goes on" : other.getMessage()));
  }

  private void compare() {
    for (Pair pair : compared) {
      boolean same =
          pair.first.widthBits() <= Long.SIZE
              ? pair.first.get() == pair.second.get()
              : pair.first.getBig().equals(pair.second.getBig());
      if (!same) {
        throw new LockstepException(
            String.format(
                Locale.ROOT,
                "engines differ: design=%s cycle=%d signal=%s first=0x%s second=0x%s",
                manifest().top(),
                first.cycle(),
                pair.first.name(),
                pair.first.getBig().toString(16),
                pair.second.getBig().toString(16)));
      }
    }
    arrays.forEach(this::compare);
    comparisons += compared.size() + ELEMENTS * arrays.size();
  }

  private void compare(SharedArray array) {
    int element = array.compareNext(ELEMENTS);
    if (element >= 0) {
      throw new LockstepException(
          String.format(
              Locale.ROOT,
              "engines differ: design=%s cycle=%d memory=%s[%d] first=0x%s second=0x%s",
              manifest().top(),
              first.cycle(),
              array.name(),
              element,
              array.seenValue(element).toString(16),
              array.ownValue(element).toString(16)));
    }
  }

  /** An input of both. */
  private static final class BothSignal extends Signal {
    private final Signal one;
    private final Signal other;

    BothSignal(Signal one, Signal other) {
      super(one.name(), one.widthBits(), Direction.INPUT);
      this.one = one;
      this.other = other;
    }

    @Override
    public long get() {
      return one.get();
    }

    @Override
    public void set(long value) {
      one.set(value);
      other.set(value);
    }

    @Override
    public byte[] getBytes() {
      return one.getBytes();
    }

    @Override
    public void setBytes(byte[] bytes) {
      one.setBytes(bytes);
      other.setBytes(bytes);
    }
  }

  @Override
  public void enter(Phase phase) {
    first.enter(phase);
    second.enter(phase);
  }

  @Override
  public StreamEngine streams() {
    if (streams == null) {
      streams = new CycleStreams(this);
    }
    return streams;
  }

  @Override
  public void openTrace(Path file) {
    first.openTrace(file);
  }

  @Override
  public void openTrace(Path file, int levels, String... scopes) {
    first.openTrace(file, levels, scopes);
  }

  @Override
  public void recordTrace(boolean on) {
    first.recordTrace(on);
  }

  @Override
  public void closeTrace() {
    first.closeTrace();
  }

  @Override
  public void writeCoverage(Path file) {
    first.writeCoverage(file);
  }

  @Override
  public Snapshot snapshot() {
    throw new BridgeException("no snapshot: two engines in lockstep have none");
  }

  @Override
  public void restore(Snapshot snapshot) {
    throw new BridgeException("no restore: two engines in lockstep have no snapshots");
  }

  @Override
  public void release() {
    first.release();
    second.release();
  }

  @Override
  public void close() {
    first.close();
    second.close();
  }
}
