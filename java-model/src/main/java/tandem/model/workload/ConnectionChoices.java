package tandem.model.workload;

import org.apache.commons.math3.distribution.GeometricDistribution;
import org.apache.commons.math3.distribution.ZipfDistribution;
import org.apache.commons.math3.random.RandomGenerator;
import tandem.model.Require;

/** The ways to choose connections. Equal generators in equal states give equal choices. */
public final class ConnectionChoices {
  private ConnectionChoices() {}

  /** Every one of {@code connections} with the same probability. */
  public static ConnectionChoice uniform(int connections, RandomGenerator random) {
    Require.range("connections", connections, 1, Integer.MAX_VALUE);
    return () -> random.nextInt(connections);
  }

  /**
   * Connection c with a probability in proportion to 1 / (c + 1)^exponent.
   *
   * @param exponent greater than 0; 0.99 is usual for key-value stores
   */
  public static ConnectionChoice zipf(int connections, double exponent, RandomGenerator random) {
    ZipfDistribution ranks = new ZipfDistribution(random, connections, exponent);
    return () -> ranks.sample() - 1;
  }

  /** 0, 1 .. connections - 1, 0, 1.. */
  public static ConnectionChoice roundRobin(int connections) {
    Require.range("connections", connections, 1, Integer.MAX_VALUE);
    int[] next = {0};
    return () -> {
      int chosen = next[0];
      next[0] = chosen + 1 == connections ? 0 : chosen + 1;
      return chosen;
    };
  }

  /**
   * Repeats each choice of another one; lengths are geometric.
   *
   * @param meanLength mean number of requests of a burst, at least 1; the variance is meanLength *
   *     (meanLength - 1)
   */
  public static ConnectionChoice bursts(
      ConnectionChoice each, double meanLength, RandomGenerator random) {
    if (!(meanLength >= 1)) {
      throw new IllegalArgumentException("meanLength must be at least 1: meanLength=" + meanLength);
    }
    // The distribution counts the failures before the first success, that is the repetitions.
    GeometricDistribution repetitions = new GeometricDistribution(random, 1 / meanLength);
    int[] left = {0, 0};
    return () -> {
      if (left[0] == 0) {
        left[1] = each.next();
        left[0] = repetitions.sample() + 1;
      }
      left[0]--;
      return left[1];
    };
  }

  /**
   * Uniform within a working set that moves on by its whole size now and then.
   *
   * @param connections all there are; the set begins at 0 again behind the last
   * @param setSize connections of the set, 1..connections
   * @param requestsPerSet requests after which the set moves
   */
  public static ConnectionChoice shiftingSet(
      int connections, int setSize, int requestsPerSet, RandomGenerator random) {
    Require.range("setSize", setSize, 1, connections);
    Require.range("requestsPerSet", requestsPerSet, 1, Integer.MAX_VALUE);
    int[] state = {0, 0};
    return () -> {
      if (state[0] == requestsPerSet) {
        state[0] = 0;
        state[1] = (int) (((long) state[1] + setSize) % connections);
      }
      state[0]++;
      return (int) (((long) state[1] + random.nextInt(setSize)) % connections);
    };
  }

  /** The connections of a list, again and again. */
  public static ConnectionChoice repeated(int... connections) {
    int[] list = connections.clone();
    ConnectionChoice places = roundRobin(list.length);
    return () -> list[places.next()];
  }
}
