package tandem.cosim.block;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tandem.bridge.Responder;
import tandem.bridge.RtlDut;
import tandem.bridge.RtlEndedException;
import tandem.cosim.regress.Verdict;
import tandem.cosim.rtl.UsageException;
import tandem.cosim.stream.Beat;
import tandem.cosim.stream.Offer;
import tandem.cosim.stream.PauseSpec;
import tandem.cosim.stream.RunLog;
import tandem.cosim.stream.StreamFault;
import tandem.cosim.stream.StreamSession;
import tandem.cosim.stream.TraceWindow;
import tandem.rtlgen.Manifest;

/** One run of a block: every stream of the manifest is attached, moved, written down and judged. */
final class BlockSession<C> {
  private static final double NANOS_PER_SECOND = 1e9;

  private final Block<C> block;
  private final Scenario scenario;
  private final C config;
  private final RtlDut dut;
  private final Drive drive = new Drive();
  private StreamSession session;
  private RunLog log = new RunLog(0, 0, 0, Map.of(), Map.of());

  /** The design stays the caller's to close. */
  BlockSession(Block<C> block, Scenario scenario, C config, RtlDut dut) {
    this.block = block;
    this.scenario = scenario;
    this.config = config;
    this.dut = dut;
  }

  private void setInputs() {
    Map<String, Long> values = block.inputs(config);
    for (Manifest.Port port : dut.manifest().ports()) {
      if (port.name().startsWith(BlockConfig.INPUT_PREFIX)) {
        Long value = values.get(port.name().substring(BlockConfig.INPUT_PREFIX.length()));
        if (value == null) {
          throw new IllegalStateException(
              String.format(
                  Locale.ROOT, "nobody sets it: block=%s input=%s", block.name(), port.name()));
        }
        dut.signal(port.name()).set(value);
      }
    }
  }

  /** Runs the scenario. */
  BlockRun<C> run(Map<String, Long> registers, TraceWindow trace) {
    long begin = System.nanoTime(); // only the printed speed depends on it
    Optional<Judgement> judgement = Optional.empty();
    try {
      start(registers, trace);
      judgement = Optional.of(new Judgement(block, config, scenario, log));
      drive.run(session, dut::signal, log, judgement.get()::advance);
      Map<String, Long> counters = session.finish();
      log = log.ended(session.cycle(), counters);
    } catch (StreamFault e) {
      log = log.ended(e.endCycle(), Map.of());
      return ended(Verdict.ended(e));
    } catch (RtlEndedException e) {
      log = log.ended(e.cycle(), Map.of());
      judgement.ifPresent(Judgement::advance);
      if (judgement.flatMap(Judgement::mismatch).isEmpty()) {
        return ended(Verdict.ended(e));
      }
    }
    Judgement judged = judgement.orElseThrow();
    double seconds = (System.nanoTime() - begin) / NANOS_PER_SECOND - judged.seconds();
    judged.finish(log, () -> block.predict(scenario, config, drive, log.startCycle() + 1));
    return new BlockRun<>(
        block.stage(),
        scenario,
        config,
        log,
        judged.verdict(log, seconds),
        judged.predicted(),
        judged.allowances());
  }

  private void start(Map<String, Long> registers, TraceWindow trace) {
    setInputs();
    session = new StreamSession(dut, scenario.mode(), trace);
    block.drive(scenario, config, drive);
    drive.held().forEach((name, value) -> dut.signal(name).set(value));
    Map<String, RunLog.StreamLog<?>> streams = attach();
    long start = session.start(block.inOrder(registers));
    log = new RunLog(session.resetCycle(), start, start, streams, Map.of());
  }

  private BlockRun<C> ended(Verdict verdict) {
    return new BlockRun<>(
        block.stage(), scenario, config, log, verdict, Optional.empty(), Map.of());
  }

  private Map<String, RunLog.StreamLog<?>> attach() {
    Map<String, RunLog.StreamLog<?>> streams = new LinkedHashMap<>();
    for (Manifest.Stream stream : dut.manifest().streams()) {
      streams.put(stream.name(), attach(stream, block.record(stream)));
    }
    requireKnown("pauses", scenario.pauses().keySet(), streams.keySet());
    requireKnown("offers", drive.streams(), streams.keySet());
    return streams;
  }

  private void requireKnown(String what, Set<String> names, Set<String> streams) {
    names.stream()
        .filter(name -> !streams.contains(name))
        .findFirst()
        .ifPresent(
            name -> {
              throw new UsageException(
                  String.format(
                      Locale.ROOT,
                      "no such stream: block=%s %s=%s streams=%s",
                      block.name(),
                      what,
                      name,
                      streams));
            });
  }

  private <R extends Record> RunLog.StreamLog<R> attach(Manifest.Stream stream, Class<R> type) {
    Responder responder = drive.responder(stream.name());
    if (responder != null) {
      PauseSpec pause = scenario.pause(stream.name());
      return new RunLog.StreamLog<>(
          type, false, session.respond(responder, type, pause), List.of());
    }
    boolean isInput = stream.direction().equals("input");
    if (!isInput) {
      List<Beat<R>> beats =
          stream.hasReady()
              ? session.collect(stream.name(), type, scenario.pause(stream.name()))
              : session.observe(stream.name(), type);
      return new RunLog.StreamLog<>(type, isInput, beats, List.of());
    }
    List<Offer<R>> offers = drive.offers(stream.name());
    if (offers == null) {
      throw new IllegalStateException(
          String.format(
              Locale.ROOT,
              "nobody offers anything: block=%s stream=%s",
              block.name(),
              stream.name()));
    }
    List<Beat<R>> beats = session.offer(stream.name(), type, offers, scenario.pause(stream.name()));
    return new RunLog.StreamLog<>(type, isInput, beats, offers);
  }
}
