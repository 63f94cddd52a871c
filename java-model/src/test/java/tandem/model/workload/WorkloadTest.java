package tandem.model.workload;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import org.apache.commons.math3.distribution.ZipfDistribution;
import org.apache.commons.math3.random.Well19937c;
import org.apache.commons.math3.stat.descriptive.SummaryStatistics;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tandem.model.record.WorkOp;

/** Workloads against their theoretical mean and variance. */
class WorkloadTest {
  private static final int SAMPLES = 200_000;

  private static SummaryStatistics sample(ConnectionChoice choice) {
    SummaryStatistics statistics = new SummaryStatistics();
    for (int i = 0; i < SAMPLES; i++) {
      statistics.addValue(choice.next());
    }
    return statistics;
  }

  @Test
  void uniform_shouldHaveItsMeanAndVariance() {
    SummaryStatistics found = sample(ConnectionChoices.uniform(1000, new Well19937c(1)));
    assertEquals(499.5, found.getMean(), 3);
    assertEquals((1e6 - 1) / 12, found.getVariance(), 1000);
    assertEquals(0, found.getMin());
    assertEquals(999, found.getMax());
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.5, 0.99, 1.5})
  void zipf_shouldHaveItsMeanAndVariance(double exponent) {
    SummaryStatistics found = sample(ConnectionChoices.zipf(1000, exponent, new Well19937c(2)));
    ZipfDistribution theory = new ZipfDistribution(1000, exponent);
    double deviation = Math.sqrt(theory.getNumericalVariance());
    assertEquals(theory.getNumericalMean() - 1, found.getMean(), 0.01 * deviation);
    assertEquals(1, found.getVariance() / theory.getNumericalVariance(), 0.03);
  }

  @Test
  void roundRobin_shouldTakeTurns() {
    ConnectionChoice choice = ConnectionChoices.roundRobin(3);
    assertEquals(
        List.of(0, 1, 2, 0, 1),
        Arrays.asList(next(choice), next(choice), next(choice), next(choice), next(choice)));
  }

  private static int next(ConnectionChoice choice) {
    return choice.next();
  }

  @ParameterizedTest
  @ValueSource(doubles = {1, 4, 20})
  void bursts_shouldHaveGeometricLengths(double mean) {
    ConnectionChoice choice =
        ConnectionChoices.bursts(ConnectionChoices.roundRobin(1000), mean, new Well19937c(3));
    SummaryStatistics lengths = new SummaryStatistics();
    int length = 1;
    int previous = choice.next();
    for (int i = 0; i < SAMPLES; i++) {
      int connection = choice.next();
      if (connection == previous) {
        length++;
      } else {
        lengths.addValue(length);
        length = 1;
        previous = connection;
      }
    }
    assertEquals(mean, lengths.getMean(), 0.03 * mean);
    assertEquals(mean * (mean - 1), lengths.getVariance(), 0.06 * mean * mean);
  }

  @Test
  void shiftingSet_shouldStayInItsSetAndMoveOn() {
    ConnectionChoice choice = ConnectionChoices.shiftingSet(100, 30, 500, new Well19937c(4));
    int[][] ranges = {{0, 30}, {30, 60}, {60, 90}, {90, 120}};
    for (int[] range : ranges) {
      SummaryStatistics found = new SummaryStatistics();
      for (int i = 0; i < 500; i++) {
        int connection = choice.next();
        found.addValue(connection < range[1] - 100 ? connection + 100 : connection);
      }
      assertTrue(found.getMin() >= range[0] && found.getMax() < range[1]);
      assertEquals((range[0] + range[1] - 1) / 2.0, found.getMean(), 1.5);
      assertEquals((30 * 30 - 1) / 12.0, found.getVariance(), 12);
    }
  }

  @Test
  void pairs_shouldStandAtTheirDistance() {
    Requests pairs = Requests.pairs(ConnectionChoices.roundRobin(10), WorkOp.WRITE, 3, 12);
    assertArrayEquals(new int[] {0, 1, 2, 0, 1, 2, 3, 4, 5, 3, 4, 5}, pairs.connections());
    pairs.advance();
    assertEquals(WorkOp.WRITE.code(), pairs.op());
    for (int i = 0; i < 3; i++) {
      pairs.advance();
    }
    assertEquals(WorkOp.SEND.code(), pairs.op());
    assertThrows(
        IllegalArgumentException.class,
        () -> Requests.pairs(ConnectionChoices.roundRobin(10), WorkOp.BIND, 4, 12));
  }

  @Test
  void poisson_shouldHaveExponentialGaps() {
    Arrivals arrivals = Arrivals.poisson(0.01, new Well19937c(5));
    SummaryStatistics gaps = new SummaryStatistics();
    long previous = 0;
    for (int i = 0; i < SAMPLES; i++) {
      long cycle = arrivals.nextCycle();
      gaps.addValue(cycle - previous);
      previous = cycle;
    }
    assertEquals(100, gaps.getMean(), 1);
    assertEquals(1, gaps.getVariance() / 1e4, 0.03);
  }

  @Test
  void onOff_shouldHaveItsMeanRateAndMoreVarianceThanPoisson() {
    Arrivals arrivals = Arrivals.onOff(0.5, 200, 600, new Well19937c(6));
    SummaryStatistics counts = new SummaryStatistics();
    long last = 0;
    long windowEnd = 1000;
    int count = 0;
    for (int i = 0; i < SAMPLES; i++) {
      last = arrivals.nextCycle();
      for (; last >= windowEnd; windowEnd += 1000) {
        counts.addValue(count);
        count = 0;
      }
      count++;
    }
    assertEquals(0.5 * 200 / 800, SAMPLES / (double) last, 0.005);
    assertEquals(125, counts.getMean(), 4);
    // Renewal theory: rate^2 times the variance of the time on, and the Poisson part.
    assertTrue(counts.getVariance() > 5 * counts.getMean());
  }

  @Test
  void saturated_shouldPostAtOnce() {
    assertEquals(0, Arrivals.saturated().nextCycle());
  }

  @Test
  void shouldRepeatItselfWithTheSameSeed() {
    int[] first =
        Requests.sends(ConnectionChoices.zipf(500, 0.99, new Well19937c(9)), 1000).connections();
    int[] second =
        Requests.sends(ConnectionChoices.zipf(500, 0.99, new Well19937c(9)), 1000).connections();
    assertArrayEquals(first, second);
  }

  @Test
  void belady_shouldFindTheFewestMisses() {
    int[] sequence = {1, 2, 3, 4, 1, 2, 5, 1, 2, 3, 4, 5};
    assertEquals(7, BeladyOptimum.misses(sequence, 3));
    assertEquals(6, BeladyOptimum.misses(sequence, 4));
    assertEquals(12, BeladyOptimum.misses(sequence, 1));
    assertEquals(5, BeladyOptimum.misses(sequence, 5));
    int[] roundRobin = Requests.sends(ConnectionChoices.roundRobin(5), 5000).connections();
    // Of five in turn with four places one in four misses once the cache is full.
    assertEquals(4 + 4996 / 4, BeladyOptimum.misses(roundRobin, 4), 1);
  }
}
