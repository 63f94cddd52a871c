package tandem.bridge;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.LongBuffer;
import java.util.Locale;

/**
 * A ring of record slots in memory shared with the agent of one stream, laid out as {@code
 * tandem_ring} and {@code tandem_slot} in design_abi.h. For a source Java fills and the agent
 * takes; for a sink the agent fills and Java takes. Used by one thread.
 */
public final class Ring {
  private static final int FILLED = 0;
  private static final int TAKEN = 8;
  private static final int CLOSED = 16;
  private static final int HEADER_BYTES = 64;
  private static final int EARLIEST = 0;
  private static final int HANDSHAKE = 8;
  private static final int SLOT_HEADER_BYTES = 16;

  private final String stream;
  private final int capacity;
  private final int slotBytes;
  private ByteBuffer memory;
  private LongBuffer words;

  private Ring(String stream, int capacity, int recordBytes, ByteBuffer memory) {
    this.stream = stream;
    this.capacity = capacity;
    this.slotBytes = SLOT_HEADER_BYTES + recordBytes;
    this.memory = memory.order(ByteOrder.LITTLE_ENDIAN);
    this.words = memory.position(HEADER_BYTES).slice().order(memory.order()).asLongBuffer();
    memory.position(0);
  }

  static Ring shared(String stream, int capacity, int recordBytes, ByteBuffer memory) {
    return new Ring(stream, capacity, recordBytes, memory);
  }

  /** A ring for agents written in Java; same layout, own memory. */
  static Ring allocate(String stream, int capacity, int recordBytes) {
    int bytes = HEADER_BYTES + capacity * (SLOT_HEADER_BYTES + recordBytes);
    return new Ring(stream, capacity, recordBytes, ByteBuffer.allocateDirect(bytes));
  }

  static void checkCapacity(String stream, int capacity) {
    if (Integer.bitCount(capacity) != 1) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "ring capacity must be a power of two: stream=%s capacity=%d",
              stream,
              capacity));
    }
  }

  void close() {
    memory = ByteBuffer.allocate(0);
    words = memory.asLongBuffer();
  }

  public String stream() {
    return stream;
  }

  /** Slots in the ring. */
  public int capacity() {
    return capacity;
  }

  /** Records filled in since the beginning. */
  public long filled() {
    return number(FILLED);
  }

  /** Records taken out since the beginning. */
  public long taken() {
    return number(TAKEN);
  }

  /** Whether the source will get no more records, so that running dry is no reason to stop. */
  public boolean isClosed() {
    return number(CLOSED) != 0;
  }

  /** Says that a source will get no more records. */
  public void finish() {
    memory.putLong(CLOSED, 1);
  }

  public boolean isFull() {
    return filled() - taken() >= capacity;
  }

  public boolean isEmpty() {
    return filled() == taken();
  }

  /** The shared memory, for reading and writing records at {@link #recordAt}. */
  public ByteBuffer memory() {
    return memory;
  }

  /** Where in {@link #memory} the record with that number (counted from 0) lies. */
  public int recordAt(long number) {
    return slotAt(number) + SLOT_HEADER_BYTES;
  }

  /** Source: first cycle in which the record may be offered. Sink: cycle in which valid rose. */
  public long earliest(long number) {
    return memory.getLong(slotAt(number) + EARLIEST);
  }

  /** Cycle of the handshake that took the record. */
  public long handshake(long number) {
    return memory.getLong(slotAt(number) + HANDSHAKE);
  }

  /** Completes the slot whose record was written at {@code recordAt(filled())}. */
  public void fill(long earliest) {
    memory.putLong(slotAt(filled()) + EARLIEST, earliest);
    memory.putLong(FILLED, filled() + 1);
  }

  /** Gives the oldest slot back. */
  public void take() {
    memory.putLong(TAKEN, taken() + 1);
  }

  /** Gives the oldest slots back, {@code records} of them. */
  public void take(long records) {
    memory.putLong(TAKEN, taken() + records);
  }

  /** Words that one slot takes in {@link #offerAll} and {@link #takeAll}. */
  public int slotWords() {
    return slotBytes / Long.BYTES;
  }

  /**
   * Fills free slots with copies, much faster than one by one. A slot is {@link #slotWords} words:
   * the earliest cycle, a word that is not used, the record.
   *
   * @param first which of the slots in the array is the first to go
   * @return how many there was room for
   */
  public int offerAll(long[] slots, int first, int count) {
    long filled = filled();
    int fit = (int) Math.min(count, capacity - (filled - taken()));
    for (int done = 0; done < fit; ) {
      int at = (int) (filled + done & capacity - 1);
      int run = Math.min(fit - done, capacity - at);
      words.put(at * slotWords(), slots, (first + done) * slotWords(), run * slotWords());
      done += run;
    }
    memory.putLong(FILLED, filled + fit);
    return fit;
  }

  /**
   * Copies filled slots and gives them back, much faster than one by one. A slot is {@link
   * #slotWords} words: the cycle in which valid rose, the cycle of the handshake, the record.
   *
   * @return how many there were, at most as many as the array takes
   */
  public int takeAll(long[] slots) {
    long taken = taken();
    int count = (int) Math.min(slots.length / slotWords(), filled() - taken);
    for (int done = 0; done < count; ) {
      int at = (int) (taken + done & capacity - 1);
      int run = Math.min(count - done, capacity - at);
      words.get(at * slotWords(), slots, done * slotWords(), run * slotWords());
      done += run;
    }
    memory.putLong(TAKEN, taken + count);
    return count;
  }

  void stamp(long number, long handshake) {
    memory.putLong(slotAt(number) + HANDSHAKE, handshake);
  }

  private int slotAt(long number) {
    return HEADER_BYTES + (int) (number & capacity - 1) * slotBytes;
  }

  private long number(int at) {
    try {
      return memory.getLong(at);
    } catch (IndexOutOfBoundsException e) {
      throw new IllegalStateException("use after close: stream=" + stream + " state=closed", e);
    }
  }
}
