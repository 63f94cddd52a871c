package tandem.bench.tx;

import java.util.List;
import java.util.Map;

/** The hardware that the full suite sweeps. */
final class PathHardware {
  /** Queues that are no longer than a window. */
  static final Map<String, Long> SHORT = set("queueDepth", 64, "numQueues", 2);

  /** Caches of 1 to 300 contexts, fully and set associative; one and several queues. */
  static final List<Map<String, Long>> SETS =
      List.of(
          PathBench.SMALL,
          set("cacheEntries", 1, "outstandingLoads", 1, "outstandingStores", 1),
          set("cacheEntries", 4, "outstandingLoads", 4, "maxWindow", 16, "queueDepth", 64),
          set("cacheEntries", 16, "cacheWays", 2, "numQueues", 4),
          set("cacheEntries", 64, "cacheWays", 1, "maxWindow", 256, "queueDepth", 1024),
          set("cacheEntries", 256, "outstandingLoads", 64, "parkedRequests", 256),
          set("cacheEntries", 300, "connectionBits", 14, "outstandingLoads", 64),
          SHORT,
          set("queueDepth", 64, "maxWindow", 256),
          set("maxWindow", 2, "parkedRequests", 1, "fetchSlots", 1, "executionSlots", 1));

  private PathHardware() {}

  private static Map<String, Long> set(Object... changes) {
    return PathBench.with(PathBench.SMALL, changes);
  }
}
