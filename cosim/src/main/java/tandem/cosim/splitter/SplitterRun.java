package tandem.cosim.splitter;

import java.util.List;
import java.util.Map;
import tandem.bridge.Design;
import tandem.bridge.RtlDut;
import tandem.cosim.stream.Beat;
import tandem.cosim.stream.StreamSession;
import tandem.cosim.stream.TraceWindow;
import tandem.model.record.BurstDone;
import tandem.model.record.HostBurst;
import tandem.model.record.HostSpan;
import tandem.model.record.SpanDone;

/** Runs one scenario on the RTL of the alignment splitter and writes down all it does. */
final class SplitterRun {
  /** Cycles after the last completion in which nothing may come, and the counters settle. */
  private static final int QUIET_CYCLES = 16;

  private SplitterRun() {}

  /**
   * Runs a scenario.
   *
   * @param registers registers to write before the stimulus, by name
   * @param trace the window of cycles to record
   * @throws tandem.bridge.RtlEndedException if an assertion of the RTL fails
   */
  static SplitterLog run(
      Design design, SplitterScenario s, Map<String, Long> registers, TraceWindow trace) {
    try (RtlDut dut = design.open(s.initialSeed())) {
      StreamSession session = new StreamSession(dut, s.mode(), trace);
      List<Beat<HostSpan>> in = session.offer("in", HostSpan.class, s.spans(), s.in());
      List<Beat<HostBurst>> out = session.collect("out", HostBurst.class, s.out());
      List<Beat<SpanDone>> done = session.collect("done", SpanDone.class, s.done());
      List<Beat<BurstDone>> response =
          session.respond(s.memory().responder("out", "response"), BurstDone.class, s.response());
      long start = session.start(registers);
      if (session.runUntil("done", s.spans().size())) {
        session.runOn(QUIET_CYCLES);
      }
      Map<String, Long> counters = session.finish();
      return new SplitterLog(start, session.cycle(), in, out, response, done, counters);
    }
  }
}
