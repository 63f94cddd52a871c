package tandem.cosim.block;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.LongConsumer;
import tandem.bridge.Responder;
import tandem.bridge.Signal;
import tandem.cosim.check.Timeline;
import tandem.cosim.stream.Beat;
import tandem.cosim.stream.Offer;
import tandem.cosim.stream.RunLog;
import tandem.cosim.stream.StreamSession;

/**
 * What stands around a block in a run: records that are offered, answers to what the block gives,
 * and when it is done. Without anything said about that it is done when all that is offered has
 * been taken and nothing moves any more.
 */
public final class Drive {
  private static final long MOST_CALL_CYCLES = 64;
  private static final long QUIET_CYCLES = 256;

  /** Somebody who looks at the records of a stream while the block runs. */
  private record Watch<R extends Record>(String stream, Class<R> type, Consumer<Beat<R>> action) {
    void join(Timeline timeline) {
      timeline.on(stream, type, action);
    }
  }

  private final Map<String, List<? extends Offer<?>>> offers = new LinkedHashMap<>();
  private final List<Answers<?>> answers = new ArrayList<>();
  private final List<Watch<?>> watches = new ArrayList<>();
  private final Map<String, Responder> responders = new LinkedHashMap<>();
  private final Map<String, Long> held = new LinkedHashMap<>();
  private final List<Function<Function<String, Signal>, LongConsumer>> pinAgents =
      new ArrayList<>();
  private final Map<String, Long> ends = new LinkedHashMap<>();
  private long callCycles = Long.MAX_VALUE;
  private long tailCycles = QUIET_CYCLES;
  private boolean isTailExact;

  /** Offers records on a stream into the block; the list may grow while the block runs. */
  public <R extends Record> void offer(String stream, List<Offer<R>> records) {
    if (offers.put(stream, records) != null) {
      throw new IllegalStateException("two sources: stream=" + stream);
    }
  }

  /**
   * Lets a stream into the block have answers to what the block gives.
   *
   * @param leastCycles from something that the block gives to the answer, at least 1
   */
  public <R extends Record> Answers<R> answer(String stream, long leastCycles) {
    Answers<R> queue = new Answers<>();
    offer(stream, queue.offers());
    answers.add(queue);
    // Nothing may be asked whose answer goes before answers already offered.
    callCycles = Math.min(callCycles, Math.min(leastCycles, MOST_CALL_CYCLES));
    return queue;
  }

  /** Lets an agent beside the RTL answer one stream at another, without a word of Java. */
  public void respond(Responder responder) {
    responders.put(responder.response(), responder);
  }

  /** The agent that answers at a stream into the block; null if there is none. */
  Responder responder(String stream) {
    return responders.get(stream);
  }

  /** Lets somebody who answers look at the records of a stream. */
  public <R extends Record> void on(String stream, Class<R> type, Consumer<Beat<R>> action) {
    watches.add(new Watch<>(stream, type, action));
  }

  /** Lets an input that belongs to no stream have a value during the run. */
  public void hold(String input, long value) {
    held.put(input, value);
  }

  /** The values of inputs that belong to no stream. */
  Map<String, Long> held() {
    return held;
  }

  /**
   * Lets somebody stand at pins that belong to no stream. One call of the engine a cycle then.
   *
   * @param agent is given the pins by name; what it gives is told of every cycle, by its number
   *     from the start on, when it is visible, and may write for the next
   */
  public void atPins(Function<Function<String, Signal>, LongConsumer> agent) {
    pinAgents.add(agent);
    callCycles = 1;
  }

  /** The run is done when a stream has made that many handshakes; of several all, in turn. */
  public Drive until(String stream, long handshakes) {
    ends.put(stream, handshakes);
    return this;
  }

  /** Then so many more cycles are run. */
  public void thenRun(long cycles) {
    tailCycles = cycles;
    isTailExact = true;
  }

  /**
   * Then it is run until nothing has crossed any stream for so many cycles and no answer is left.
   */
  public void thenUntilQuiet(long cycles) {
    tailCycles = cycles;
    isTailExact = false;
  }

  /** How many records are offered on a stream, before the run those that are no answers. */
  public int offered(String stream) {
    return offers.get(stream).size();
  }

  /** The streams on which something is offered. */
  Set<String> streams() {
    return offers.keySet();
  }

  /** What is offered on a stream; null if nobody offers anything. */
  @SuppressWarnings("unchecked") // the codec refuses other records
  <R extends Record> List<Offer<R>> offers(String stream) {
    return (List<Offer<R>>) offers.get(stream);
  }

  /**
   * Runs the block until it is done.
   *
   * @param pins of the design by name
   * @param beforeCall is told before every call of the engine
   */
  void run(StreamSession session, Function<String, Signal> pins, RunLog log, Runnable beforeCall) {
    List<LongConsumer> atPins = pinAgents.stream().map(agent -> agent.apply(pins)).toList();
    Timeline seen = new Timeline(log);
    watches.forEach(watch -> watch.join(seen));
    if (ends.isEmpty()) {
      offers.forEach((stream, records) -> until(stream, records.size()));
    }
    LongConsumer look =
        nowCycle -> {
          seen.play();
          atPins.forEach(agent -> agent.accept(nowCycle - log.startCycle()));
          answers.forEach(queue -> queue.offerUntil(nowCycle + callCycles, log.startCycle()));
          beforeCall.run();
        };
    for (Map.Entry<String, Long> end : ends.entrySet()) {
      long handshakes = end.getValue();
      if (handshakes > 0 && !session.runUntil(end.getKey(), handshakes, callCycles, look)) {
        return; // it hangs
      }
    }
    if (isTailExact) {
      session.runOn(tailCycles, callCycles, look);
    } else {
      session.runUntilQuiet(
          tailCycles, callCycles, look, () -> answers.stream().allMatch(Answers::isEmpty));
    }
  }
}
