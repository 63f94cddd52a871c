package tandem.cosim.tx;

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
import tandem.cosim.check.Judge;
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

  private static final String BYTES =
      "WR-26: the context goes back as it came, with the indices of the last operation";

  /** Who may write a context back before the model has. */
  interface Ahead {
    boolean mayStore(int connection, long cycle);
  }

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

  /** A write-back whose lines go to host memory; its bytes may not be known yet. */
  private static final class Store {
    private final ContextStore first;
    private final int connection;
    private final List<Beat<ContextStore>> unjudged = new ArrayList<>();
    private byte[] wanted;
    private int lines;

    Store(ContextStore first, int connection) {
      this.first = first;
      this.connection = connection;
    }
  }

  /** The write-backs of one connection: those of the model, and their answers. */
  private static final class Writes {
    private final Deque<byte[]> wanted = new ArrayDeque<>();
    private Store ahead;
    private int made;
    private int answered;
    private long lastAnswer;
  }

  private final WorkRequestConfig config;
  private final IntFunction<byte[]> images;
  private final Judge judge;
  private final HostMemory memory = new HostMemory(ContextBeat.BYTES);
  private final HostContexts contexts;
  private final Set<Integer> known = new HashSet<>();
  private final Map<Integer, Load> loads = new HashMap<>();
  private final Map<Integer, Store> stores = new HashMap<>();
  private final Map<Integer, Writes> writes = new HashMap<>();
  private Ahead ahead = (connection, cycle) -> false;
  private Store open;
  private Beat<LoadedEvent> ending;

  HostTrafficCheck(WorkRequestConfig config, IntFunction<byte[]> images, Judge judge) {
    this.config = config;
    this.images = images;
    this.judge = judge;
    contexts = new HostContexts(config, memory);
  }

  /** Tells who may write a context back before the model has. */
  void setAhead(Ahead whoMay) {
    ahead = whoMay;
  }

  /** The load of a connection begins. */
  void begin(int slot, int connection, Beat<?> beat) {
    loads.put(slot, new Load(connection));
    judge.within(
        "outstandingLoads",
        config.outstandingLoads(),
        loads.size(),
        "slot=" + slot,
        beat,
        "no more loads than that are under way");
  }

  /** Host memory was asked for a context. */
  void asked(Beat<ContextLoad> beat) {
    ContextLoad actual = beat.record();
    Load load = loads.get(actual.slot());
    judge.holds(
        load != null && !load.isAsked,
        "slot=" + actual.slot(),
        beat,
        "a context is asked for once when its load begins");
    load.isAsked = true;
    String tag = "connection=" + load.connection;
    judge.same(
        tag,
        new ContextLoad(contexts.address(load.connection), actual.slot()),
        beat,
        "the context of connection c is at contextBase + 256 * c");
    Writes before = writes(load.connection);
    boolean isLate = before.answered > 0 && before.lastAnswer >= beat.offeredCycle();
    int answered = before.answered - (isLate ? 1 : 0);
    if (answered < before.made) {
      throw judge.wrong(
          "write-backs answered",
          before.made,
          answered,
          tag,
          beat.cycle(),
          "WR-27, D8: no load of a connection before the answer to its last write-back");
    }
  }

  /** Host memory gave a line. */
  void line(Beat<ContextBeat> beat) {
    ContextBeat line = beat.record();
    Load load = loads.get(line.slot());
    judge.holds(
        load != null && load.isAsked && load.lines == line.beat(),
        "slot=" + line.slot(),
        beat,
        "nobody asked for this line");
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
    ending = beat;
    Load load = loads.get(beat.record().slot());
    judge.holds(
        load != null && load.lines == LINES,
        "slot=" + beat.record().slot(),
        beat,
        "a load ends with its last line, not before");
    return load.failed;
  }

  /** The connection whose load ends. */
  int endingConnection() {
    return loads.get(ending.record().slot()).connection;
  }

  @Override
  public boolean load(int connection, Context into) {
    Load load = loads.remove(ending.record().slot());
    long address = contexts.address(connection);
    if (known.add(connection)) {
      memory.poke(address, images.apply(connection), 0, WorkRequestConfig.CONTEXT_BYTES);
    }
    byte[] before = image(connection);
    int at = Arrays.mismatch(tail(before), tail(load.bytes));
    if (at >= 0) {
      throw judge.wrong(
          lines(before, load.bytes),
          "connection=" + connection,
          ending.cycle(),
          "WR-27: a load brings what was written back last");
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
    Writes write = writes(connection);
    write.made++;
    if (write.ahead == null) {
      write.wanted.add(image(connection));
    } else {
      Store store = write.ahead;
      write.ahead = null;
      store.wanted = image(connection);
      store.unjudged.forEach(line -> compare(store, line));
      store.unjudged.clear();
    }
  }

  /** A line of a context went to host memory. */
  void wrote(Beat<ContextStore> beat) {
    ContextStore line = beat.record();
    if (open == null) {
      begin(beat);
    }
    judge.same(
        "storeSlot=" + open.first.storeSlot(),
        new ContextStore(open.first.address(), open.first.storeSlot(), open.lines, line.data()),
        beat,
        "the lines of a write-back go in order, without others in between");
    if (open.wanted == null) {
      open.unjudged.add(beat);
    } else {
      compare(open, beat);
    }
    open.lines++;
    if (open.lines == LINES) {
      open = null;
    }
  }

  private void begin(Beat<ContextStore> beat) {
    ContextStore first = beat.record();
    int connection =
        (int) ((first.address() - config.contextBase()) / WorkRequestConfig.CONTEXT_BYTES);
    String tag = "connection=" + connection;
    open = new Store(first, connection);
    judge.holds(
        stores.put(first.storeSlot(), open) == null,
        "storeSlot=" + first.storeSlot(),
        beat,
        "this write-back has not been answered");
    Writes write = writes(connection);
    open.wanted = write.wanted.poll();
    if (open.wanted == null) {
      judge.holds(
          write.ahead == null && ahead.mayStore(connection, beat.cycle()),
          tag,
          beat,
          "WR-26: a context goes back when it gives way, or for a command");
      write.ahead = open;
    }
  }

  private void compare(Store store, Beat<ContextStore> beat) {
    int at = beat.record().beat();
    judge.same(
        "connection=" + store.connection,
        new ContextStore(
            contexts.address(store.connection),
            store.first.storeSlot(),
            at,
            ByteString.copyOf(store.wanted, at * ContextBeat.BYTES, ContextBeat.BYTES)),
        beat,
        BYTES);
  }

  /** Host memory has a context. */
  void stored(Beat<ContextStored> beat) {
    Store store = stores.remove(beat.record().storeSlot());
    judge.holds(
        store != null && store.lines == LINES,
        "storeSlot=" + beat.record().storeSlot(),
        beat,
        "nobody waits for this answer");
    Writes write = writes(store.connection);
    write.answered++;
    write.lastAnswer = beat.cycle();
  }

  /** Whether every write-back of a connection that the model made has been answered. */
  boolean isAnswered(int connection) {
    Writes write = writes(connection);
    return write.answered >= write.made;
  }

  /** At the end nothing may be left over. */
  void finish() {
    Map<Integer, Integer> left = new HashMap<>();
    writes.forEach((c, w) -> left.put(c, w.wanted.size() - (w.ahead == null ? 0 : 1)));
    left.values().removeIf(n -> n == 0);
    if (!left.isEmpty() || !loads.isEmpty()) {
      throw judge.wrong(
          "write-backs by connection, loads",
          Map.of() + ", 0",
          left + ", " + loads.size(),
          "end",
          Judge.END,
          "every write-back of the model goes to host memory, every load ends");
    }
  }

  private Writes writes(int connection) {
    return writes.computeIfAbsent(connection, c -> new Writes());
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
