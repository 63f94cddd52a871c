package tandem.bridge;

import java.util.Arrays;
import java.util.BitSet;

/**
 * Answers every record taken at one stream with one record at another: the i-th request is due
 * {@code latencyCycles[i % n]} cycles after its handshake, the earliest due goes first (which
 * reorders), fields of equal name are copied, and the field named {@code failed}, where there is
 * one, is set for requests whose bit is set.
 *
 * @param request the stream whose records are requests
 * @param response the stream that carries the answers
 * @param latencyCycles one period of latencies, each at least 1
 * @param failed which requests of a period are answered as failed
 */
public record Responder(String request, String response, int[] latencyCycles, BitSet failed) {
  public Responder {
    if (latencyCycles.length == 0 || Arrays.stream(latencyCycles).anyMatch(l -> l < 1)) {
      throw new IllegalArgumentException(
          "latencies must be at least 1 cycle: latencyCycles=" + Arrays.toString(latencyCycles));
    }
  }

  /** The period as design_abi.h wants it: latency in the low word, failed in bit 32. */
  long[] plan() {
    long[] plan = new long[latencyCycles.length];
    for (int i = 0; i < plan.length; i++) {
      plan[i] = latencyCycles[i] | (failed.get(i) ? 1L << 32 : 0);
    }
    return plan;
  }
}
