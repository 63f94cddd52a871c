package tandem.cosim.reassembly;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import tandem.bridge.BuildRequest.Trace;
import tandem.bridge.Design;
import tandem.bridge.RtlDut;
import tandem.bridge.RtlEndedException;
import tandem.cosim.check.Mismatch;
import tandem.cosim.check.MismatchException;
import tandem.cosim.check.TimingError;
import tandem.cosim.regress.ScenarioHarness;
import tandem.cosim.regress.Verdict;
import tandem.cosim.rtl.BlockSettings;
import tandem.cosim.rtl.RtlSource;
import tandem.cosim.stream.Beat;
import tandem.cosim.stream.Offer;
import tandem.cosim.stream.StreamFault;
import tandem.cosim.stream.StreamSession;
import tandem.cosim.stream.TraceWindow;
import tandem.model.mem.SplitterConfig;
import tandem.model.record.HostBurst;

/** Runs scenarios of the reassembly of read data on the RTL and checks them with the model. */
public final class ReassemblyHarness extends ScenarioHarness<ReassemblyScenario> {
  /** The block's name on the command line. */
  public static final String BLOCK = "read-reassembly";

  private static final int QUIET_CYCLES = 16;
  private static final double NANOS_PER_SECOND = 1e9;

  /** Verdict of a scenario and what the RTL did, if it did not end by itself. */
  public record Result(Verdict verdict, Optional<ReassemblyLog> log) {}

  public ReassemblyHarness() {
    super(BLOCK, "spans", ReassemblyScenario.class);
  }

  @Override
  protected Verdict verdict(ReassemblyScenario scenario, RtlSource rtl, TraceWindow trace) {
    return run(scenario, rtl, trace).verdict();
  }

  /** Runs a scenario. */
  public Result run(ReassemblyScenario scenario, RtlSource rtl, TraceWindow trace) {
    Map<String, String> texts = new LinkedHashMap<>();
    scenario.settings().forEach((name, value) -> texts.put(name, String.valueOf(value)));
    BlockSettings settings = BlockSettings.of(rtl.manifest(BLOCK, Map.of()), texts);
    Design design =
        rtl.design(BLOCK, settings.parameters(), trace.isTraced() ? Trace.FST : Trace.NONE);
    SplitterConfig config =
        SplitterConfig.DEFAULTS
            .with(scenario.cutting())
            .with("requestSlots", design.manifest().parameters().get("requestSlots"));
    ReadRequests requests = new ReadRequests(config, scenario.spans(), scenario.memory().seed());
    long begin = System.nanoTime(); // only the printed speed depends on it
    try {
      ReassemblyLog log = drive(design, scenario, requests, trace);
      double seconds = (System.nanoTime() - begin) / NANOS_PER_SECOND;
      return new Result(verdict(log, seconds, mismatch(requests, scenario, log)), Optional.of(log));
    } catch (RtlEndedException | StreamFault e) {
      Verdict ended = Verdict.ended(e);
      return new Result(ended, Optional.empty());
    }
  }

  /** The first difference between a log and what the model says of the scenario. */
  public static Optional<Mismatch> mismatch(
      SplitterConfig config, ReassemblyScenario scenario, ReassemblyLog log) {
    return mismatch(
        new ReadRequests(config, scenario.spans(), scenario.memory().seed()), scenario, log);
  }

  private static Optional<Mismatch> mismatch(
      ReadRequests requests, ReassemblyScenario scenario, ReassemblyLog log) {
    try {
      new ReassemblyChecker(requests, scenario.memory().boundaryBytes(), log).check();
      return Optional.empty();
    } catch (MismatchException e) {
      return Optional.of(e.mismatch());
    }
  }

  private static Verdict verdict(ReassemblyLog log, double seconds, Optional<Mismatch> mismatch) {
    List<String> events =
        mismatch.isEmpty()
            ? List.of()
            : log.out().stream()
                .map(b -> String.format(Locale.ROOT, "%08d out %s", b.cycle(), b.record()))
                .toList();
    return new Verdict(
        log.records(),
        log.endCycle(),
        seconds,
        TimingError.NONE,
        mismatch,
        Optional.empty(),
        events,
        List.of());
  }

  private static ReassemblyLog drive(
      Design design, ReassemblyScenario s, ReadRequests requests, TraceWindow trace) {
    try (RtlDut dut = design.open(s.initialSeed())) {
      StreamSession session = new StreamSession(dut, s.mode(), trace);
      List<Beat<HostBurst>> burst =
          session.offer(
              "burst",
              HostBurst.class,
              requests.bursts().stream().map(b -> new Offer<>(0, b)).toList(),
              s.burst());
      ReadMemory memory = new ReadMemory(s.memory(), requests, burst);
      List<Beat<ReadPiece>> completion =
          session.offer("completion", ReadPiece.class, memory.offers(), s.completion());
      List<Beat<PayloadBeat>> out = session.collect("out", PayloadBeat.class, s.out());
      long start = session.start(Map.of());
      if (session.runUntil(
          "out", requests.beats(), memory.callCycles(), now -> memory.advance(now, start))) {
        session.runOn(QUIET_CYCLES);
      }
      Map<String, Long> counters = session.finish();
      return new ReassemblyLog(session.cycle(), burst, completion, out, counters);
    }
  }
}
