package tandem.bench.tx;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tandem.bench.CommandRun;
import tandem.cosim.workrequest.HitRates;
import tandem.cosim.workrequest.HitRates.Row;
import tandem.cosim.workrequest.HitRates.Traffic;
import tandem.model.tx.WorkRequestConfig;

/** The table of hit rates against what is known beforehand. */
class HitRatesTest {
  private static final int CACHE = 16;
  private static final int REQUESTS = 50_000;
  private static final double PERCENT = 100.0;

  private static List<Row> rows() {
    return new HitRates(WorkRequestConfig.DEFAULTS, REQUESTS, 3).rows(CACHE);
  }

  @Test
  void shouldNeverBeatTheOptimumOfTheSameOrder() {
    for (Row row : rows()) {
      assertTrue(row.lru().get(0) <= row.optimumInOrder(), row::toString);
      assertTrue(row.protectedInOrder() <= row.optimumInOrder(), row::toString);
      assertTrue(row.lru().get(6) <= row.optimumAhead(), row::toString);
    }
  }

  /** Round robin: of every batch of 1 + floor((W-1)/N) only the first misses. */
  @Test
  void shouldFollowTheClosedFormOnRoundRobin() {
    int checked = 0;
    for (Row row : rows()) {
      boolean fits = row.connections() <= CACHE;
      for (int i = 0; i < row.lru().size() && row.traffic() == Traffic.ROUND_ROBIN; i++) {
        int batch = 1 + ((1 << i) - 1) / row.connections();
        double expected = fits ? PERCENT : PERCENT * (batch - 1) / batch;
        // The first round misses, and the last batches are cut short.
        assertEquals(expected, row.lru().get(i), 1.7, row::toString);
        checked++;
      }
    }
    assertEquals(5 * 9, checked);
  }

  /** Uniform in order: a hit is as likely as the cache is large. */
  @Test
  void shouldHitUniformTrafficByTheShareThatFits() {
    for (Row row : rows()) {
      if (row.traffic() == Traffic.UNIFORM) {
        double expected = PERCENT * Math.min(1.0, (double) CACHE / row.connections());
        assertEquals(expected, row.lru().get(0), 1.0, row::toString);
      }
    }
  }

  @Test
  void shouldPrintTheTable() {
    CommandRun o = CommandRun.of("explore", "schedule", "--cache", "4", "--requests", "2000");
    assertEquals(0, o.status(), o.err());
    assertEquals(2 + 15, o.out().lines().count(), o.out());
  }

  @ParameterizedTest(name = "[{index}] {0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          --requests 10          | --requests must be at least 1000: --requests=10
          --set window=4         | is swept, not set: --set window=4
          --set prefetsch=4      | unknown setting: prefetsch=4 block=schedule; nearest names: prefetch
          --cache 0              | cacheEntries must lie in 1..4096: cacheEntries=0
          --cache big            | Invalid value for option '--cache'
          """)
  void shouldRefuseWithOneLine(String options, String message) {
    CommandRun.of(("explore schedule " + options).split(" ")).assertRefused(message);
  }
}
