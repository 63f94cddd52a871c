package tandem.cosim.workrequest;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import tandem.bridge.Design;
import tandem.bridge.RtlDut;
import tandem.bridge.Signal;
import tandem.cosim.stream.Beat;
import tandem.cosim.stream.Mode;
import tandem.cosim.stream.StreamSession;
import tandem.cosim.stream.TraceWindow;
import tandem.model.record.CommandDone;
import tandem.model.record.ConnectionCommand;
import tandem.model.record.Released;
import tandem.model.record.RequestInContext;
import tandem.model.tx.Replacement;
import tandem.model.tx.WorkRequestConfig;

/**
 * Runs one scenario on the RTL of the context cache and writes down all it does. Agents stand in
 * for the scheduler in front, host memory and what executes the requests.
 */
final class CacheRun {
  /** Cycles in which nothing more may come. */
  private static final int QUIET_CYCLES = 64;

  /** Long enough for everything under way to end. */
  private static final int MOST_QUIET_ROUNDS = 1000;

  private static final List<String> COUNTED =
      List.of("usesPrefetched", "losesPrefetched", "loadFails", "writesBack");

  private final CacheScenario scenario;
  private final StreamSession session;
  private final CacheFeeder feeder;
  private final HostContextAgent host;
  private final Signal asked;
  private final Signal isHere;
  private final boolean asks;
  private final Random window;
  private final List<CacheLog.Answer> answers = new ArrayList<>();
  private final Map<String, Signal> activity = new LinkedHashMap<>();
  private final Map<String, Long> counted = new LinkedHashMap<>();
  private ExecutionAgent execution;
  private boolean answer;
  private long startCycle;

  private CacheRun(
      RtlDut dut, CacheScenario scenario, WorkRequestConfig config, TraceWindow trace) {
    this.scenario = scenario;
    session = new StreamSession(dut, Mode.CYCLE, trace);
    feeder = new CacheFeeder(scenario, config, dut.signal("lookedUp"));
    host = new HostContextAgent(scenario.host(), config);
    asked = dut.signal("asked");
    isHere = dut.signal("isHere");
    asks = config.replacement() == Replacement.LOOKAHEAD;
    window = new Random(scenario.host().seed() + 1);
    for (String name : COUNTED) {
      activity.put(name, dut.signal("activity_" + name));
      counted.put(name, 0L);
    }
  }

  /**
   * Runs a scenario.
   *
   * @throws tandem.bridge.RtlEndedException if an assertion of the RTL fails
   */
  static CacheLog run(
      Design design, CacheScenario scenario, WorkRequestConfig config, TraceWindow trace) {
    try (RtlDut dut = design.open(scenario.initialSeed())) {
      dut.signal("config_passesMisses").set(config.hitsPassMisses() ? 1 : 0);
      dut.signal("config_replacement").set(config.replacement().code());
      dut.signal("config_queueFormat").set(config.queueFormat().code());
      dut.signal("config_connectionLimit").set(config.connectionLimit());
      dut.signal("config_contextBase").set(config.contextBase());
      return new CacheRun(dut, scenario, config, trace).log();
    }
  }

  private CacheLog log() {
    feeder.attach(session);
    HostContextLog hostLog = host.attach(session, scenario.pauses());
    List<Beat<RequestInContext>> inContext =
        session.collect("out", RequestInContext.class, scenario.pause("out"));
    execution = new ExecutionAgent(scenario.execution(), inContext);
    List<Beat<Released>> released =
        session.offer("released", Released.class, execution.offers(), scenario.pause("released"));
    List<Beat<ConnectionCommand>> commands =
        session.offer(
            "command", ConnectionCommand.class, scenario.commands(), scenario.pause("command"));
    List<Beat<CommandDone>> acknowledges =
        session.collect("acknowledge", CommandDone.class, scenario.pause("acknowledge"));
    CacheEventLog events = CacheEventLog.observe(session);
    session.betweenCycles(this::advance);
    startCycle = session.start(Map.of());
    session.runUntil("out", scenario.requests().size());
    session.runUntil("acknowledge", scenario.commands().size());
    settle(released, inContext);
    session.finish();
    return new CacheLog(
        startCycle,
        session.cycle(),
        feeder.takenRequests(),
        feeder.takenHints(),
        inContext,
        released,
        commands,
        acknowledges,
        hostLog,
        events,
        answers,
        counted);
  }

  /** Lets everything end that is under way. */
  private void settle(List<Beat<Released>> released, List<Beat<RequestInContext>> inContext) {
    for (int round = 0; round < MOST_QUIET_ROUNDS; round++) {
      session.runOn(QUIET_CYCLES);
      boolean isOver =
          host.isIdle()
              && execution.isIdle()
              && released.size() == execution.offers().size()
              && feeder.isIdle();
      if (isOver) {
        session.runOn(QUIET_CYCLES);
        return;
      }
    }
  }

  private void advance() {
    long now = session.cycle();
    activity.forEach((name, signal) -> counted.merge(name, signal.get(), Long::sum));
    if (asks) {
      answers.add(new CacheLog.Answer(now, (int) asked.get(), answer));
      answer = window.nextInt(100) < scenario.inWindowPercent();
      isHere.set(answer ? 1 : 0);
    }
    feeder.advance(now, startCycle);
    host.advance(now, startCycle);
    execution.advance(now, startCycle);
  }
}
