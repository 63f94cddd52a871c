package tandem.bridge;

import java.util.LinkedHashMap;
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

  public CycleStreams(Dut dut) {
    this.dut = dut;
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
      long next = dut.cycle() + 1;
      agents.values().forEach(a -> a.drive(next));
      dut.step();
      agents.values().forEach(a -> a.sample(next));
    }
    return Outcome.CYCLES_DONE;
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
