package tandem.model.workload;

import java.util.Arrays;
import tandem.model.Require;
import tandem.model.record.WorkOp;
import tandem.model.tx.RequestSource;

/** A list of requests in posting order, eleven bytes each, and a cursor on it. */
public final class Requests implements RequestSource {
  private static final int FENCE = 1 << 3;
  private static final int BARRIER = 1 << 4;
  private static final int INITIAL = 16;

  private int[] connections;
  private int[] lengths;
  private byte[] operations;
  private byte[] guests;
  private int size;
  private int cursor = -1;

  public Requests() {
    this(INITIAL);
  }

  /**
   * @param expected how many requests will probably be added
   */
  public Requests(int expected) {
    int places = Math.max(1, expected);
    connections = new int[places];
    lengths = new int[places];
    operations = new byte[places];
    guests = new byte[places];
  }

  /** Adds a request behind the others. */
  public Requests add(int connection, WorkOp op, long bytes, int guest, boolean fence) {
    Require.range("connection", connection, 0, 0xFF_FFFF);
    Require.range("bytes", bytes, 0, 0xFFFF_FFFFL);
    Require.range("guest", guest, 0, 0xFF);
    if (size == connections.length) {
      grow();
    }
    connections[size] = connection;
    lengths[size] = (int) bytes;
    operations[size] = (byte) (op.code() | (fence ? FENCE : 0));
    guests[size] = (byte) guest;
    size++;
    return this;
  }

  /** Makes the request added last a barrier of its queue. */
  public Requests asBarrier() {
    operations[size - 1] |= BARRIER;
    return this;
  }

  /** Adds a request of guest 0 without a fence. */
  public Requests add(int connection, WorkOp op) {
    return add(connection, op, 0, 0, false);
  }

  /** Sends of chosen connections. */
  public static Requests sends(ConnectionChoice choice, int count) {
    Requests requests = new Requests(count);
    for (int i = 0; i < count; i++) {
      requests.add(choice.next(), WorkOp.SEND);
    }
    return requests;
  }

  /**
   * Pairs on one connection each, the second request {@code distance} slots behind the first:
   * groups of {@code distance} first requests, then their second ones (WR-5, WR-6).
   *
   * @param firstOp BIND or WRITE, followed by a SEND
   * @param count how many requests, a multiple of 2 * distance
   */
  public static Requests pairs(ConnectionChoice choice, WorkOp firstOp, int distance, int count) {
    Require.range("distance", distance, 1, Integer.MAX_VALUE / 2);
    if (count % (2 * distance) != 0) {
      throw new IllegalArgumentException(
          "count must be a multiple of 2 * distance: count=" + count + ", distance=" + distance);
    }
    Requests requests = new Requests(count);
    while (requests.size < count) {
      int group = requests.size;
      for (int i = 0; i < distance; i++) {
        requests.add(choice.next(), firstOp);
      }
      for (int i = 0; i < distance; i++) {
        requests.add(requests.connections[group + i], WorkOp.SEND);
      }
    }
    return requests;
  }

  private void grow() {
    int places = Math.max(INITIAL, size + (size >> 1));
    connections = Arrays.copyOf(connections, places);
    lengths = Arrays.copyOf(lengths, places);
    operations = Arrays.copyOf(operations, places);
    guests = Arrays.copyOf(guests, places);
  }

  public int size() {
    return size;
  }

  /** The connections in posting order. */
  public int[] connections() {
    return Arrays.copyOf(connections, size);
  }

  /** Goes back in front of the first request. */
  public Requests rewind() {
    cursor = -1;
    return this;
  }

  /** Goes to a request; the next one is the one behind it. */
  public void goTo(int index) {
    Require.range("index", index, 0, size - 1);
    cursor = index;
  }

  @Override
  public boolean advance() {
    cursor++;
    return cursor < size;
  }

  @Override
  public int connection() {
    return connections[cursor];
  }

  @Override
  public int op() {
    return operations[cursor] & 7;
  }

  @Override
  public int bytes() {
    return lengths[cursor];
  }

  @Override
  public int guest() {
    return guests[cursor] & 0xFF;
  }

  @Override
  public boolean fence() {
    return (operations[cursor] & FENCE) != 0;
  }

  @Override
  public boolean barrier() {
    return (operations[cursor] & BARRIER) != 0;
  }
}
