package tandem.model.time;

/** In which cycles one side of a stream is willing to move a record. */
@FunctionalInterface
public interface CyclePattern {
  CyclePattern ALWAYS = cycle -> true;

  /** A function of the cycle alone, so that asking twice changes nothing. */
  boolean ready(long cycle);
}
