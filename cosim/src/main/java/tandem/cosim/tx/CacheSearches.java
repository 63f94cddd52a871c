package tandem.cosim.tx;

import java.util.Queue;
import tandem.cosim.stream.Beat;
import tandem.model.record.ScheduledRequest;
import tandem.model.tx.CacheFollower;

/** What may be looked at when a request or a hint needs a place. */
final class CacheSearches implements AskedWindow.Candidates {
  private interface Search {
    boolean fits(int wanting, boolean forHint);
  }

  private final CacheFollower follower;
  private final HintFollow hints;
  private final Queue<Beat<ScheduledRequest>> taken;

  /**
   * @param taken the requests that have not been looked up
   */
  CacheSearches(CacheFollower follower, HintFollow hints, Queue<Beat<ScheduledRequest>> taken) {
    this.follower = follower;
    this.hints = hints;
    this.taken = taken;
  }

  @Override
  public boolean isFirst(int connection, long cycle) {
    return any(
        cycle, (wanting, forHint) -> follower.firstCandidate(wanting, forHint) == connection);
  }

  @Override
  public boolean isBehind(int connection, int before, long cycle, long cycles) {
    int distance = follower.distance(before, connection);
    return any(
        cycle,
        (wanting, forHint) ->
            follower.nextCandidate(before, forHint) == connection
                && (forHint ? distance <= cycles : distance == cycles));
  }

  @Override
  public boolean isYoungest(int connection) {
    return follower.nextCandidate(connection, false) < 0
        || follower.nextCandidate(connection, true) < 0;
  }

  @Override
  public boolean endsUncounted(int connection) {
    return follower.nextCandidate(connection, true) < 0
        && follower.nextCandidate(connection, false) >= 0;
  }

  private boolean any(long cycle, Search search) {
    Beat<ScheduledRequest> next = taken.peek();
    return next != null && next.cycle() < cycle && search.fits(next.record().connection(), false)
        || hints.anyBefore(cycle, hinted -> search.fits(hinted, true));
  }
}
