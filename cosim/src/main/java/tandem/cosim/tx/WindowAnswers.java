package tandem.cosim.tx;

import java.util.BitSet;
import java.util.Random;
import java.util.function.Function;
import java.util.function.LongConsumer;
import tandem.bridge.Signal;

/**
 * Stands in for the scheduler when the cache asks whether a connection waits in the window: a
 * random answer for every cycle.
 */
final class WindowAnswers {
  private static final int PERCENT = 100;

  private final Random random;
  private final int yesPercent;
  private final BitSet answers = new BitSet();
  private int decided = 2;

  /**
   * @param yesPercent how often the answer is yes
   */
  WindowAnswers(long seed, int yesPercent) {
    random = new Random(seed);
    this.yesPercent = yesPercent;
  }

  /** The answer in a cycle, counted from the start of the stimulus; at first it is no. */
  boolean at(long cycle) {
    for (; decided <= cycle; decided++) {
      answers.set(decided, random.nextInt(PERCENT) < yesPercent);
    }
    return answers.get((int) cycle);
  }

  /** Answers during a run. */
  LongConsumer agent(Function<String, Signal> pins) {
    Signal isHere = pins.apply("isHere");
    return cycle -> isHere.set(at(cycle + 1) ? 1 : 0);
  }
}
