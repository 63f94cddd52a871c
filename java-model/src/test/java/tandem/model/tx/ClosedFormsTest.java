package tandem.model.tx;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.apache.commons.math3.random.Well19937c;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import tandem.model.record.WorkOp;
import tandem.model.workload.ConnectionChoice;
import tandem.model.workload.ConnectionChoices;
import tandem.model.workload.Requests;

/** The numbers of the specification that say when looking ahead pays. */
class ClosedFormsTest {

  @ParameterizedTest
  @EnumSource(QueueFormat.class)
  void roundRobin_shouldMissAsTheClosedFormSays(QueueFormat format) {
    int[] limits = {0, 1, 2, 3, 8};
    int runs = 0;
    for (int n : new int[] {4, 8}) {
      for (int k : new int[] {1, 5, 16}) {
        for (int window = 1; window <= 4 * n; window++) {
          for (int limit : limits) {
            WorkRequestConfig config =
                Runs.config(window, n - 1).with("batchLimit", limit).with(format);
            Runs run = Runs.of(config, Requests.sends(ConnectionChoices.roundRobin(n), n * k));
            int b = limit == 0 ? Integer.MAX_VALUE : limit;
            int g = Math.min(Math.min(k, b), 1 + (window - 1) / n);
            long misses = (long) n * ((k + g - 1) / g);
            assertEquals(misses, run.count("misses"), () -> "k=" + k + " " + config);
            assertEquals(misses, run.count("loads"));
            assertEquals(misses, run.count("batches"));
            runs++;
          }
        }
      }
    }
    assertEquals(3 * (16 + 32) * 5, runs);
  }

  @Test
  void abcabc_shouldMissSixTimesInOrderAndThreeTimesWithAWindowOfFour() {
    for (int window = 1; window <= 8; window++) {
      Runs run = Runs.of(Runs.config(window, 1), 0, 1, 2, 0, 1, 2);
      if (window < 4) {
        assertEquals(List.of(0, 1, 2, 0, 1, 2), run.connections());
        assertEquals(6, run.count("misses"));
        assertEquals(0, run.count("hits"));
      } else {
        assertEquals(List.of(0, 0, 1, 1, 2, 2), run.connections());
        assertEquals(List.of(0L, 3L, 1L, 4L, 2L, 5L), run.entries());
        assertEquals(3, run.count("misses"));
        assertEquals(3, run.count("hits"));
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"BIND, 1", "BIND, 4", "BIND, 8", "WRITE, 8", "BIND, 32", "WRITE, 63"})
  void pairs_shouldHitInHalfTheCasesFromAWindowOfDistancePlusOneOn(WorkOp first, int distance) {
    for (int entries : new int[] {1, 2}) {
      if (distance > entries) {
        assertTrue(pairHits(first, distance, distance, entries, 0) < 0.01);
      }
      assertEquals(0.5, pairHits(first, distance, distance + 1, entries, 0), 0.01);
    }
    assertEquals(
        0.5, pairHits(first, distance, 1, distance, 0), 0.01, "cache as large as distance");
  }

  @Test
  void pairs_shouldHitAsOftenAsTheSpecificationMeasured() {
    assertEquals(0.007, pairHits(WorkOp.BIND, 8, 8, 1, 1000), 0.004);
    assertEquals(0.5, pairHits(WorkOp.BIND, 8, 9, 1, 1000), 0.01);
  }

  /**
   * @param connections chosen from uniformly, 0 for a new one each time
   */
  private static double pairHits(
      WorkOp first, int distance, int window, int entries, int connections) {
    int[] next = {0};
    ConnectionChoice choice =
        connections == 0
            ? () -> next[0]++
            : ConnectionChoices.uniform(connections, new Well19937c(distance));
    int count = 2 * distance * 100;
    Runs run =
        Runs.of(Runs.config(window, entries), Requests.pairs(choice, first, distance, count));
    return (double) run.count("hits") / count;
  }

  @Test
  void shouldGainNothingWhereTheCacheHoldsAllOrTheWindowEndsBeforeTheReuse() {
    Requests requests = Requests.sends(ConnectionChoices.roundRobin(16), 1600);
    for (long window : new long[] {1, 8, 64}) {
      assertEquals(16, Runs.of(Runs.config(window, 16), requests.rewind()).count("misses"));
    }
    assertEquals(1600, Runs.of(Runs.config(1, 8), requests.rewind()).count("misses"));
    assertEquals(1600, Runs.of(Runs.config(16, 8), requests.rewind()).count("misses"));
    assertEquals(800, Runs.of(Runs.config(17, 8), requests.rewind()).count("misses"));
  }

  @Test
  void roundRobin_shouldKeepMostOfTheCacheUnderProtection() {
    Requests requests = Requests.sends(ConnectionChoices.roundRobin(64), 64 * 200);
    WorkRequestConfig config = Runs.config(1, 48);
    long lru = Runs.of(config, requests.rewind()).count("hits");
    long kept = Runs.of(config.with(Replacement.PROTECTED), requests.rewind()).count("hits");
    assertEquals(0, lru);
    assertTrue(kept > 64 * 200 / 2, "hits=" + kept);
  }

  @Test
  void uniform_shouldHitMoreWhereTheVictimIsNotInTheWindow() {
    ConnectionChoice choice = ConnectionChoices.uniform(64, new Well19937c(5));
    Requests requests = Requests.sends(choice, 20_000);
    WorkRequestConfig config =
        Runs.CONFIG.with(Map.of("window", 32L, "cacheEntries", 16L, "batchLimit", 1L));
    long lru = Runs.of(config, requests.rewind()).count("hits");
    long ahead = Runs.of(config.with(Replacement.LOOKAHEAD), requests.rewind()).count("hits");
    assertTrue(ahead > lru * 1.1, "lru=" + lru + ", lookahead=" + ahead);
  }
}
