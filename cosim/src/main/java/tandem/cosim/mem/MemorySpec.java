package tandem.cosim.mem;

import java.util.BitSet;
import java.util.Random;
import tandem.bridge.Responder;

/**
 * How host memory answers bursts: after a fixed latency plus jitter (which reorders), failing now
 * and then.
 *
 * @param latencyCycles least latency, at least 1
 * @param jitterCycles most that is added to it
 * @param failPerMille how many of a thousand bursts fail
 * @param seed of jitter and failures
 */
public record MemorySpec(int latencyCycles, int jitterCycles, int failPerMille, long seed) {
  private static final int PERIOD_BURSTS = 4096;
  private static final int PER_MILLE = 1000;

  /** The reference machine: 225 cycles round trip, in order, no failures. */
  public static final MemorySpec REFERENCE = new MemorySpec(225, 0, 0, 0);

  /** The agent that answers in that way. */
  public Responder responder(String request, String response) {
    Random random = new Random(seed);
    int[] latencies = new int[PERIOD_BURSTS];
    BitSet failed = new BitSet(PERIOD_BURSTS);
    for (int i = 0; i < PERIOD_BURSTS; i++) {
      latencies[i] = latencyCycles + (jitterCycles == 0 ? 0 : random.nextInt(jitterCycles + 1));
      failed.set(i, random.nextInt(PER_MILLE) < failPerMille);
    }
    return new Responder(request, response, latencies, failed);
  }
}
