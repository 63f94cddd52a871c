package tandem.cosim.workrequest;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import tandem.bridge.Design;
import tandem.bridge.RtlDut;
import tandem.cosim.stream.Beat;
import tandem.cosim.stream.Mode;
import tandem.cosim.stream.Offer;
import tandem.cosim.stream.StreamSession;
import tandem.cosim.stream.TraceWindow;
import tandem.model.record.CommandDone;
import tandem.model.record.Completion;
import tandem.model.record.ConnectionCommand;
import tandem.model.record.ContextBeat;
import tandem.model.record.ContextLoad;
import tandem.model.record.ContextStore;
import tandem.model.record.ContextStored;
import tandem.model.record.DescriptorBeat;
import tandem.model.record.DescriptorFetch;
import tandem.model.record.DoorbellWrite;
import tandem.model.record.PrefetchHint;
import tandem.model.record.Released;
import tandem.model.record.RequestInContext;
import tandem.model.record.ScheduledRequest;
import tandem.model.record.WorkRequest;

/** Runs one scenario on the RTL of the work-request path and writes down all it does. */
final class PathRun {
  /** Cycles without anything after the last completion. */
  private static final int QUIET_CYCLES = 64;

  private static final String COMPLETION = "completion";

  private final StreamSession session;
  private final PathScenario scenario;
  private final PathPauses pauses;
  private final PathHost host;
  private final Optional<Consumer<PathLog>> passed;
  private final int offeredAtOnce;
  private final List<Offer<DoorbellWrite>> posted = new ArrayList<>();
  private List<Beat<DoorbellWrite>> doorbells;
  private PathLog log;
  private int nextPosting;
  private long startCycle;
  private boolean held;
  private int doorbellsBefore = -1;
  private long releasedCycle;

  private PathRun(
      RtlDut dut,
      PathScenario scenario,
      PathImage image,
      TraceWindow trace,
      Optional<Consumer<PathLog>> passed,
      int offeredAtOnce) {
    this.scenario = scenario;
    this.passed = passed;
    this.offeredAtOnce = offeredAtOnce;
    pauses = scenario.pauses();
    session = new StreamSession(dut, Mode.STREAM, trace);
    host = new PathHost(scenario.host(), image);
  }

  /**
   * Runs a scenario.
   *
   * @param image host memory, which the run changes
   * @param passed is given what has passed, again and again, and then it is forgotten, so that a
   *     run can be longer than memory holds; if empty, all is kept
   * @param offeredAtOnce doorbells offered at once where those that have passed are forgotten
   * @throws tandem.bridge.RtlEndedException if an assertion of the RTL fails
   */
  static PathLog run(
      Design design,
      PathScenario scenario,
      Map<String, Long> registers,
      PathImage image,
      TraceWindow trace,
      Optional<Consumer<PathLog>> passed,
      int offeredAtOnce) {
    try (RtlDut dut = design.open(scenario.initialSeed())) {
      return new PathRun(dut, scenario, image, trace, passed, offeredAtOnce).log(registers);
    }
  }

  private PathLog log(Map<String, Long> registers) {
    doorbells = session.offer("doorbell", DoorbellWrite.class, posted, pauses.doorbell());
    HostContextLog contexts =
        new HostContextLog(
            session.collect("contextLoad", ContextLoad.class, pauses.contextLoad()),
            session.offer("contextBeat", ContextBeat.class, host.beats(), pauses.contextBeat()),
            session.collect("contextStore", ContextStore.class, pauses.contextStore()),
            session.offer(
                "contextStored", ContextStored.class, host.stored(), pauses.contextStored()));
    List<Beat<DescriptorFetch>> fetches =
        session.collect("fetch", DescriptorFetch.class, pauses.fetch());
    List<Beat<ConnectionCommand>> commands =
        session.offer("command", ConnectionCommand.class, scenario.commands(), pauses.command());
    List<Beat<CommandDone>> acknowledges =
        session.collect("acknowledge", CommandDone.class, pauses.acknowledge());
    host.attach(doorbells, contexts, fetches);
    held = scenario.heldBarriers() > 0;
    List<Beat<Completion>> completions =
        session.collect(COMPLETION, Completion.class, pauses.completion());
    if (held) {
      session.hold(COMPLETION);
    }
    log =
        new PathLog(
            0,
            0,
            0,
            doorbells,
            commands,
            acknowledges,
            session.observe("scheduled", ScheduledRequest.class),
            session.observe("hint", PrefetchHint.class),
            CacheEventLog.observe(session),
            session.observe("inContext", RequestInContext.class),
            contexts,
            fetches,
            session.offer("fetchBeat", DescriptorBeat.class, host.lines(), pauses.fetchBeat()),
            session.observe("workRequest", WorkRequest.class),
            session.observe("released", Released.class),
            completions,
            Map.of());
    return ended(registers);
  }

  private PathLog ended(Map<String, Long> registers) {
    startCycle = session.start(registers);
    boolean all = run(COMPLETION, scenario.postings().size());
    all = all && run("acknowledge", scenario.commands().size());
    if (all) {
      // Write-backs, loads ahead and events that are still under way.
      PathHostSpec spec = scenario.host();
      long cycles = 2L * (spec.latencyCycles() + spec.jitterCycles()) + QUIET_CYCLES;
      session.runOn(cycles, host.callCycles(), this::advance);
    }
    return log.ended(startCycle, session.cycle(), releasedCycle, session.finish());
  }

  private boolean run(String stream, long handshakes) {
    return handshakes == 0
        || session.runUntil(stream, handshakes, host.callCycles(), this::advance);
  }

  private void advance(long nowCycle) {
    post();
    host.advance(nowCycle, startCycle);
    if (held && isFull()) {
      held = false;
      session.pause(COMPLETION, pauses.completion());
      releasedCycle = nowCycle + 1;
    }
    doorbellsBefore = doorbells.size();
    if (passed.isPresent() && !held) {
      passed.get().accept(log);
      host.forget();
      session.forgetPassed();
    }
  }

  /** Offers further doorbells, so many that none is ever late. */
  private void post() {
    List<PathPosting> all = scenario.postings();
    for (; nextPosting < all.size() && posted.size() < mostOffered(); nextPosting++) {
      PathPosting posting = all.get(nextPosting);
      posted.add(new Offer<>(posting.afterCycles(), posting.doorbell()));
    }
  }

  private int mostOffered() {
    return passed.isPresent() ? offeredAtOnce : Integer.MAX_VALUE;
  }

  /** Whether all is posted or nothing could be posted during the last call. */
  private boolean isFull() {
    boolean more = doorbells.size() < scenario.postings().size();
    return !more
        || doorbells.size() > scenario.heldBarriers() && doorbells.size() == doorbellsBefore;
  }
}
