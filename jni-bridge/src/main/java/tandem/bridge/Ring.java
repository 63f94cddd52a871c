package tandem.bridge;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

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

  private Ring(String stream, int capacity, int recordBytes, ByteBuffer memory) {
    this.stream = stream;
    this.capacity = capacity;
    this.slotBytes = SLOT_HEADER_BYTES + recordBytes;
    this.memory = memory.order(ByteOrder.LITTLE_ENDIAN);
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
          "ring capacity must be a power of two: stream=%s capacity=%d"
              .formatted(stream, capacity));
    }
  }

  void close() {
    memory = ByteBuffer.allocate(0);
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

  /**
   * Completes the next slots, {@code records} of them, whose records were written at {@code
   * recordAt(filled())} and on; they may be offered at once.
   */
  public void fillAll(long records) {
    long filled = filled();
    for (long number = filled; number < filled + records; number++) {
      memory.putLong(slotAt(number) + EARLIEST, 0);
    }
    memory.putLong(FILLED, filled + records);
  }

  /** Gives the oldest slot back. */
  public void take() {
    memory.putLong(TAKEN, taken() + 1);
  }

  /** Gives the oldest slots back, {@code records} of them. */
  public void take(long records) {
    memory.putLong(TAKEN, taken() + records);
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
