package tandem.cosim.splitter;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tandem.bridge.CycleStreams;
import tandem.bridge.Design;
import tandem.bridge.RtlDut;
import tandem.bridge.StreamEngine;
import tandem.cosim.rtl.RegisterBus;
import tandem.cosim.splitter.SplitterScenario.Mode;
import tandem.cosim.splitter.SplitterScenario.Offer;
import tandem.cosim.stream.Beat;
import tandem.cosim.stream.RecordCodec;
import tandem.cosim.stream.Sink;
import tandem.cosim.stream.Source;
import tandem.cosim.stream.TraceWindow;
import tandem.model.record.BurstDone;
import tandem.model.record.HostBurst;
import tandem.model.record.HostSpan;
import tandem.model.record.SpanDone;

/** Runs one scenario on the RTL of the alignment splitter and writes down all it does. */
final class SplitterRun {
  private static final int RING_SLOTS = 1024;
  private static final int RESET_CYCLES = 4;

  /** Cycles a call runs in stream mode; more gain nothing. */
  private static final long CALL_CYCLES = 4096;

  /** Without a handshake for so long, with everything offered, the RTL hangs. */
  private static final long HANG_CYCLES = 20_000;

  /** Cycles after the last completion in which nothing may come, and the counters settle. */
  private static final int QUIET_CYCLES = 16;

  private final RtlDut dut;
  private final SplitterScenario scenario;
  private final StreamEngine engine;
  private final Source<HostSpan> source;
  private final Sink<HostBurst> out;
  private final Sink<BurstDone> response;
  private final Sink<SpanDone> done;
  private final List<Beat<HostSpan>> accepted = new ArrayList<>();
  private final List<Beat<HostBurst>> bursts = new ArrayList<>();
  private final List<Beat<BurstDone>> responses = new ArrayList<>();
  private final List<Beat<SpanDone>> ends = new ArrayList<>();
  private int offered;

  private SplitterRun(RtlDut dut, SplitterScenario scenario) {
    this.dut = dut;
    this.scenario = scenario;
    this.engine = scenario.mode() == Mode.STREAM ? dut.streams() : new CycleStreams(dut);
    this.source = new Source<>(engine.attach("in", RING_SLOTS), codec(HostSpan.class, "in"));
    this.out = new Sink<>(engine.attach("out", RING_SLOTS), codec(HostBurst.class, "out"));
    this.response =
        new Sink<>(engine.attach("response", RING_SLOTS), codec(BurstDone.class, "response"));
    this.done = new Sink<>(engine.attach("done", RING_SLOTS), codec(SpanDone.class, "done"));
  }

  /**
   * Runs a scenario.
   *
   * @param registers registers to write before the stimulus, by name
   * @param trace the window of cycles to record, none by default
   * @throws tandem.bridge.RtlEndedException if an assertion of the RTL fails
   */
  static SplitterLog run(
      Design design, SplitterScenario scenario, Map<String, Long> registers, TraceWindow trace) {
    try (RtlDut dut = design.open(scenario.initialSeed())) {
      return new SplitterRun(dut, scenario).run(registers, trace);
    }
  }

  private SplitterLog run(Map<String, Long> registers, TraceWindow trace) {
    trace.begin(dut);
    dut.signal("reset").set(1);
    dut.step(RESET_CYCLES);
    dut.signal("reset").set(0);
    dut.step();
    RegisterBus bus = new RegisterBus(dut);
    registers.forEach(bus::write);
    engine.pause("in", scenario.in().pattern());
    engine.pause("out", scenario.out().pattern());
    engine.pause("response", scenario.response().pattern());
    engine.pause("done", scenario.done().pattern());
    engine.respond(scenario.memory().responder("out", "response"));
    long start = engine.cycle();
    stimulate(start, trace);
    Map<String, Long> counters = bus.counters();
    trace.end(dut);
    return new SplitterLog(start, engine.cycle(), accepted, bursts, responses, ends, counters);
  }

  private void stimulate(long start, TraceWindow trace) {
    List<Offer> spans = scenario.spans();
    engine.stopAfter("done", spans.size());
    long quietSince = start;
    while (ends.size() < spans.size()) {
      for (; offered < spans.size() && source.hasRoom(); offered++) {
        Offer offer = spans.get(offered);
        source.offer(offer.span(), start + 1 + offer.afterCycles());
        quietSince = Math.max(quietSince, start + offer.afterCycles());
      }
      if (offered == spans.size()) {
        source.finish();
      }
      long before = ends.size() + bursts.size() + accepted.size();
      trace.atCycle(dut);
      engine.run(Math.min(CALL_CYCLES, trace.cyclesToBorder(engine.cycle())));
      drain();
      if (ends.size() + bursts.size() + accepted.size() > before) {
        quietSince = engine.cycle();
      } else if (engine.cycle() - quietSince > HANG_CYCLES) {
        return;
      }
    }
    engine.stopAfter("done", Long.MAX_VALUE);
    engine.run(QUIET_CYCLES);
    drain();
  }

  private void drain() {
    while (source.hasTaken()) {
      accepted.add(source.nextTaken());
    }
    drain(out, bursts);
    drain(response, responses);
    drain(done, ends);
  }

  private static <R extends Record> void drain(Sink<R> sink, List<Beat<R>> beats) {
    while (!sink.isEmpty()) {
      beats.add(sink.next());
    }
  }

  private <R extends Record> RecordCodec<R> codec(Class<R> type, String stream) {
    return RecordCodec.of(type, dut.manifest().stream(stream));
  }
}
