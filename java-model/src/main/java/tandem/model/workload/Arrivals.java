package tandem.model.workload;

import org.apache.commons.math3.distribution.ExponentialDistribution;
import org.apache.commons.math3.random.RandomGenerator;

/** Says in which cycle the next request is posted at the earliest; cycles never go back. */
@FunctionalInterface
public interface Arrivals {
  long nextCycle();

  /** Everything is there from the start. */
  static Arrivals saturated() {
    return () -> 0;
  }

  /**
   * A Poisson process: gaps are exponential with mean and standard deviation 1 / rate.
   *
   * @param rate requests a cycle, greater than 0
   */
  static Arrivals poisson(double rate, RandomGenerator random) {
    ExponentialDistribution gaps = new ExponentialDistribution(random, 1 / rate);
    double[] now = {0};
    return () -> {
      now[0] += gaps.sample();
      return (long) now[0];
    };
  }

  /**
   * A Poisson process that is switched on and off; the lengths of both phases are exponential. The
   * mean rate is rate * meanOn / (meanOn + meanOff).
   *
   * @param rate requests a cycle while on, greater than 0
   * @param meanOn mean cycles of being on
   * @param meanOff mean cycles of being off
   */
  static Arrivals onOff(double rate, double meanOn, double meanOff, RandomGenerator random) {
    ExponentialDistribution gaps = new ExponentialDistribution(random, 1 / rate);
    ExponentialDistribution on = new ExponentialDistribution(random, meanOn);
    ExponentialDistribution off = new ExponentialDistribution(random, meanOff);
    // Time is counted twice: while on only, and with the phases off so far added.
    double[] state = {0, on.sample(), 0};
    return () -> {
      state[0] += gaps.sample();
      while (state[0] > state[1]) {
        state[1] += on.sample();
        state[2] += off.sample();
      }
      return (long) (state[0] + state[2]);
    };
  }
}
