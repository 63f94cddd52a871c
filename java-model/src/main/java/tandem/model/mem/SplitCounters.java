package tandem.model.mem;

import java.util.LinkedHashMap;
import java.util.Map;
import tandem.model.record.HostBurst;
import tandem.model.record.MemoryOp;
import tandem.model.record.SpanDone;
import tandem.model.record.SpanStatus;

/**
 * The read-only counters of the alignment splitter (AL-21). Bursts are counted when they are
 * issued, so cancelled ones never are. Padding counts as payload.
 */
public final class SplitCounters {
  private final SplitterConfig config;
  private final AccessCost cost;
  private long requests;
  private long emptyRequests;
  private long rejectedRequests;
  private long failedRequests;
  private long readTransactions;
  private long writeTransactions;
  private LineAccesses accesses = LineAccesses.NONE;
  private long payloadBytes;
  private long memoryBytes;

  public SplitCounters(SplitterConfig config) {
    this.config = config;
    this.cost = new AccessCost(config);
  }

  /** Counts an accepted request. */
  public void accepted(SplitRequest request) {
    requests++;
    switch (request.verdict()) {
      case EMPTY -> emptyRequests++;
      case REJECT -> rejectedRequests++;
      case ISSUE -> {}
    }
  }

  /** Counts an issued burst. */
  public void issued(HostBurst burst) {
    if (burst.op() == MemoryOp.WRITE) {
      writeTransactions++;
    } else {
      readTransactions++;
    }
    LineAccesses added = cost.accesses(burst.op(), burst.address(), burst.bytes());
    accesses = accesses.plus(added);
    payloadBytes += burst.bytes();
    memoryBytes += cost.memoryBytes(burst.op(), added);
  }

  /** Counts the end of a request. */
  public void done(SpanDone done) {
    if (done.status() == SpanStatus.FAILED) {
      failedRequests++;
    }
  }

  public long transactions() {
    return readTransactions + writeTransactions;
  }

  public LineAccesses accesses() {
    return accesses;
  }

  public long memoryBytes() {
    return memoryBytes;
  }

  /** Payload of both directions and one header for each transaction, completions without one. */
  public long busBytes() {
    return payloadBytes + config.headerBytes() * transactions();
  }

  /** All counters by register name, in register order. */
  public Map<String, Long> toMap() {
    Map<String, Long> values = new LinkedHashMap<>();
    values.put("requests", requests);
    values.put("emptyRequests", emptyRequests);
    values.put("rejectedRequests", rejectedRequests);
    values.put("failedRequests", failedRequests);
    values.put("readTransactions", readTransactions);
    values.put("writeTransactions", writeTransactions);
    values.put("fullLineWrites", accesses.fullLineWrites());
    values.put("partialLineWrites", accesses.partialLineWrites());
    values.put("lineReads", accesses.lineReads());
    values.put("payloadBytes", payloadBytes);
    values.put("memoryBytes", memoryBytes);
    values.put("busBytes", busBytes());
    return values;
  }
}
