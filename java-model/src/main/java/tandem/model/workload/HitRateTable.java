package tandem.model.workload;

import java.io.PrintStream;
import java.util.Locale;
import java.util.Map;
import org.apache.commons.math3.random.Well19937c;
import tandem.model.tx.ContextTable;
import tandem.model.tx.ExecutionListener;
import tandem.model.tx.Replacement;
import tandem.model.tx.WorkRequestConfig;
import tandem.model.tx.WorkRequestPath;
import tandem.model.tx.WorkRequestPrediction;
import tandem.model.tx.WorkRequestTiming;
import tandem.model.tx.WorkRequestTimingParams;

/**
 * Prints hit rates against window and cache size, each with the optimum beside it, and throughput
 * and latency. Argument: requests of each run. Optima are those of the posting order and of the
 * order the scheduler makes of it, for a cache that knows the future.
 */
public final class HitRateTable {
  private static final int DEFAULT_REQUESTS = 200_000;
  private static final int[] OVERSUBSCRIPTION_TENTHS = {10, 20, 40, 160, 512};
  private static final int[] WINDOWS = {1, 8, 64, 256};
  private static final int[] ENTRIES = {64, 300};
  private static final int SEED = 20_240_607;
  private static final long HORIZON_PER_REQUEST = 2000;

  private final PrintStream out;
  private final int count;

  private HitRateTable(PrintStream out, int count) {
    this.out = out;
    this.count = count;
  }

  public static void main(String[] arguments) {
    int count = arguments.length > 0 ? Integer.parseInt(arguments[0]) : DEFAULT_REQUESTS;
    new HitRateTable(System.out, count).print();
  }

  private void print() {
    out.println("seed=" + SEED + " requests=" + count + " (hit rates in percent)");
    out.println(
        "| workload | connections | cache | window | lru | lookahead | protected | optimum,"
            + " scheduled order | optimum, posting order | operations a cycle | mean latency |"
            + " 99 % latency |");
    out.println("| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |");
    for (int entries : ENTRIES) {
      for (int tenths : OVERSUBSCRIPTION_TENTHS) {
        int connections = entries * tenths / 10;
        row("uniform", connections, entries);
        row("zipf 0.99", connections, entries);
        row("round robin", connections, entries);
      }
    }
  }

  private static ConnectionChoice choice(String workload, int connections) {
    return switch (workload) {
      case "uniform" -> ConnectionChoices.uniform(connections, new Well19937c(SEED));
      case "zipf 0.99" -> ConnectionChoices.zipf(connections, 0.99, new Well19937c(SEED));
      default -> ConnectionChoices.roundRobin(connections);
    };
  }

  private void row(String workload, int connections, int entries) {
    Requests requests = Requests.sends(choice(workload, connections), count);
    double posting = percent(count - BeladyOptimum.misses(requests.connections(), entries));
    for (int window : WINDOWS) {
      WorkRequestConfig config =
          WorkRequestConfig.DEFAULTS.with(
              Map.of("cacheEntries", (long) entries, "window", (long) window));
      int[] order = new int[count];
      double lru = hits(config, requests, order);
      double scheduled = percent(count - BeladyOptimum.misses(order, entries));
      double ahead = hits(config.with(Replacement.LOOKAHEAD), requests, order);
      double kept = hits(config.with(Replacement.PROTECTED), requests, order);
      WorkRequestPrediction timed =
          new WorkRequestTiming(config, WorkRequestTimingParams.DEFAULTS)
              .predict(
                  requests,
                  Arrivals.saturated(),
                  new ContextTable(config),
                  true,
                  HORIZON_PER_REQUEST * count);
      out.printf(
          Locale.ROOT,
          "| %s | %d | %d | %d | %.1f | %.1f | %.1f | %.1f | %.1f | %.3f | %.0f | %.0f |%n",
          workload,
          connections,
          entries,
          window,
          lru,
          ahead,
          kept,
          scheduled,
          posting,
          timed.throughput(),
          timed.meanLatency(),
          timed.latencyPercentile(99));
    }
  }

  private double hits(WorkRequestConfig config, Requests requests, int[] order) {
    WorkRequestPath path = new WorkRequestPath(config, new ContextTable(config));
    ExecutionListener listener =
        (position, entry, connection, op, batch, hit, status) -> order[(int) position] = connection;
    path.run(requests.rewind(), listener);
    return percent(path.counters().hits());
  }

  private double percent(long part) {
    return 100.0 * part / count;
  }
}
