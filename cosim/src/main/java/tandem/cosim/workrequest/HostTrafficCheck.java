package tandem.cosim.workrequest;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntFunction;
import tandem.cosim.check.Mismatch;
import tandem.cosim.stream.Beat;
import tandem.model.mem.HostMemory;
import tandem.model.record.ByteString;
import tandem.model.record.ContextBeat;
import tandem.model.record.ContextLoad;
import tandem.model.record.ContextStore;
import tandem.model.record.ContextStored;
import tandem.model.record.LoadedEvent;
import tandem.model.tx.ContextMemory;
import tandem.model.tx.HostContexts;
import tandem.model.tx.WorkRequestConfig;

/**
 * The traffic of contexts between cache and host memory, and the memory behind the model: every
 * load belongs to an event and waits for write-backs (WR-27), every write-back has the bytes that
 * the model would write, and what a load brought is what was last written.
 */
final class HostTrafficCheck implements ContextMemory {
  private static final int LINES = WorkRequestConfig.CONTEXT_BYTES / ContextBeat.BYTES;

  /** What the failures of the agent leave alone begins here: the indices. */
  private static final int FAITHFUL_FROM = 20;

  private static final class Load {
    private final int connection;
    private final byte[] bytes = new byte[WorkRequestConfig.CONTEXT_BYTES];
    private boolean isAsked;
    private boolean failed;
    private int lines;

    Load(int connection) {
      this.connection = connection;
    }
  }

  private static final class Store {
    private final ContextStore first;
    private final byte[] bytes = new byte[WorkRequestConfig.CONTEXT_BYTES];
    private int lines;
    private long lastCycle;

    Store(ContextStore first) {
      this.first = first;
    }
  }

  private final WorkRequestConfig config;
  private final IntFunction<byte[]> images;
  private final HostMemory memory = new HostMemory(ContextBeat.BYTES);
  private final HostContexts contexts;
  private final Set<Integer> known = new HashSet<>();
  private final Map<Integer, Load> loads = new HashMap<>();
  private final Map<Integer, Store> stores = new HashMap<>();
  private final Map<Integer, Deque<byte[]>> expectedStores = new HashMap<>();
  private final Map<Integer, Deque<Store>> actualStores = new HashMap<>();

  /** For each connection the write-backs the model made and the cycles of the RTL's answers. */
  private final Map<Integer, Integer> written = new HashMap<>();

  private final Map<Integer, List<Long>> answered = new HashMap<>();
  private Store open;
  private int ending;
  private int mostLoads;

  HostTrafficCheck(WorkRequestConfig config, IntFunction<byte[]> images) {
    this.config = config;
    this.images = images;
    contexts = new HostContexts(config, memory);
  }

  /** Most loads that were under way at once. */
  int mostLoads() {
    return mostLoads;
  }

  /** The load of a connection begins. */
  void begin(int slot, int connection, long cycle) {
    loads.put(slot, new Load(connection));
    mostLoads = Math.max(mostLoads, loads.size());
    if (loads.size() > config.outstandingLoads()) {
      throw CacheMismatch.number(
          cycle,
          "slot=" + slot,
          "outstandingLoads",
          "<= " + config.outstandingLoads(),
          loads.size(),
          "no more loads than that are under way");
    }
  }

  /** Host memory was asked for a context. */
  void asked(Beat<ContextLoad> beat) {
    ContextLoad actual = beat.record();
    Load load = loads.get(actual.slot());
    if (load == null || load.isAsked) {
      throw CacheMismatch.illegal(
          beat, "slot=" + actual.slot(), "a context is asked for once when its load begins");
    }
    load.isAsked = true;
    ContextLoad expected = new ContextLoad(contexts.address(load.connection), actual.slot());
    if (!expected.equals(actual)) {
      throw CacheMismatch.of(
          beat.cycle(),
          "connection=" + load.connection,
          tandem.cosim.check.RecordFields.of(expected, actual),
          "the context of connection c is at contextBase + 256 * c",
          List.of());
    }
    int due = written.getOrDefault(load.connection, 0);
    long before = answers(load.connection).stream().filter(c -> c < beat.offeredCycle()).count();
    if (before < due) {
      throw CacheMismatch.number(
          beat.cycle(),
          "connection=" + load.connection,
          "write-backs answered",
          due,
          before,
          "WR-27, D8: no load of a connection before the answer to its last write-back");
    }
  }

  /** Host memory gave a line. */
  void line(Beat<ContextBeat> beat) {
    ContextBeat line = beat.record();
    Load load = loads.get(line.slot());
    if (load == null || !load.isAsked || load.lines != line.beat()) {
      throw CacheMismatch.illegal(beat, "slot=" + line.slot(), "nobody asked for this line");
    }
    load.lines++;
    load.failed |= line.failed();
    line.data().copyTo(load.bytes, line.beat() * ContextBeat.BYTES);
  }

  /**
   * A load is said to end; the model asks for its bytes next.
   *
   * @return whether a line of it failed
   */
  boolean ends(Beat<LoadedEvent> beat) {
    ending = beat.record().slot();
    Load load = loads.get(ending);
    if (load == null || load.lines != LINES) {
      throw CacheMismatch.illegal(
          beat, "slot=" + ending, "a load ends with its last line, not before");
    }
    return load.failed;
  }

  @Override
  public boolean load(int connection, Context into) {
    Load load = loads.remove(ending);
    long address = contexts.address(connection);
    if (known.add(connection)) {
      memory.poke(address, images.apply(connection), 0, WorkRequestConfig.CONTEXT_BYTES);
    }
    byte[] before = image(connection);
    int at = Arrays.mismatch(tail(before), tail(load.bytes));
    if (at >= 0) {
      throw CacheMismatch.of(
          -1,
          "connection=" + connection,
          lines(before, load.bytes),
          "WR-27: a load brings what was written back last",
          List.of());
    }
    memory.poke(address, load.bytes, 0, load.bytes.length);
    boolean sound = contexts.load(connection, into);
    if (!sound || load.failed) {
      memory.poke(address, before, 0, before.length);
    }
    return sound;
  }

  @Override
  public void store(int connection, int consumerIndex, int sequence) {
    contexts.store(connection, consumerIndex, sequence);
    written.merge(connection, 1, Integer::sum);
    expectedStores.computeIfAbsent(connection, c -> new ArrayDeque<>()).add(image(connection));
    match(connection);
  }

  /** A line of a context went to host memory. */
  void wrote(Beat<ContextStore> beat) {
    ContextStore line = beat.record();
    if (open == null) {
      open = new Store(line);
      if (stores.put(line.storeSlot(), open) != null) {
        throw CacheMismatch.illegal(
            beat, "storeSlot=" + line.storeSlot(), "this write-back has not been answered");
      }
    }
    ContextStore expected =
        new ContextStore(open.first.address(), open.first.storeSlot(), open.lines, line.data());
    if (!expected.equals(line)) {
      throw CacheMismatch.of(
          beat.cycle(),
          "storeSlot=" + open.first.storeSlot(),
          tandem.cosim.check.RecordFields.of(expected, line),
          "the lines of a write-back go in order, without others in between",
          List.of());
    }
    line.data().copyTo(open.bytes, line.beat() * ContextBeat.BYTES);
    open.lines++;
    open.lastCycle = beat.cycle();
    if (open.lines == LINES) {
      int connection = connection(open);
      actualStores.computeIfAbsent(connection, c -> new ArrayDeque<>()).add(open);
      open = null;
      match(connection);
    }
  }

  /** Host memory has a context. */
  void stored(Beat<ContextStored> beat) {
    Store store = stores.remove(beat.record().storeSlot());
    answers(connection(store)).add(beat.cycle());
  }

  /** Whether every write-back of a connection that the model made has been answered. */
  boolean isAnswered(int connection) {
    return answers(connection).size() >= written.getOrDefault(connection, 0);
  }

  /** At the end nothing may be left over. */
  void end() {
    Map<Integer, Integer> left = new HashMap<>();
    expectedStores.forEach((c, s) -> left.merge(c, s.size(), Integer::sum));
    actualStores.forEach((c, s) -> left.merge(c, -s.size(), Integer::sum));
    left.values().removeIf(n -> n == 0);
    if (!left.isEmpty() || !loads.isEmpty()) {
      throw CacheMismatch.number(
          -1,
          "end",
          "write-backs by connection, loads",
          Map.of() + ", 0",
          left + ", " + loads.size(),
          "every write-back of the model goes to host memory, every load ends");
    }
  }

  private void match(int connection) {
    Deque<byte[]> expected = expectedStores.getOrDefault(connection, new ArrayDeque<>());
    Deque<Store> actual = actualStores.getOrDefault(connection, new ArrayDeque<>());
    if (expected.isEmpty() || actual.isEmpty()) {
      return;
    }
    byte[] wanted = expected.remove();
    Store found = actual.remove();
    if (!Arrays.equals(wanted, found.bytes)) {
      throw CacheMismatch.of(
          found.lastCycle,
          "connection=" + connection,
          lines(wanted, found.bytes),
          "WR-26: the context goes back as it came, with the indices of the last operation",
          List.of());
    }
  }

  private List<Long> answers(int connection) {
    return answered.computeIfAbsent(connection, c -> new ArrayList<>());
  }

  private int connection(Store store) {
    return (int) ((store.first.address() - config.contextBase()) / WorkRequestConfig.CONTEXT_BYTES);
  }

  private byte[] image(int connection) {
    byte[] bytes = new byte[WorkRequestConfig.CONTEXT_BYTES];
    memory.peek(contexts.address(connection), bytes, 0, bytes.length);
    return bytes;
  }

  private static byte[] tail(byte[] context) {
    return Arrays.copyOfRange(context, FAITHFUL_FROM, context.length);
  }

  private static List<Mismatch.Field> lines(byte[] expected, byte[] actual) {
    List<Mismatch.Field> fields = new ArrayList<>();
    for (int i = 0; i < LINES; i++) {
      fields.add(
          new Mismatch.Field(
              "data" + i,
              ByteString.copyOf(expected, i * ContextBeat.BYTES, ContextBeat.BYTES).toString(),
              ByteString.copyOf(actual, i * ContextBeat.BYTES, ContextBeat.BYTES).toString()));
    }
    return fields;
  }
}
