package tandem.model.tx;

import tandem.model.record.RequestInContext;
import tandem.model.record.WorkRequest;
import tandem.model.record.WorkStatus;

/**
 * Completes requests with their descriptors from host memory (WR-14). Keeps order; one request in,
 * one out. Consecutive requests of a batch share the line their descriptors lie in.
 */
public final class WorkRequestFetch {
  private static final int INDEX_MASK = 0xFFFF;
  private static final int LINE_MASK =
      WorkRequestConfig.LINE_BYTES / WorkRequestConfig.DESCRIPTOR_BYTES - 1;
  private static final long NO_BATCH = -1;

  private final WorkRequestCounters counters;
  private final boolean fetches;
  private final boolean shares;
  private long previousBatch = NO_BATCH;
  private boolean readsLine;

  public WorkRequestFetch(WorkRequestConfig config, WorkRequestCounters counters) {
    this.counters = counters;
    fetches = config.queueFormat() == QueueFormat.CID;
    // A descriptor posted during the batch may be younger than the line read before it.
    shares = !config.liveScan();
  }

  /** Host address of the descriptor of a request. */
  public static long descriptorAddress(RequestInContext request) {
    long index = request.consumerIndex() & (1L << request.queueSizeLog2()) - 1;
    return request.queueBase() + WorkRequestConfig.DESCRIPTOR_BYTES * index;
  }

  /** Whether requests need a descriptor at all. */
  public boolean fetches() {
    return fetches;
  }

  /**
   * Tells that the next request passes.
   *
   * @param ok whether it is to be executed
   * @return whether a line is read for it
   */
  public boolean pass(long batch, boolean ok, int consumerIndex) {
    boolean shared = batch == previousBatch && shares && (consumerIndex & LINE_MASK) != 0;
    previousBatch = ok ? batch : NO_BATCH;
    readsLine = fetches && ok && !shared;
    if (readsLine) {
      counters.fetches++;
    }
    return readsLine;
  }

  /** Whether a line is read for the request that passes; else it shares that of the one before. */
  public boolean readsLine() {
    return readsLine;
  }

  /** Fetches the next request. */
  public WorkRequest fetch(RequestInContext request, DescriptorMemory memory) {
    boolean ok = request.status() == WorkStatus.OK;
    pass(request.batch(), ok, (int) request.consumerIndex());
    if (!fetches || !ok) {
      return workRequest(request, request.fail(), request.address(), request.status());
    }
    DescriptorMemory.Descriptor found = memory.read(descriptorAddress(request));
    if (found == null) {
      counters.fetchFailures++;
      return workRequest(request, false, 0, WorkStatus.FETCH_FAILED);
    }
    boolean matches =
        found.op() == request.op()
            && found.bytes() == request.bytes()
            && found.index() == (request.consumerIndex() & INDEX_MASK);
    return matches
        ? workRequest(request, found.fail(), found.address(), WorkStatus.OK)
        : workRequest(request, false, 0, WorkStatus.BAD_DESCRIPTOR);
  }

  private static WorkRequest workRequest(
      RequestInContext request, boolean fail, long address, WorkStatus status) {
    return new WorkRequest(
        request.guest(),
        request.connection(),
        request.op(),
        request.bytes(),
        request.fence(),
        fail,
        address,
        request.entry(),
        request.batch(),
        request.first(),
        request.last(),
        request.slot(),
        request.hit(),
        status,
        request.sequence());
  }
}
