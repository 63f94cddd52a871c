package tandem.model.tx;

import java.util.LinkedHashMap;
import java.util.Map;
import tandem.model.record.WorkStatus;

/**
 * The counters of the work-request blocks that do not depend on time. The names are those of
 * the registers.
 */
public final class WorkRequestCounters {
  private static final String[] BATCH_SIZES = {
    "batchSize1",
    "batchSize2",
    "batchSize3to4",
    "batchSize5to8",
    "batchSize9to16",
    "batchSize17to32",
    "batchSize33to64",
    "batchSize65up"
  };
  private static final int DISPLACEMENT_BUCKETS = 13;

  long requests;
  long batches;
  long hits;
  long misses;
  long merged;
  long prefetches;
  long prefetchUseful;
  long prefetchUseless;
  long writebacks;
  long fetches;
  long loadFailures;
  long fetchFailures;
  long commands;
  private final long[] batchSizes = new long[BATCH_SIZES.length];
  private final long[] byStatus = new long[WorkStatus.values().length];
  private final long[] displacements = new long[DISPLACEMENT_BUCKETS];
  private long displacementSum;
  private long displacementMax;
  private long issued;

  /** Counts a batch by its size. */
  void batchEnded(int members) {
    // 1, 2, 3..4, 5..8: the bucket is the number of bits of members - 1.
    int bucket = Integer.SIZE - Integer.numberOfLeadingZeros(members - 1);
    batchSizes[Math.min(bucket, batchSizes.length - 1)]++;
  }

  /** Counts the displacement (WR-23) of a request that is issued now. */
  void issued(int entry) {
    // Entry numbers wrap; a displacement does not come near half their range.
    int displacement = Math.max(0, (int) issued - entry);
    issued++;
    displacementSum += displacement;
    displacementMax = Math.max(displacementMax, displacement);
    int bucket = Integer.SIZE - Integer.numberOfLeadingZeros(displacement);
    displacements[Math.min(bucket, DISPLACEMENT_BUCKETS - 1)]++;
  }

  /** Counts the end of a request. */
  void completed(int statusCode) {
    byStatus[statusCode]++;
  }

  public long hits() {
    return hits;
  }

  public long misses() {
    return misses;
  }

  public long prefetches() {
    return prefetches;
  }

  public long loads() {
    return misses + prefetches;
  }

  public long writebacks() {
    return writebacks;
  }

  public long prefetchUseful() {
    return prefetchUseful;
  }

  public long prefetchUseless() {
    return prefetchUseless;
  }

  public long loadFailures() {
    return loadFailures;
  }

  public long batches() {
    return batches;
  }

  /** Requests issued so far: the position the next one gets in execution order. */
  public long issued() {
    return issued;
  }

  public long requests() {
    return requests;
  }

  public long displacementMax() {
    return displacementMax;
  }

  /** Requests that ended with a status. */
  public long ended(WorkStatus status) {
    return byStatus[status.code()];
  }

  /** All counters by register name, in register order. */
  public Map<String, Long> toMap() {
    Map<String, Long> values = new LinkedHashMap<>();
    values.put("requests", requests);
    values.put("operations", ended(WorkStatus.OK));
    values.put("batches", batches);
    for (int i = 0; i < batchSizes.length; i++) {
      values.put(BATCH_SIZES[i], batchSizes[i]);
    }
    values.put("lookups", hits + misses);
    values.put("hits", hits);
    values.put("misses", misses);
    values.put("merged", merged);
    values.put("loads", loads());
    values.put("prefetches", prefetches);
    values.put("prefetchUseful", prefetchUseful);
    values.put("prefetchUseless", prefetchUseless);
    values.put("writebacks", writebacks);
    values.put("loadBytes", WorkRequestConfig.CONTEXT_BYTES * loads());
    values.put("writebackBytes", WorkRequestConfig.CONTEXT_BYTES * writebacks);
    values.put("fetches", fetches);
    values.put("fetchBytes", WorkRequestConfig.LINE_BYTES * fetches);
    values.put("unknownRequests", ended(WorkStatus.UNKNOWN));
    values.put("disabledRequests", ended(WorkStatus.DISABLED));
    values.put("flushedRequests", ended(WorkStatus.FLUSHED));
    values.put("failedRequests", failedRequests());
    values.put("loadFailures", loadFailures);
    values.put("fetchFailures", fetchFailures);
    values.put("commands", commands);
    values.put("displacementSum", displacementSum);
    values.put("displacementMax", displacementMax);
    for (int i = 0; i < DISPLACEMENT_BUCKETS; i++) {
      values.put(displacementName(i), displacements[i]);
    }
    return values;
  }

  private long failedRequests() {
    long failed = 0;
    for (WorkStatus status : WorkStatus.values()) {
      failed += status.breaksConnection() ? ended(status) : 0;
    }
    return failed;
  }

  private static String displacementName(int bucket) {
    if (bucket < 2) {
      return "displacement" + bucket;
    }
    int from = 1 << bucket - 1;
    return "displacement"
        + from
        + (bucket == DISPLACEMENT_BUCKETS - 1 ? "up" : "to" + (2 * from - 1));
  }
}
