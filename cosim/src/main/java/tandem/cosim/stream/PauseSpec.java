package tandem.cosim.stream;

import tandem.bridge.Pauses;

/**
 * How an agent pauses, as a case file states it.
 *
 * @param kind which pattern
 * @param amount percent of paused cycles for RANDOM, longest run in cycles for BURSTS, paused
 *     cycles of every four for REGULAR, else unused
 * @param seed of the random patterns
 */
public record PauseSpec(Kind kind, int amount, long seed) {
  /** The patterns there are. */
  public enum Kind {
    NEVER,
    ALWAYS,
    REGULAR,
    RANDOM,
    BURSTS
  }

  private static final int REGULAR_PERIOD_CYCLES = 4;

  /** Never pauses. */
  public static final PauseSpec NEVER = new PauseSpec(Kind.NEVER, 0, 0);

  /** Pauses until it is given another pattern. */
  public static final PauseSpec ALWAYS = new PauseSpec(Kind.ALWAYS, 0, 0);

  /** The pattern itself. */
  public Pauses pattern() {
    return switch (kind) {
      case NEVER -> Pauses.never();
      case ALWAYS -> Pauses.always();
      case REGULAR -> Pauses.regular(amount, REGULAR_PERIOD_CYCLES);
      case RANDOM -> Pauses.random(seed, amount);
      case BURSTS -> Pauses.bursts(seed, amount);
    };
  }
}
