package tandem.cosim.workrequest;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import tandem.cosim.rtl.UsageException;
import tandem.model.mem.HostMemory;
import tandem.model.record.DoorbellWrite;
import tandem.model.tx.DescriptorMemory.Descriptor;
import tandem.model.tx.HostContexts;
import tandem.model.tx.HostWorkQueues;
import tandem.model.tx.QueueFormat;
import tandem.model.tx.WorkRequestConfig;

/**
 * Host memory of a scenario: the contexts and the work queues, which are filled while doorbells are
 * rung. Made once for the RTL and once for the model, always the same.
 */
final class PathImage {
  static final int CONTEXT_LINES = 4;

  private static final int OPAQUE = 28;
  private static final int INDICES = 20;
  private static final int SIZE_LOG2 = 16;
  private static final int MIN_SIZE_LOG2 = 2;
  private static final int MAX_SIZE_LOG2 = 16;
  private static final int INDEX_MASK = 0xFFFF;
  private static final int NEAR_WRAP = 8;

  /** Requests between scheduler, cache and fetch at most. */
  private static final int IN_PIPELINES = 16;

  /** Requests that wait for descriptors, for each line (contract, 9.6). */
  private static final int WAITING_A_LINE = 4;

  /** Work queues lie far from the contexts, wherever these are. */
  private static final long QUEUES_BEHIND_CONTEXTS = 1L << 40;

  private static final class WorkQueue {
    int requests;
    long base;
    int sizeLog2;
    int nextIndex;
  }

  private final WorkRequestConfig config;
  private final List<PathPosting> postings;
  private final PathHostSpec spec;
  private final HostMemory memory = new HostMemory(WorkRequestConfig.LINE_BYTES);
  private final HostContexts contexts;
  private final HostWorkQueues queues = new HostWorkQueues(memory);
  private final Map<Integer, WorkQueue> byConnection = new LinkedHashMap<>();
  private long nextBase;
  private int posted;

  PathImage(WorkRequestConfig config, List<PathPosting> postings, PathHostSpec spec) {
    this.config = config;
    this.postings = postings;
    this.spec = spec;
    contexts = new HostContexts(config, memory);
    nextBase = config.contextBase() + QUEUES_BEHIND_CONTEXTS;
    for (PathPosting posting : postings) {
      int connection = posting.doorbell().connection();
      if (connection < config.connectionLimit()) {
        byConnection.computeIfAbsent(connection, c -> new WorkQueue()).requests++;
      }
    }
    byConnection.forEach(this::requireRoom);
    byConnection.forEach(this::create);
  }

  HostMemory memory() {
    return memory;
  }

  HostContexts contexts() {
    return contexts;
  }

  HostWorkQueues queues() {
    return queues;
  }

  /** All lines of a context. */
  byte[] context(int connection) {
    byte[] bytes = new byte[WorkRequestConfig.CONTEXT_BYTES];
    memory.peek(contexts.address(connection), bytes, 0, bytes.length);
    return bytes;
  }

  /** Number of the connection whose context has that address. */
  int connectionAt(long address) {
    return (int) ((address - config.contextBase()) / WorkRequestConfig.CONTEXT_BYTES);
  }

  /** Writes the descriptors of the first so many requests, as far as that has not been done. */
  void post(long requests) {
    for (; posted < Math.min(requests, postings.size()); posted++) {
      WorkQueue queue = byConnection.get(postings.get(posted).doorbell().connection());
      if (queue != null) {
        post(queue, postings.get(posted));
      }
    }
  }

  private void post(WorkQueue queue, PathPosting posting) {
    int index = queue.nextIndex++;
    if (!posting.missing()) {
      DoorbellWrite doorbell = posting.doorbell();
      long slot = index & (1 << queue.sizeLog2) - 1;
      queues.post(
          queue.base + WorkRequestConfig.DESCRIPTOR_BYTES * slot,
          new Descriptor(
              doorbell.op(),
              doorbell.fence(),
              doorbell.fail(),
              index & INDEX_MASK,
              doorbell.bytes(),
              doorbell.address()));
    }
  }

  /** A descriptor must not be written over before it has been read. */
  private void requireRoom(int connection, WorkQueue queue) {
    int open =
        PathHost.POSTED_AHEAD
            + config.numQueues() * config.queueDepth()
            + config.parkedRequests()
            + WAITING_A_LINE * config.fetchSlots()
            + IN_PIPELINES;
    if (queue.requests > 1 << MAX_SIZE_LOG2
        && open > 1 << MAX_SIZE_LOG2
        && config.queueFormat() == QueueFormat.CID) {
      throw new UsageException(
          String.format(
              Locale.ROOT,
              "more requests of a connection may be open at once than its work queue holds: connection=%d requests=%d open=%d numQueues=%d queueDepth=%d",
              connection,
              queue.requests,
              open,
              config.numQueues(),
              config.queueDepth()));
    }
  }

  private void create(int connection, WorkQueue queue) {
    Random random = new Random(spec.seed() + 31L * connection);
    int needed = Integer.SIZE - Integer.numberOfLeadingZeros(queue.requests - 1);
    queue.sizeLog2 = Math.min(MAX_SIZE_LOG2, Math.max(MIN_SIZE_LOG2, needed) + random.nextInt(2));
    queue.base = nextBase;
    nextBase += (long) WorkRequestConfig.DESCRIPTOR_BYTES << queue.sizeLog2;
    int anyIndex = random.nextInt(4) == 0 ? -random.nextInt(NEAR_WRAP) : random.nextInt();
    queue.nextIndex = spec.fresh() ? 0 : anyIndex;
    byte[] bytes = new byte[WorkRequestConfig.CONTEXT_BYTES];
    random.nextBytes(bytes);
    long address = contexts.address(connection);
    memory.poke(address + OPAQUE, bytes, OPAQUE, bytes.length - OPAQUE);
    contexts.create(connection, queue.base, queue.sizeLog2);
    ByteBuffer indices = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    indices.putInt(INDICES, queue.nextIndex);
    int anySequence = random.nextInt();
    indices.putInt(INDICES + Integer.BYTES, spec.fresh() ? 0 : anySequence);
    memory.poke(address + INDICES, bytes, INDICES, 2 * Integer.BYTES);
    if (random.nextInt(1000) < spec.poisonedPerMille()) {
      poison(address, random);
    }
    if (config.queueFormat() == QueueFormat.WR && random.nextInt(4) == 0) {
      // Nobody uses the queue then (D30).
      memory.poke(address + SIZE_LOG2, new byte[] {(byte) random.nextInt()}, 0, 1);
    }
  }

  /** Breaks what the integrity check looks at. */
  private void poison(long address, Random random) {
    boolean size = config.queueFormat() == QueueFormat.CID && random.nextBoolean();
    byte[] wrong = {(byte) (size ? MAX_SIZE_LOG2 + 1 : 0)};
    if (!size) {
      memory.peek(address, wrong, 0, 1);
      wrong[0] ^= 1;
    }
    memory.poke(address + (size ? SIZE_LOG2 : 0), wrong, 0, 1);
  }
}
