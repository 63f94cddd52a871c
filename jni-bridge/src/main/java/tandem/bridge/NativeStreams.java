package tandem.bridge;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tandem.rtlgen.Manifest;

/** Stream mode: the agents are native and one call covers thousands of cycles. */
final class NativeStreams implements StreamEngine {
  private final VerilatedDut dut;
  private final Map<String, Ring> rings = new LinkedHashMap<>();

  NativeStreams(VerilatedDut dut) {
    this.dut = dut;
  }

  @Override
  public Ring attach(String stream, int capacity) {
    Ring.checkCapacity(stream, capacity);
    Manifest.Stream s = dut.manifest().stream(stream);
    if (rings.containsKey(stream)) {
      throw new IllegalStateException("stream has an agent already: stream=" + stream);
    }
    Ring ring =
        Ring.shared(
            stream, capacity, s.slotBytes(), Natives.ring(dut.handle(), index(stream), capacity));
    rings.put(stream, ring);
    return ring;
  }

  @Override
  public void pause(String stream, Pauses pauses) {
    StreamEngine.requireReady(dut.manifest().stream(stream));
    Natives.pauses(dut.handle(), index(stream), pauses.bits());
  }

  @Override
  public void respond(Responder responder) {
    RecordCopy copy = RecordCopy.of(dut.manifest(), responder);
    Natives.responder(
        dut.handle(),
        index(responder.request()),
        index(responder.response()),
        responder.plan(),
        copy.triples(),
        copy.failedAt());
  }

  @Override
  public void stopAfter(String stream, long handshakes) {
    Natives.stopAfter(dut.handle(), index(stream), handshakes);
  }

  @Override
  public Outcome run(long maxCycles) {
    Outcome outcome = dut.outcome(Natives.run(dut.handle(), maxCycles));
    if (outcome == Outcome.RULE_BROKEN) {
      throw broken();
    }
    return outcome;
  }

  private BrokenStreamException broken() {
    long[] breach = Natives.breach(dut.handle());
    return new BrokenStreamException(
        dut.manifest().streams().get((int) breach[0]),
        StreamRule.of((int) breach[1]),
        breach[2],
        Natives.breachRecord(dut.handle(), false),
        Natives.breachRecord(dut.handle(), true));
  }

  @Override
  public long cycle() {
    return dut.cycle();
  }

  void close() {
    rings.values().forEach(Ring::close);
  }

  private int index(String stream) {
    List<Manifest.Stream> streams = new ArrayList<>(dut.manifest().streams());
    return streams.indexOf(dut.manifest().stream(stream));
  }
}
