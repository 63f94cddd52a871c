package tandem.bridge;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tandem.rtlgen.Manifest;

/**
 * Per-cycle mode: the agents are Java and every cycle is one native call, so Java can look at any
 * signal in between. The agents keep the rules of {@code stream_agents.h}.
 */
public final class CycleStreams implements StreamEngine {
  private final Dut dut;
  private final Map<String, CycleAgent> agents = new LinkedHashMap<>();

  /** Null where the design has none. */
  private final Signal reset;

  /** The last cycle that the agents saw. */
  private long ranUntil;

  /** Whether reset was high in it; what is driven since counts from the next on. */
  private boolean inReset;

  public CycleStreams(Dut dut) {
    this.dut = dut;
    String name = dut.manifest().reset();
    this.reset = name.isEmpty() ? null : dut.signal(name);
    this.inReset = isInReset();
  }

  @Override
  public Ring attach(String stream, int capacity) {
    Ring.checkCapacity(stream, capacity);
    Manifest.Stream s = dut.manifest().stream(stream);
    if (agents.containsKey(stream)) {
      throw new IllegalStateException("stream has an agent already: stream=" + stream);
    }
    Ring ring = Ring.allocate(stream, capacity, s.slotBytes());
    agents.put(
        stream,
        s.direction().equals("input")
            ? new CycleSource(dut, s, ring)
            : new CycleSink(dut, s, ring));
    return ring;
  }

  @Override
  public void pause(String stream, Pauses pauses) {
    StreamEngine.requireReady(dut.manifest().stream(stream));
    agent(stream).pauses = pauses;
  }

  @Override
  public void respond(Responder responder) {
    CycleSource source = (CycleSource) agent(responder.response());
    CycleSink sink = (CycleSink) agent(responder.request());
    source.responses =
        new Responses(responder, RecordCopy.of(dut.manifest(), responder), source.recordBytes());
    sink.answering = source.responses;
  }

  @Override
  public void stopAfter(String stream, long handshakes) {
    agent(stream).stopAfter = handshakes;
  }

  @Override
  public Outcome run(long maxCycles) {
    for (long left = maxCycles; left > 0; left--) {
      Optional<Outcome> blocked = blocked();
      if (blocked.isPresent()) {
        return blocked.get();
      }
      runCycle(dut.cycle() + 1);
    }
    return Outcome.CYCLES_DONE;
  }

  private void runCycle(long next) {
    boolean follows = next == ranUntil + 1;
    boolean resetAtEdge = inReset;
    agents.values().forEach(a -> a.drive(next));
    dut.step();
    inReset = isInReset();
    CycleAgent.Moment moment =
        new CycleAgent.Moment(!follows || resetAtEdge, follows && resetAtEdge && inReset);
    ranUntil = next;
    List<BrokenStreamException> broken = new ArrayList<>(0);
    for (CycleAgent agent : agents.values()) {
      agent.sample(next, moment).ifPresent(broken::add);
    }
    if (!broken.isEmpty()) {
      List<Manifest.Stream> order = dut.manifest().streams();
      throw Collections.min(broken, Comparator.comparing(e -> order.indexOf(e.stream())));
    }
  }

  private boolean isInReset() {
    return reset != null && reset.isHigh();
  }

  @Override
  public long cycle() {
    return dut.cycle();
  }

  private Optional<Outcome> blocked() {
    Optional<Outcome> why = Optional.empty();
    for (CycleAgent agent : agents.values()) {
      if (agent.handshakes >= agent.stopAfter) {
        return Optional.of(Outcome.COUNT_REACHED);
      }
      why = why.or(agent::blocked);
    }
    return why;
  }

  private CycleAgent agent(String stream) {
    CycleAgent agent = agents.get(stream);
    if (agent == null) {
      throw new IllegalStateException("attach the stream first: stream=" + stream);
    }
    return agent;
  }
}
