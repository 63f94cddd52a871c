package tandem.model.tx;

import java.util.PriorityQueue;
import tandem.model.time.EventKernel;
import tandem.model.time.TimedQueue;

/**
 * When contexts are loaded and written back. Each direction has a port on which the beats of one
 * context follow those of the one before. A load that waits for the write-back of its own context
 * (WR-27) does not hold back others.
 */
final class TimedLoads {
  private static final int SLOT_BITS = 12;

  private final EventKernel kernel;
  private final WorkRequestTimingParams params;
  private final PriorityQueue<Long> requests = new PriorityQueue<>();
  private final TimedQueue loaded;
  private final int request;
  private final int[] storedConnections;
  private final long[] storedCycles;
  private final long[] leftCycles;
  private long stores;
  private long storePortCycle;
  private long loadPortCycle;
  private final int outstandingLoads;
  private long oldestStore;
  private int underWay;

  /**
   * @param loaded gets the slots whose contexts have come
   */
  TimedLoads(
      EventKernel kernel,
      WorkRequestConfig config,
      WorkRequestTimingParams params,
      TimedQueue loaded) {
    this.kernel = kernel;
    this.params = params;
    this.loaded = loaded;
    storedConnections = new int[config.outstandingStores()];
    storedCycles = new long[config.outstandingStores()];
    leftCycles = new long[config.cacheEntries()];
    outstandingLoads = config.outstandingLoads();
    request = kernel.add(this::request);
  }

  /** Whether another load can be started. */
  boolean isFree() {
    return underWay < outstandingLoads;
  }

  /** Whether host memory answers a write-back in this cycle. */
  boolean isAnswered(long nowCycle) {
    int places = storedCycles.length;
    oldestStore = Math.max(oldestStore, stores - places);
    while (oldestStore < stores && storedCycles[(int) (oldestStore % places)] <= nowCycle) {
      oldestStore++;
    }
    return oldestStore < stores && storedCycles[(int) (oldestStore % places)] == nowCycle + 1;
  }

  /** The cycle from which another write-back finds a place. */
  long storePlaceCycle() {
    return storedCycles[(int) (stores % storedCycles.length)];
  }

  /** The old context of a slot leaves; no beat of a new one is taken before it has. */
  void store(int slot, int connection, long nowCycle) {
    int place = (int) (stores++ % storedCycles.length);
    storePortCycle =
        Math.max(storePortCycle, nowCycle + params.missToLoad()) + params.contextBeats();
    storedConnections[place] = connection;
    leftCycles[slot] = storePortCycle;
    storedCycles[place] = storePortCycle + params.hostLatency();
  }

  void load(int slot, int connection, long nowCycle) {
    long cycle = nowCycle + params.missToLoad();
    for (int i = 0; i < storedConnections.length; i++) {
      if (storedConnections[i] == connection) {
        cycle = Math.max(cycle, storedCycles[i]);
      }
    }
    underWay++;
    requests.add(cycle << SLOT_BITS | slot);
    kernel.wakeAt(request, cycle);
  }

  /** Tells that the load of a slot has ended. */
  void ended() {
    underWay--;
  }

  private void request(long nowCycle) {
    while (!requests.isEmpty() && requests.peek() >> SLOT_BITS <= nowCycle) {
      int slot = (int) (requests.remove() & (1 << SLOT_BITS) - 1);
      long beatCycle = Math.max(nowCycle + params.hostLatency(), leftCycles[slot]);
      loadPortCycle = Math.max(beatCycle, loadPortCycle) + params.contextBeats();
      loaded.push(slot, loadPortCycle - 1);
    }
    if (!requests.isEmpty()) {
      kernel.wakeAt(request, requests.peek() >> SLOT_BITS);
    }
  }
}
