package tandem.cosim.stream;

import java.util.Random;
import tandem.bridge.Pauses;
import tandem.model.time.CyclePattern;

/**
 * How an agent pauses, as a case file states it.
 *
 * @param kind which pattern
 * @param amount percent of paused cycles for RANDOM, longest run in cycles for BURSTS, paused
 *     cycles of every four for REGULAR, unused for NEVER
 * @param seed of the random patterns
 */
public record PauseSpec(Kind kind, int amount, long seed) {
  /** The patterns there are. */
  public enum Kind {
    NEVER,
    REGULAR,
    RANDOM,
    BURSTS
  }

  private static final int REGULAR_PERIOD_CYCLES = 4;

  /** Never pauses. */
  public static final PauseSpec NEVER = new PauseSpec(Kind.NEVER, 0, 0);

  /** One of all patterns. */
  public static PauseSpec any(Random random) {
    Kind kind = Kind.values()[random.nextInt(Kind.values().length)];
    return switch (kind) {
      case NEVER -> NEVER;
      case REGULAR -> new PauseSpec(kind, 1 + random.nextInt(REGULAR_PERIOD_CYCLES - 1), 0);
      case RANDOM -> new PauseSpec(kind, random.nextInt(90), random.nextLong());
      case BURSTS -> new PauseSpec(kind, 1 + random.nextInt(40), random.nextLong());
    };
  }

  /** The pattern itself. */
  public Pauses pattern() {
    return switch (kind) {
      case NEVER -> Pauses.never();
      case REGULAR -> Pauses.regular(amount, REGULAR_PERIOD_CYCLES);
      case RANDOM -> Pauses.random(seed, amount);
      case BURSTS -> Pauses.bursts(seed, amount);
    };
  }

  /** In which cycles an agent with such pauses is ready. */
  public CyclePattern ready() {
    Pauses pauses = pattern();
    return cycle -> !pauses.at(cycle);
  }
}
