package tandem.cosim.workrequest;

import java.util.ArrayList;
import java.util.List;
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
import tandem.model.workload.Arrivals;
import tandem.model.workload.BeladyOptimum;
import tandem.model.workload.ConnectionChoice;
import tandem.model.workload.ConnectionChoices;
import tandem.model.workload.Requests;

/**
 * How often the context of a request is in the cache, by window, cache size and traffic, with the
 * best any cache could do beside it.
 */
public final class HitRates {
  /** The ways connections are chosen. */
  public enum Traffic {
    UNIFORM,
    ZIPF,
    ROUND_ROBIN
  }

  /** Connections for each context the cache holds; 51 is 15,360 connections on 300 contexts. */
  static final List<Double> OVERSUBSCRIPTIONS = List.of(1.0, 2.0, 4.0, 16.0, 51.2);

  /** Windows under LRU. */
  static final List<Integer> WINDOWS = List.of(1, 2, 4, 8, 16, 32, 64, 128, 256);

  /** The window at which the other policies and the optimum are set beside LRU. */
  static final int MIDDLE_WINDOW = 64;

  private static final double ZIPF_EXPONENT = 0.99;
  private static final double PERCENT = 100.0;
  private static final double SLOW_PERCENTILE = 99;

  /** Later than any run ends. */
  private static final long HORIZON_CYCLES = 1L << 50;

  /**
   * The hit rates of one traffic on one cache, in percent of all requests, first uses among them.
   *
   * @param lru for each of the windows
   * @param lookahead LOOKAHEAD at {@link #MIDDLE_WINDOW}
   * @param protectedInOrder PROTECTED at window 1
   * @param protectedAhead PROTECTED at {@link #MIDDLE_WINDOW}
   * @param optimumInOrder of a cache that knows the future, in posting order
   * @param optimumAhead the same in the order of LRU at {@link #MIDDLE_WINDOW}
   * @param operationsPerCycle predicted of the hardware, LRU at {@link #MIDDLE_WINDOW}
   * @param meanCycles predicted mean from pick to completion, likewise
   * @param slowCycles predicted 99th percentile, likewise
   */
  public record Row(
      Traffic traffic,
      int cacheEntries,
      int connections,
      List<Double> lru,
      double lookahead,
      double protectedInOrder,
      double protectedAhead,
      double optimumInOrder,
      double optimumAhead,
      double operationsPerCycle,
      double meanCycles,
      double slowCycles) {}

  private record Run(double hitPercent, int[] order) {}

  private final WorkRequestConfig base;
  private final int requests;
  private final long seed;

  /**
   * @param base the configuration; window, cache size and replacement are swept
   * @param requests of each run
   */
  public HitRates(WorkRequestConfig base, int requests, long seed) {
    this.base = base;
    this.requests = requests;
    this.seed = seed;
  }

  /** The rows of a cache: every traffic at every oversubscription. */
  public List<Row> rows(int cacheEntries) {
    List<Row> rows = new ArrayList<>();
    for (Traffic traffic : Traffic.values()) {
      for (double oversubscription : OVERSUBSCRIPTIONS) {
        rows.add(row(traffic, cacheEntries, (int) Math.round(oversubscription * cacheEntries)));
      }
    }
    return rows;
  }

  private Row row(Traffic traffic, int cacheEntries, int connections) {
    Requests posted = Requests.sends(choice(traffic, connections), requests);
    List<Double> lru = new ArrayList<>();
    int[] ahead = {};
    for (int window : WINDOWS) {
      Run run = run(posted, cacheEntries, window, Replacement.LRU);
      lru.add(run.hitPercent);
      ahead = window == MIDDLE_WINDOW ? run.order : ahead;
    }
    WorkRequestPrediction times = predict(posted, cacheEntries);
    return new Row(
        traffic,
        cacheEntries,
        connections,
        lru,
        run(posted, cacheEntries, MIDDLE_WINDOW, Replacement.LOOKAHEAD).hitPercent,
        run(posted, cacheEntries, 1, Replacement.PROTECTED).hitPercent,
        run(posted, cacheEntries, MIDDLE_WINDOW, Replacement.PROTECTED).hitPercent,
        optimum(posted.connections(), cacheEntries),
        optimum(ahead, cacheEntries),
        times.throughput(),
        times.meanLatency(),
        times.latencyPercentile(SLOW_PERCENTILE));
  }

  private WorkRequestPrediction predict(Requests posted, int cacheEntries) {
    WorkRequestConfig config = config(cacheEntries, MIDDLE_WINDOW, Replacement.LRU);
    return new WorkRequestTiming(config, WorkRequestTimingParams.DEFAULTS)
        .predict(posted, Arrivals.saturated(), new ContextTable(config), true, HORIZON_CYCLES);
  }

  private WorkRequestConfig config(int cacheEntries, int window, Replacement replacement) {
    return base.with(
        Map.of(
            "cacheEntries", (long) cacheEntries,
            "cacheWays", 0L,
            "window", (long) window,
            "replacement", (long) replacement.code()));
  }

  private Run run(Requests posted, int cacheEntries, int window, Replacement replacement) {
    WorkRequestConfig config = config(cacheEntries, window, replacement);
    int[] order = new int[posted.size()];
    ExecutionListener listener =
        (position, entry, connection, op, batch, hit, status) -> order[(int) position] = connection;
    WorkRequestPath path = new WorkRequestPath(config, new ContextTable(config));
    path.run(posted.rewind(), listener);
    return new Run(PERCENT * path.counters().hits() / posted.size(), order);
  }

  private static double optimum(int[] order, int cacheEntries) {
    return PERCENT * (order.length - BeladyOptimum.misses(order, cacheEntries)) / order.length;
  }

  private ConnectionChoice choice(Traffic traffic, int connections) {
    return switch (traffic) {
      case UNIFORM -> ConnectionChoices.uniform(connections, new Well19937c(seed));
      case ZIPF -> ConnectionChoices.zipf(connections, ZIPF_EXPONENT, new Well19937c(seed));
      case ROUND_ROBIN -> ConnectionChoices.roundRobin(connections);
    };
  }

  /** The rows as a table for people. */
  public static String table(List<Row> rows) {
    StringBuilder text = new StringBuilder();
    text.append("hits in percent              LRU, window");
    text.append(" ".repeat(41));
    text.append("LOOKAHEAD  PROTECTED   optimum in order of   predicted, W=64\n");
    text.append("traffic     cache  conns ");
    WINDOWS.forEach(w -> text.append(String.format(Locale.ROOT, "%6d", w)));
    text.append(
        String.format(
            Locale.ROOT,
            "   W=%-5d  W=1   W=%-4d posting  W=%-4d  op/cycle   mean   99 %%",
            MIDDLE_WINDOW,
            MIDDLE_WINDOW,
            MIDDLE_WINDOW));
    for (Row row : rows) {
      text.append(
          String.format(
              Locale.ROOT,
              "%n%-11s %5d %6d ",
              name(row.traffic),
              row.cacheEntries,
              row.connections));
      row.lru.forEach(rate -> text.append(String.format(Locale.ROOT, "%6.1f", rate)));
      text.append(
          String.format(
              Locale.ROOT,
              "  %6.1f  %6.1f %6.1f   %6.1f %6.1f     %5.3f %6.0f %6.0f",
              row.lookahead,
              row.protectedInOrder,
              row.protectedAhead,
              row.optimumInOrder,
              row.optimumAhead,
              row.operationsPerCycle,
              row.meanCycles,
              row.slowCycles));
    }
    return text.toString();
  }

  private static String name(Traffic traffic) {
    return traffic.name().toLowerCase(java.util.Locale.ROOT).replace('_', ' ');
  }
}
