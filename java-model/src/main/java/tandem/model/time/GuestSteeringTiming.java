package tandem.model.time;

import java.util.Arrays;
import java.util.Locale;
import java.util.function.IntConsumer;
import java.util.function.IntUnaryOperator;
import tandem.model.Require;

/**
 * Predicts in which cycle every record of guest steering moves (GS-70 to GS-76), one cycle after
 * the other. What a frame becomes depends on the order of headers and commands, which only the
 * prediction knows; so it tells each of them, in that order, to who applies the model.
 */
public final class GuestSteeringTiming {
  /** Most frames inside (GS-70). */
  public static final int FRAMES_INSIDE = 16;

  /** Cycles from a header to the first offer of its first copy (GS-71). */
  public static final int FRAME_CYCLES = 6;

  /** Cycles from a command to the first offer of its answer (GS-75). */
  public static final int COMMAND_CYCLES = 6;

  /** Cycles behind a command of the trusted guest in which no header is taken (GS-74). */
  public static final int HOLD_CYCLES = 6;

  /** One for every guest and one for the wire. */
  private static final int MAX_COPIES = 257;

  private static final long NEVER = -1;

  private final SteeringTraffic traffic;
  private final IntUnaryOperator copiesOf;
  private final IntConsumer commandTaken;
  private final SteppedSource headers;
  private final SteppedSource commands;
  private final int[] firstCopy;
  private final long[] answerCycles;
  private long[] outCycles = new long[FRAMES_INSIDE];
  private int copies;
  private int frames;
  private int answers;
  private long heldUntilCycle = NEVER;

  private GuestSteeringTiming(
      SteeringTraffic traffic, IntUnaryOperator copiesOf, IntConsumer commandTaken) {
    this.traffic = traffic;
    this.copiesOf = copiesOf;
    this.commandTaken = commandTaken;
    headers = new SteppedSource(traffic.headerCycles(), traffic.headerSource());
    commands = new SteppedSource(traffic.commandCycles(), traffic.commandSource());
    firstCopy = new int[traffic.headerCycles().length + 1];
    answerCycles = new long[traffic.commandCycles().length];
  }

  /**
   * Predicts a run.
   *
   * @param copiesOf called with the number of each header at its handshake: the number of its
   *     copies, 1..257
   * @param commandTaken called with the number of each command at its handshake, in one order with
   *     the headers; behind the header of the same cycle, which sees the tables without it
   * @param horizonCycle cycle by which everything must have ended
   * @throws IllegalStateException if it has not
   * @throws IllegalArgumentException for a number of copies outside its range
   */
  public static SteeringPrediction predict(
      SteeringTraffic traffic,
      IntUnaryOperator copiesOf,
      IntConsumer commandTaken,
      long horizonCycle) {
    return new GuestSteeringTiming(traffic, copiesOf, commandTaken).run(horizonCycle);
  }

  private SteeringPrediction run(long horizonCycle) {
    long cycle = 0;
    for (; !ended(); cycle++) {
      if (cycle > horizonCycle) {
        throw new IllegalStateException(
            String.format(
                Locale.ROOT,
                "not ended by horizonCycle=%d: headers=%d of %d, frames=%d, commands=%d of %d,"
                    + " answers=%d",
                horizonCycle,
                headers.moved(),
                headers.moveCycles().length,
                frames,
                commands.moved(),
                commands.moveCycles().length,
                answers));
      }
      step(cycle);
    }
    return new SteeringPrediction(
        headers.moveCycles(),
        firstCopy,
        Arrays.copyOf(outCycles, copies),
        commands.moveCycles(),
        answerCycles,
        cycle - 1);
  }

  /** What moves depends only on the state that the cycles before have left (GS-73). */
  private void step(long cycle) {
    boolean headerMoves = headers.offers(cycle) && headerReady(cycle);
    boolean commandMoves = commands.offers(cycle) && commands.moved() == answers;
    boolean copyMoves = copyOffered(cycle) && traffic.outSink().ready(cycle);
    boolean answerMoves = answerOffered(cycle) && traffic.answerSink().ready(cycle);
    if (headerMoves) {
      takeHeader(cycle);
    }
    if (commandMoves) {
      takeCommand(cycle);
    }
    if (copyMoves) {
      giveCopy(cycle);
    }
    if (answerMoves) {
      answerCycles[answers++] = cycle;
    }
  }

  private boolean headerReady(long cycle) {
    return headers.moved() - frames < FRAMES_INSIDE && cycle > heldUntilCycle;
  }

  private boolean copyOffered(long cycle) {
    if (frames == headers.moved()) {
      return false;
    }
    // Behind the first copy the frame is long ready, and the copy before moved in another cycle.
    return cycle >= headers.moveCycles()[frames] + FRAME_CYCLES;
  }

  private boolean answerOffered(long cycle) {
    return answers < commands.moved() && cycle >= commands.moveCycles()[answers] + COMMAND_CYCLES;
  }

  private void takeHeader(long cycle) {
    int number = headers.move(cycle);
    int added = copiesOf.applyAsInt(number);
    Require.range("copies", added, 1, MAX_COPIES);
    firstCopy[number + 1] = firstCopy[number] + added;
  }

  private void takeCommand(long cycle) {
    int number = commands.move(cycle);
    commandTaken.accept(number);
    if (traffic.trusted()[number]) {
      heldUntilCycle = cycle + HOLD_CYCLES;
    }
  }

  private void giveCopy(long cycle) {
    if (copies == outCycles.length) {
      outCycles = Arrays.copyOf(outCycles, 2 * copies);
    }
    outCycles[copies++] = cycle;
    if (copies == firstCopy[frames + 1]) {
      frames++;
    }
  }

  private boolean ended() {
    return headers.ended()
        && commands.ended()
        && frames == headers.moved()
        && answers == commands.moved();
  }
}
