package tandem.cosim.receive;

import java.util.List;
import java.util.Map;
import tandem.bridge.Design;
import tandem.bridge.RtlDut;
import tandem.cosim.stream.Beat;
import tandem.cosim.stream.Offer;
import tandem.cosim.stream.PauseSpec;
import tandem.cosim.stream.StreamSession;
import tandem.cosim.stream.TraceWindow;
import tandem.model.record.FrameBeat;
import tandem.model.record.HostRun;
import tandem.model.record.PayloadBeat;
import tandem.model.record.SegmentPlace;

/** Runs one scenario on the RTL of the receive path and writes down all it does. */
final class ReceiveRun {
  /** Longer than any pause: when nothing has moved for so long, everything is out. */
  private static final int QUIET_CYCLES = 2048;

  private ReceiveRun() {}

  /**
   * Runs a scenario.
   *
   * @param registers registers to write before the stimulus, by name, in that order
   * @param trace the window of cycles to record
   * @throws tandem.bridge.RtlEndedException if an assertion of the RTL fails
   */
  static ReceiveLog run(
      Design design, ReceiveScenario s, Map<String, Long> registers, TraceWindow trace) {
    List<Offer<FrameBeat>> beats = WireFrame.beats(s.frames());
    List<Offer<ControlBeat>> events =
        s.effectiveEvents().stream().map(e -> new Offer<>(0, e)).toList();
    try (RtlDut dut = design.open(s.initialSeed())) {
      StreamSession session = new StreamSession(dut, s.mode(), trace);
      List<Beat<FrameBeat>> in = session.offer("in", FrameBeat.class, beats, s.in());
      List<Beat<ControlBeat>> control =
          session.offer("control", ControlBeat.class, events, PauseSpec.NEVER);
      List<Beat<SegmentPlace>> place = session.collect("place", SegmentPlace.class, s.place());
      List<Beat<PayloadBeat>> payload = session.collect("payload", PayloadBeat.class, s.payload());
      List<Beat<HostRun>> out = session.collect("out", HostRun.class, s.out());
      long start = session.start(registers);
      if (session.runUntil("in", beats.size()) && session.runUntil("control", events.size())) {
        session.runUntilQuiet(QUIET_CYCLES);
      }
      Map<String, Long> counters = session.finish();
      return new ReceiveLog(
          session.resetCycle(), start, session.cycle(), in, control, place, payload, out, counters);
    }
  }
}
