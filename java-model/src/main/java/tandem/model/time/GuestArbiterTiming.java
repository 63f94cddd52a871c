package tandem.model.time;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.PriorityQueue;
import tandem.model.record.ArbiterAnswer;
import tandem.model.record.ArbiterCommand;
import tandem.model.record.ArbiterStatus;
import tandem.model.record.EndEvent;
import tandem.model.record.PageWrite;
import tandem.model.record.QueueReady;
import tandem.model.record.TurnEvent;
import tandem.model.time.ArbiterPrediction.Moved;
import tandem.model.tx.ArbiterInputs;
import tandem.model.tx.ArbiterListener;
import tandem.model.tx.GuestArbiter;
import tandem.model.tx.GuestArbiterConfig;

/**
 * Predicts in which cycle every record of the guest arbiter moves, one cycle after the other, with
 * neighbours that offer, take and pick as they were told to (GA-50 to GA-62).
 */
public final class GuestArbiterTiming implements ArbiterListener {
  /** Cycles from a command to the first offer of its answer (GA-62). */
  public static final int ANSWER_CYCLES = 3;

  private record Pick(long cycle, int number, int scanner) {}

  private final ArbiterTraffic traffic;
  private final GuestArbiter arbiter;
  private final SteppedSource pages;
  private final SteppedSource commands;
  private final List<Moved<QueueReady>> grants = new ArrayList<>();
  private final List<Moved<ArbiterAnswer>> answers = new ArrayList<>();
  private final List<Moved<TurnEvent>> turns = new ArrayList<>();
  private final List<Moved<EndEvent>> ends = new ArrayList<>();
  private final Map<Long, Integer> pageOfEntry = new HashMap<>();
  private final Deque<QueueReady> offered = new ArrayDeque<>();
  private final PriorityQueue<Pick> picks =
      new PriorityQueue<>(Comparator.comparingLong(Pick::cycle).thenComparingInt(Pick::number));
  private ArbiterAnswer answer;
  private long accepted;
  private boolean picking;

  private GuestArbiterTiming(GuestArbiterConfig config, ArbiterTraffic traffic) {
    this.traffic = traffic;
    arbiter = new GuestArbiter(config, this);
    pages = new SteppedSource(traffic.pageCycles(), traffic.pageSource());
    commands = new SteppedSource(traffic.commandCycles(), traffic.commandSource());
  }

  /**
   * Predicts a run.
   *
   * @param quietCycles it ends when nothing has moved for so many cycles
   * @param horizonCycle by which it must have ended
   * @throws IllegalStateException if it has not
   */
  public static ArbiterPrediction predict(
      GuestArbiterConfig config, ArbiterTraffic traffic, long quietCycles, long horizonCycle) {
    return new GuestArbiterTiming(config, traffic).run(quietCycles, horizonCycle);
  }

  private ArbiterPrediction run(long quietCycles, long horizonCycle) {
    ArbiterInputs crossed = ArbiterInputs.NONE;
    long lastCycle = -1;
    long cycle = 0;
    for (; !ended() || cycle - lastCycle <= quietCycles; cycle++) {
      if (cycle > horizonCycle) {
        throw new IllegalStateException(
            String.format(
                Locale.ROOT,
                "not ended by horizonCycle=%d: pages=%d commands=%d grants=%d answers=%d",
                horizonCycle,
                pages.moved(),
                commands.moved(),
                grants.size(),
                answers.size()));
      }
      int events = turns.size() + ends.size();
      QueueReady grant = offered.peek(); // what this cycle's step adds is offered in the next one
      arbiter.next(crossed);
      crossed = cross(cycle, grant);
      if (!crossed.equals(ArbiterInputs.NONE) || turns.size() + ends.size() > events) {
        lastCycle = cycle;
      }
    }
    return new ArbiterPrediction(
        pages.moveCycles(),
        commands.moveCycles(),
        grants,
        answers,
        turns,
        ends,
        pageOfEntry,
        arbiter.counters(),
        lastCycle);
  }

  private boolean ended() {
    return pages.ended() && commands.ended() && answers.size() == commands.moved();
  }

  private ArbiterInputs cross(long cycle, QueueReady grant) {
    noteEntry();
    boolean grantTaken = grant != null && traffic.outSink().ready(cycle);
    boolean answered = answers.size() < commands.moved() && answerTaken(cycle);
    int picked = pick(cycle);
    boolean commandReady = commands.moved() == answers.size() && !answered;
    PageWrite page = pages.offers(cycle) ? traffic.pages().get(pages.move(cycle)) : null;
    ArbiterCommand command = null;
    if (commands.offers(cycle) && commandReady) {
      command = traffic.commands().get(commands.move(cycle));
    }
    if (answered) {
      answers.add(new Moved<>(answer, cycle));
    }
    if (grantTaken) {
      offered.remove();
      List<Integer> after = traffic.pickCycles();
      int number = grants.size();
      picks.add(new Pick(cycle + after.get(number % after.size()), number, grant.scanner()));
      grants.add(new Moved<>(grant, cycle));
    }
    return new ArbiterInputs(picked, page, command, grantTaken);
  }

  /** The page write of the cycle before, if it was accepted in this one. */
  private void noteEntry() {
    long now = arbiter.accepted();
    if (now > accepted) {
      pageOfEntry.put(accepted, pages.moved() - 1);
      accepted = now;
    }
  }

  private boolean answerTaken(long cycle) {
    return cycle >= commands.moveCycles()[answers.size()] + ANSWER_CYCLES
        && traffic.answerSink().ready(cycle);
  }

  private int pick(long cycle) {
    Pick next = picks.peek();
    picking |= next != null && cycle >= next.cycle && traffic.pickedSource().ready(cycle);
    if (!picking) {
      return -1;
    }
    picking = false;
    return picks.remove().scanner;
  }

  @Override
  public void granted(QueueReady grant) {
    offered.add(grant);
  }

  @Override
  public void answered(ArbiterCommand command, ArbiterStatus status) {
    answer = new ArbiterAnswer(command.tag(), command.issuer(), status);
  }

  @Override
  public void prepared(TurnEvent event) {
    turns.add(new Moved<>(event, arbiter.cycle() + 1));
  }

  @Override
  public void ended(EndEvent event) {
    ends.add(new Moved<>(event, arbiter.cycle()));
  }
}
