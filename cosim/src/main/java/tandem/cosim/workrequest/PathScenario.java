package tandem.cosim.workrequest;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.util.AbstractList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tandem.cosim.stream.Offer;
import tandem.model.record.ConnectionCommand;
import tandem.model.record.DoorbellWrite;
import tandem.model.record.WorkOp;

/**
 * Everything that decides one run of the work-request path; what a case file stores and replay
 * repeats.
 *
 * @param name what the scenario is, for messages
 * @param settings parameters and registers that differ from their defaults, by name
 * @param initialSeed of the registers' and memories' initial state
 * @param postings the requests in posting order
 * @param commands of the host, in order
 * @param host how host memory answers
 * @param pauses of all agents
 * @param heldBarriers how many barriers at the beginning are completed only when every queue is
 *     full or all is posted, so that nothing is picked before
 */
@JsonIgnoreProperties(ignoreUnknown = false)
public record PathScenario(
    String name,
    Map<String, Long> settings,
    long initialSeed,
    List<PathPosting> postings,
    List<Offer<ConnectionCommand>> commands,
    PathHostSpec host,
    PathPauses pauses,
    int heldBarriers) {
  /** Lets the barriers be picked before anything is in their windows. */
  private static final long BARRIER_CYCLES = 64;

  /** A scenario on the reference machine, without pauses. */
  public static PathScenario of(
      String name, Map<String, Long> settings, List<DoorbellWrite> doorbells) {
    return new PathScenario(
        name,
        settings,
        0,
        doorbells.stream().map(PathPosting::of).toList(),
        List.of(),
        PathHostSpec.REFERENCE,
        PathPauses.NEVER,
        0);
  }

  public PathScenario withPostings(List<PathPosting> newPostings) {
    return new PathScenario(
        name, settings, initialSeed, newPostings, commands, host, pauses, heldBarriers);
  }

  public PathScenario withCommands(List<Offer<ConnectionCommand>> newCommands) {
    return new PathScenario(
        name, settings, initialSeed, postings, newCommands, host, pauses, heldBarriers);
  }

  public PathScenario withHost(PathHostSpec newHost) {
    return new PathScenario(
        name, settings, initialSeed, postings, commands, newHost, pauses, heldBarriers);
  }

  public PathScenario withPausesAndSeed(PathPauses newPauses, long seed) {
    return new PathScenario(
        name, settings, seed, postings, commands, host, newPauses, heldBarriers);
  }

  /**
   * The same requests behind barriers of an unknown connection, one for each queue, which hold
   * everything back until the queues are full or all is posted. The highest connection number is
   * made unknown; no request may have it.
   *
   * @param queues how many there are
   * @param unknown the highest connection number
   */
  public PathScenario startingFull(int queues, int unknown) {
    List<PathPosting> all = new HeldPostings(postings, queues, unknown);
    Map<String, Long> limited = new LinkedHashMap<>(settings);
    limited.merge("connectionLimit", (long) unknown, Math::min);
    return new PathScenario(name, limited, initialSeed, all, commands, host, pauses, queues);
  }

  /** Barriers, then the postings, made as they are asked for: there may be very many. */
  private static final class HeldPostings extends AbstractList<PathPosting> {
    private final List<PathPosting> postings;
    private final int queues;
    private final int unknown;

    HeldPostings(List<PathPosting> postings, int queues, int unknown) {
      this.postings = postings;
      this.queues = queues;
      this.unknown = unknown;
    }

    @Override
    public PathPosting get(int index) {
      if (index < queues) {
        return PathPosting.of(
            new DoorbellWrite(index, unknown, WorkOp.SEND.code(), 0, false, true, false, 0));
      }
      PathPosting posting = postings.get(index - queues);
      long after = BARRIER_CYCLES + posting.afterCycles();
      return new PathPosting(after, posting.doorbell(), posting.missing());
    }

    @Override
    public int size() {
      return queues + postings.size();
    }
  }
}
