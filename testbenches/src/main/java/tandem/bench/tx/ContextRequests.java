package tandem.bench.tx;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import tandem.model.record.RequestInContext;
import tandem.model.record.WorkStatus;
import tandem.model.tx.QueueFormat;

/**
 * Requests as the context cache gives them: in batches, each connection with a queue of its own.
 */
final class ContextRequests {
  private static final int OP_CODES = 8;
  private static final int LINE_DESCRIPTORS = 4;
  private static final WorkStatus[] REFUSALS = {
    WorkStatus.UNKNOWN, WorkStatus.DISABLED, WorkStatus.FLUSHED
  };

  /** The state of a connection. */
  private static final class Connection {
    final int number;
    final long queueBase;
    final int queueSizeLog2;
    long consumerIndex;
    long sequence;

    Connection(int number, Random random) {
      this.number = number;
      queueBase = ((long) number << 32) + 64L * random.nextInt(1 << 20);
      queueSizeLog2 = 2 + random.nextInt(15);
      consumerIndex = random.nextInt(4) == 0 ? 0xFFFF_FFFEL : random.nextInt(1 << 20);
      sequence = random.nextInt(3) == 0 ? 0xFFFF_FFFFL : random.nextInt(1 << 20);
    }
  }

  /** A batch of which members are still to come. */
  private static final class Batch {
    final long number;
    final Connection connection;
    int left;
    boolean isFirst = true;

    Batch(long number, Connection connection, int members) {
      this.number = number;
      this.connection = connection;
      left = members;
    }
  }

  private final Random random;
  private final QueueFormat format;
  private final Map<Integer, Connection> connections = new HashMap<>();
  private final List<RequestInContext> requests = new ArrayList<>();
  private long batches = 0xFFFF_FFF0L;

  private ContextRequests(Random random, QueueFormat format) {
    this.random = random;
    this.format = format;
  }

  /**
   * Random batches of up to 12, some interrupted by another batch, some refused in part or whole.
   *
   * @param most connections there are
   */
  static List<RequestInContext> random(Random random, int count, int most, QueueFormat format) {
    ContextRequests maker = new ContextRequests(random, format);
    while (maker.requests.size() < count) {
      Batch batch = maker.start(random.nextInt(most), 1 + random.nextInt(12));
      maker.some(batch, batch.left > 1 && random.nextInt(4) == 0 ? 1 : batch.left);
      if (batch.left > 0) {
        Batch other = maker.start(most + random.nextInt(most), 1 + random.nextInt(3));
        maker.some(other, other.left);
        maker.some(batch, batch.left);
      }
    }
    return List.copyOf(maker.requests.subList(0, count));
  }

  /** One request a batch, a line each: what costs most. */
  static List<RequestInContext> singles(Random random, int count) {
    ContextRequests maker = new ContextRequests(random, QueueFormat.CID);
    for (int i = 0; i < count; i++) {
      Batch batch = maker.start(i, 1);
      maker.give(batch, WorkStatus.OK);
    }
    return List.copyOf(maker.requests);
  }

  /** One long batch of a connection whose queue begins with a line: four requests a line. */
  static List<RequestInContext> run(Random random, int count) {
    ContextRequests maker = new ContextRequests(random, QueueFormat.CID);
    Batch batch = maker.start(0, count);
    batch.connection.consumerIndex = 0;
    for (int i = 0; i < count; i++) {
      maker.give(batch, WorkStatus.OK);
    }
    return List.copyOf(maker.requests);
  }

  /** Lines that {@link #run} needs. */
  static int linesOf(int run) {
    return (run + LINE_DESCRIPTORS - 1) / LINE_DESCRIPTORS;
  }

  private Batch start(int connection, int members) {
    batches = batches + 1 & 0xFFFF_FFFFL;
    return new Batch(
        batches,
        connections.computeIfAbsent(connection, number -> new Connection(number, random)),
        members);
  }

  private void some(Batch batch, int members) {
    int refusedFrom = random.nextInt(5) == 0 ? random.nextInt(members) : members;
    WorkStatus refusal = REFUSALS[random.nextInt(REFUSALS.length)];
    for (int i = 0; i < members; i++) {
      give(batch, i < refusedFrom ? WorkStatus.OK : refusal);
    }
  }

  private void give(Batch batch, WorkStatus status) {
    Connection connection = batch.connection;
    boolean isOk = status == WorkStatus.OK;
    boolean isComplete = format == QueueFormat.WR;
    batch.left--;
    requests.add(
        new RequestInContext(
            random.nextInt(256),
            connection.number,
            random.nextInt(OP_CODES),
            random.nextInt(5) == 0 ? random.nextInt() & 0xFFFF_FFFFL : random.nextInt(10_000),
            random.nextBoolean(),
            isComplete && random.nextBoolean(),
            isComplete ? random.nextLong() : 0,
            requests.size(),
            batch.number,
            batch.isFirst,
            batch.left == 0,
            isOk ? random.nextInt(4096) : 0,
            isOk && random.nextBoolean(),
            status,
            isOk ? connection.queueBase : 0,
            isOk ? connection.queueSizeLog2 : 0,
            isOk ? connection.consumerIndex : 0,
            isOk ? connection.sequence : 0));
    batch.isFirst = false;
    if (isOk) {
      connection.consumerIndex = connection.consumerIndex + (isComplete ? 0 : 1) & 0xFFFF_FFFFL;
      connection.sequence = connection.sequence + 1 & 0xFFFF_FFFFL;
    }
  }
}
