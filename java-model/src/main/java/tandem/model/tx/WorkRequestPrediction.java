package tandem.model.tx;

import org.apache.commons.math3.stat.descriptive.moment.Mean;
import org.apache.commons.math3.stat.descriptive.rank.Percentile;

/**
 * Predicted cycles of one run, those of the handshakes, by entry number.
 *
 * @param doorbellCycles acceptance
 * @param scheduledCycles the request was picked
 * @param inContextCycles it left the cache
 * @param workRequestCycles it was executed
 * @param completionCycles it was completed
 * @param lastCycle the last cycle in which anything happened
 * @param counters of the run
 */
public record WorkRequestPrediction(
    long[] doorbellCycles,
    long[] scheduledCycles,
    long[] inContextCycles,
    long[] workRequestCycles,
    long[] completionCycles,
    long lastCycle,
    WorkRequestCounters counters) {

  /** Cycles from the first pick to the last completion; there must be a request. */
  public long executionCycles() {
    long first = Long.MAX_VALUE;
    long last = 0;
    for (int i = 0; i < completionCycles.length; i++) {
      first = Math.min(first, scheduledCycles[i]);
      last = Math.max(last, completionCycles[i]);
    }
    return last - first + 1;
  }

  /** Requests completed a cycle, from the first doorbell to the last completion. */
  public double throughput() {
    return (double) completionCycles.length / (lastCycle + 1);
  }

  /** Mean cycles from pick to completion; the time in a queue that is kept full is left out. */
  public double meanLatency() {
    return new Mean().evaluate(latencies());
  }

  /** Percentile of the cycles from pick to completion. */
  public double latencyPercentile(double percent) {
    return new Percentile(percent).evaluate(latencies());
  }

  private double[] latencies() {
    double[] latencies = new double[completionCycles.length];
    for (int i = 0; i < latencies.length; i++) {
      latencies[i] = completionCycles[i] - scheduledCycles[i];
    }
    return latencies;
  }
}
