package tandem.cosim.workrequest;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What the cache was told when it asked whether a connection waits in the window, for the model's
 * choice of a victim. The cache asks one candidate a cycle; one that only now became a candidate it
 * cannot have asked about, and passes over.
 */
final class WindowAnswers implements CacheWindow {
  private final List<CacheLog.Answer> answers;
  private final Map<Integer, CacheLog.Answer> latest = new HashMap<>();
  private final Map<Integer, Long> entered = new HashMap<>();
  private int next;
  private long cycle;
  private long lastLoad = -1;
  private long notAsked;

  WindowAnswers(List<CacheLog.Answer> answers) {
    this.answers = answers;
  }

  /** Takes in the answers up to a cycle. */
  @Override
  public void advance(long nowCycle) {
    cycle = nowCycle;
    for (; next < answers.size() && answers.get(next).cycle() <= nowCycle; next++) {
      latest.put(answers.get(next).connection(), answers.get(next));
    }
  }

  /** The context of a connection may from this cycle on be a candidate. */
  @Override
  public void entered(int connection) {
    entered.put(connection, cycle);
  }

  /** A load has begun: whoever looks for a victim after it asks anew. */
  @Override
  public void loadBegun() {
    lastLoad = cycle;
  }

  /** Candidates that the cache could not have asked about. */
  @Override
  public long allowed() {
    return notAsked;
  }

  @Override
  public boolean occurs(int connection) {
    if (entered.getOrDefault(connection, -1L) == cycle) {
      notAsked++;
      return true;
    }
    CacheLog.Answer answer = latest.get(connection);
    if (answer == null || answer.cycle() <= lastLoad) {
      throw CacheMismatch.number(
          cycle,
          "connection=" + connection,
          "asked",
          "after cycle " + lastLoad,
          answer == null ? "never" : answer.cycle(),
          "WR-26: under LOOKAHEAD the oldest is not passed over without asking");
    }
    return answer.inWindow();
  }
}
