package tandem.model.time;

/** Offers its records one after the other, asked cycle by cycle; an offer once made stays. */
final class SteppedSource {
  private final long[] earliestCycles;
  private final CyclePattern pattern;
  private final long[] moveCycles;
  private int moved;
  private boolean offering;

  /**
   * @param earliestCycles of the records
   * @param pattern cycles in which an offer may begin
   */
  SteppedSource(long[] earliestCycles, CyclePattern pattern) {
    this.earliestCycles = earliestCycles;
    this.pattern = pattern;
    moveCycles = new long[earliestCycles.length];
  }

  /** Whether a record is on offer; to be asked in every cycle. */
  boolean offers(long cycle) {
    offering |= !ended() && cycle >= earliestCycles[moved] && pattern.ready(cycle);
    return offering;
  }

  /** The record on offer is taken; gives its number. */
  int move(long cycle) {
    moveCycles[moved] = cycle;
    offering = false;
    return moved++;
  }

  /** How many have been taken. */
  int moved() {
    return moved;
  }

  /** The cycles in which they were. */
  long[] moveCycles() {
    return moveCycles;
  }

  boolean ended() {
    return moved == earliestCycles.length;
  }
}
