package tandem.waveforms.compare;

import java.util.Map;
import java.util.TreeMap;

/**
 * How far actual times of records lie from expected ones, in cycles, late positive.
 *
 * @param mean with sign
 * @param p99 99th percentile of the amount
 * @param worst the largest amount, with its sign
 */
public record Drift(long records, double mean, long p99, long worst) {

  /** Counts drifts exactly, unless more than 65,536 different ones come: then in coarser steps. */
  static final class Counter {
    private static final int MAX_DISTINCT = 1 << 16;

    private TreeMap<Long, Long> amounts = new TreeMap<>();
    private long step = 1;
    private long records;
    private double sum;
    private long worst;

    void add(long drift) {
      records++;
      sum += drift;
      if (Math.abs(drift) > Math.abs(worst)) {
        worst = drift;
      }
      amounts.merge(Math.abs(drift) / step, 1L, Long::sum);
      if (amounts.size() > MAX_DISTINCT) {
        coarsen();
      }
    }

    private void coarsen() {
      TreeMap<Long, Long> coarse = new TreeMap<>();
      amounts.forEach((amount, count) -> coarse.merge(amount / 2, count, Long::sum));
      amounts = coarse;
      step *= 2;
    }

    Drift result() {
      long rank = (records * 99 + 99) / 100;
      long seen = 0;
      long p99 = 0;
      for (Map.Entry<Long, Long> e : amounts.entrySet()) {
        seen += e.getValue();
        p99 = e.getKey() * step;
        if (seen >= rank) {
          break;
        }
      }
      return new Drift(records, records == 0 ? 0 : sum / records, p99, worst);
    }
  }
}
