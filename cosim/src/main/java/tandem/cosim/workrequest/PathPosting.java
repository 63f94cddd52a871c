package tandem.cosim.workrequest;

import tandem.model.record.DoorbellWrite;

/**
 * A request that the host of a scenario posts: its descriptor, then its doorbell.
 *
 * @param afterCycles first cycle in which the doorbell may be offered, counted from the start
 * @param doorbell what is written; the descriptor says the same
 * @param missing whether the descriptor is not there, a doorbell beyond what was posted
 */
public record PathPosting(long afterCycles, DoorbellWrite doorbell, boolean missing) {
  /** A request that may be posted at once. */
  public static PathPosting of(DoorbellWrite doorbell) {
    return new PathPosting(0, doorbell, false);
  }
}
