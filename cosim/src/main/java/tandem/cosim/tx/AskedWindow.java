package tandem.cosim.tx;

import java.util.HashMap;
import java.util.Map;
import tandem.cosim.check.Judge;
import tandem.cosim.check.Timeline;
import tandem.cosim.stream.Beat;
import tandem.model.record.WindowEvent;
import tandem.model.tx.VictimChoice;
import tandem.model.tx.WorkRequestConfig;

/**
 * What the cache was told when it asked whether a connection waits in the window, for the model's
 * choice of a victim. The cache asks one candidate a cycle; one that only now became a candidate it
 * cannot have asked about, and passes over.
 */
public final class AskedWindow implements VictimChoice.Window {
  private static final int NONE = -1;

  /** What is answered. */
  public interface Answers {
    /**
     * Whether a connection waits in the window, as far as that is known.
     *
     * @param told what the cache was told
     */
    boolean at(int connection, long cycle, boolean told);
  }

  /** Who may be looked at. */
  interface Candidates {
    /** Whether a connection may be the first that is looked at in a cycle. */
    boolean isFirst(int connection, long cycle);

    /**
     * Whether a connection may be looked at in a cycle behind another one.
     *
     * @param cycles since that one was looked at
     */
    boolean isBehind(int connection, int before, long cycle, long cycles);

    /** Whether a search may come to its end with a connection. */
    boolean isYoungest(int connection);

    /** Whether behind a connection there are only contexts that do not count for a hint. */
    boolean endsUncounted(int connection);
  }

  private final Judge judge;
  private final Answers answers;

  /** The answers of this search. */
  private final Map<Integer, Boolean> search = new HashMap<>();

  private final Map<Integer, Long> entered = new HashMap<>();
  private Candidates candidates;
  private int position;
  private boolean mayGiveWay;
  private int before = NONE;
  private long lastCycle = NONE;
  private long cycle;
  private boolean forHint;
  private long notAsked;

  /**
   * @param answers what is answered
   */
  AskedWindow(Judge judge, Answers answers) {
    this.judge = judge;
    this.answers = answers;
  }

  /** Listens to the cache, which says who may be asked about. */
  void join(Timeline timeline, Candidates whoMay) {
    candidates = whoMay;
    timeline.on("windowEvent", WindowEvent.class, this::asked);
  }

  private void asked(Beat<WindowEvent> beat) {
    int connection = beat.record().connection();
    String tag = "asked=" + connection;
    judge.holds(
        beat.cycle() > lastCycle && isNext(connection, beat.cycle()),
        tag,
        beat,
        "D27, D35: the candidates are looked at one a cycle, from the oldest on");
    judge.same(
        tag,
        new WindowEvent(connection, answers.at(connection, beat.cycle(), beat.record().isHere())),
        beat,
        "D35: the answer is that of its cycle");
    lastCycle = beat.cycle();
    before = connection;
    mayGiveWay =
        !beat.record().isHere()
            || position == WorkRequestConfig.VICTIM_CANDIDATES
            || candidates.isYoungest(connection);
    search.put(connection, beat.record().isHere());
  }

  private boolean isNext(int connection, long nowCycle) {
    long cycles = nowCycle - lastCycle;
    if (connection == before && mayGiveWay && cycles == 1) {
      return true;
    }
    if (before != NONE && candidates.isBehind(connection, before, nowCycle, cycles)) {
      position++;
      return true;
    }
    position = 1;
    search.clear();
    return candidates.isFirst(connection, nowCycle);
  }

  /** The context of a connection may from this cycle on be a candidate. */
  void entered(int connection, long nowCycle) {
    entered.put(connection, nowCycle);
  }

  /** A look-up, or else a hint, is asked of the model for an event of that cycle. */
  void choosesAt(long nowCycle, boolean hint) {
    cycle = nowCycle;
    forHint = hint;
  }

  /** A load has begun: whoever looks for a victim after it asks anew. */
  void loadBegun() {
    before = NONE;
    search.clear();
  }

  /** Candidates that the cache could not have asked about. */
  long allowed() {
    return notAsked;
  }

  @Override
  public boolean occurs(int connection) {
    if (entered.getOrDefault(connection, -1L) == cycle) {
      notAsked++;
      return true;
    }
    Boolean answer = search.get(connection);
    boolean isSearched =
        lastCycle == cycle || forHint && before != NONE && candidates.endsUncounted(before);
    if (answer == null || !isSearched) {
      throw judge.wrong(
          "asked",
          "in a search until cycle " + cycle,
          search.keySet() + " until cycle " + lastCycle,
          "connection=" + connection,
          cycle,
          "WR-26: under LOOKAHEAD the oldest is not passed over without asking");
    }
    return answer;
  }
}
