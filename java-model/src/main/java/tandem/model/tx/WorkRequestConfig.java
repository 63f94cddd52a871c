package tandem.model.tx;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tandem.model.NamedValues;
import tandem.model.Require;

/**
 * Parameters and register values of the work-request blocks. Names are those of the manifest.
 *
 * @param queueDepth power of two, 64..4096: entries of one queue
 * @param maxWindow power of two, 1..256: largest window
 * @param numQueues 1..16: queues, one scanner each
 * @param cacheEntries 1..4096: contexts held
 * @param cacheWays a divisor of cacheEntries that leaves a power of two of sets; 0 = fully
 *     associative
 * @param connectionBits 1..24: width of a connection number
 * @param outstandingLoads 1..256: context loads under way
 * @param parkedRequests 1..1024: requests waiting in the cache
 * @param outstandingStores 1..256: write-backs under way
 * @param fetchSlots 1..512: descriptor lines under way
 * @param executionSlots 1..512: operations between execution and completion
 * @param window 1..maxWindow: W
 * @param batchLimit 0..4096: operations of a batch, 0 = unlimited
 * @param batchBytes 0..2^32-1: bytes of a batch, 0 = unlimited
 * @param liveScan whether entries posted during a batch may join it
 * @param windowCounts what the window counts
 * @param prefetch 0..8: contexts loaded ahead
 * @param replacement victim choice
 * @param queueFormat what an entry holds
 * @param nonBlocking whether hits pass misses; never while the window is 1
 * @param readCycles 0..65535: cycles from the execution of a read to its end
 * @param connectionLimit 0..2^connectionBits: connections from here on are unknown
 * @param contextBase multiple of 256: host address of the context of connection 0
 */
public record WorkRequestConfig(
    int queueDepth,
    int maxWindow,
    int numQueues,
    int cacheEntries,
    int cacheWays,
    int connectionBits,
    int outstandingLoads,
    int parkedRequests,
    int outstandingStores,
    int fetchSlots,
    int executionSlots,
    int window,
    int batchLimit,
    long batchBytes,
    boolean liveScan,
    WindowCounts windowCounts,
    int prefetch,
    Replacement replacement,
    QueueFormat queueFormat,
    boolean nonBlocking,
    int readCycles,
    int connectionLimit,
    long contextBase) {

  /** Bytes of a context in host memory; contexts lie side by side from contextBase on. */
  public static final int CONTEXT_BYTES = 256;

  /** Bytes of a descriptor in a work queue. */
  public static final int DESCRIPTOR_BYTES = 16;

  /** Bytes of a line, the unit in which descriptors are read. */
  public static final int LINE_BYTES = 64;

  /** Least recently used contexts that LOOKAHEAD chooses from. */
  public static final int VICTIM_CANDIDATES = 4;

  /** The values after reset. */
  public static final WorkRequestConfig DEFAULTS =
      new WorkRequestConfig(
          1024,
          256,
          1,
          256,
          0,
          16,
          64,
          256,
          64,
          256,
          256,
          64,
          0,
          0,
          false,
          WindowCounts.SLOTS,
          0,
          Replacement.LRU,
          QueueFormat.CID,
          true,
          225,
          65536,
          0);

  private static final List<String> NAMES = List.copyOf(DEFAULTS.toMap().keySet());

  /** Fails with {@link IllegalArgumentException} naming the parameter, its value and the rule. */
  public WorkRequestConfig {
    Require.powerOfTwo("queueDepth", queueDepth, 64, 4096);
    Require.powerOfTwo("maxWindow", maxWindow, 1, 256);
    Require.range("numQueues", numQueues, 1, 16);
    Require.range("cacheEntries", cacheEntries, 1, 4096);
    requireWays(cacheEntries, cacheWays);
    Require.range("connectionBits", connectionBits, 1, 24);
    Require.range("outstandingLoads", outstandingLoads, 1, 256);
    Require.range("parkedRequests", parkedRequests, 1, 1024);
    Require.range("outstandingStores", outstandingStores, 1, 256);
    Require.range("fetchSlots", fetchSlots, 1, 512);
    Require.range("executionSlots", executionSlots, 1, 512);
    Require.range("window", window, 1, maxWindow);
    Require.range("batchLimit", batchLimit, 0, 4096);
    Require.range("batchBytes", batchBytes, 0, 0xFFFF_FFFFL);
    Require.range("prefetch", prefetch, 0, 8);
    Require.range("readCycles", readCycles, 0, 65535);
    Require.range("connectionLimit", connectionLimit, 0, 1L << connectionBits);
    if ((contextBase & (CONTEXT_BYTES - 1)) != 0) {
      throw new IllegalArgumentException(
          "contextBase must be a multiple of 256: contextBase=" + contextBase);
    }
  }

  /** Names of all parameters, in the order of the record. */
  public static List<String> names() {
    return NAMES;
  }

  /**
   * Fills the record by field name, enumerations by their code.
   *
   * @throws IllegalArgumentException for an unknown or missing name or a value outside its rule
   */
  public static WorkRequestConfig of(Map<String, Long> values) {
    NamedValues named = NamedValues.of("WorkRequestConfig", NAMES, values);
    return new WorkRequestConfig(
        named.getInt("queueDepth"),
        named.getInt("maxWindow"),
        named.getInt("numQueues"),
        named.getInt("cacheEntries"),
        named.getInt("cacheWays"),
        named.getInt("connectionBits"),
        named.getInt("outstandingLoads"),
        named.getInt("parkedRequests"),
        named.getInt("outstandingStores"),
        named.getInt("fetchSlots"),
        named.getInt("executionSlots"),
        named.getInt("window"),
        named.getInt("batchLimit"),
        named.get("batchBytes"),
        flag(named, "liveScan"),
        WindowCounts.ofCode(named.get("windowCounts")),
        named.getInt("prefetch"),
        Replacement.ofCode(named.get("replacement")),
        QueueFormat.ofCode(named.get("queueFormat")),
        flag(named, "nonBlocking"),
        named.getInt("readCycles"),
        named.getInt("connectionLimit"),
        named.get("contextBase"));
  }

  /** All values by name, enumerations as codes, in the order of the record. */
  public Map<String, Long> toMap() {
    Map<String, Long> values = new LinkedHashMap<>();
    values.put("queueDepth", (long) queueDepth);
    values.put("maxWindow", (long) maxWindow);
    values.put("numQueues", (long) numQueues);
    values.put("cacheEntries", (long) cacheEntries);
    values.put("cacheWays", (long) cacheWays);
    values.put("connectionBits", (long) connectionBits);
    values.put("outstandingLoads", (long) outstandingLoads);
    values.put("parkedRequests", (long) parkedRequests);
    values.put("outstandingStores", (long) outstandingStores);
    values.put("fetchSlots", (long) fetchSlots);
    values.put("executionSlots", (long) executionSlots);
    values.put("window", (long) window);
    values.put("batchLimit", (long) batchLimit);
    values.put("batchBytes", batchBytes);
    values.put("liveScan", liveScan ? 1L : 0L);
    values.put("windowCounts", (long) windowCounts.code());
    values.put("prefetch", (long) prefetch);
    values.put("replacement", (long) replacement.code());
    values.put("queueFormat", (long) queueFormat.code());
    values.put("nonBlocking", nonBlocking ? 1L : 0L);
    values.put("readCycles", (long) readCycles);
    values.put("connectionLimit", (long) connectionLimit);
    values.put("contextBase", contextBase);
    return values;
  }

  /** A copy with one parameter changed, enumerations by their code. */
  public WorkRequestConfig with(String name, long value) {
    return with(Map.of(name, value));
  }

  /** A copy with several parameters changed at once, for changes that only together are legal. */
  public WorkRequestConfig with(Map<String, Long> changes) {
    Map<String, Long> values = toMap();
    values.putAll(changes);
    return of(values);
  }

  public WorkRequestConfig with(Replacement policy) {
    return with("replacement", policy.code());
  }

  public WorkRequestConfig with(QueueFormat format) {
    return with("queueFormat", format.code());
  }

  /** Slots of a set of the cache. */
  public int ways() {
    return cacheWays == 0 ? cacheEntries : cacheWays;
  }

  /** Whether hits pass misses; a window of one is strictly in order (WR-12). */
  public boolean hitsPassMisses() {
    return nonBlocking && window > 1;
  }

  private static boolean flag(NamedValues named, String name) {
    long value = named.get(name);
    Require.range(name, value, 0, 1);
    return value == 1;
  }

  private static void requireWays(int entries, int ways) {
    int used = ways == 0 ? entries : ways;
    if (ways < 0 || entries % used != 0 || Integer.bitCount(entries / used) != 1) {
      throw new IllegalArgumentException(
          "cacheEntries / cacheWays must be a power of two: cacheEntries="
              + entries
              + ", cacheWays="
              + ways);
    }
  }
}
