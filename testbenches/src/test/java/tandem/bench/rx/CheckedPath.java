package tandem.bench.rx;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tandem.cosim.block.BlockHarness;
import tandem.cosim.block.BlockRun;
import tandem.cosim.block.Scenario;
import tandem.cosim.check.Mismatch;
import tandem.cosim.check.TimingError;
import tandem.cosim.regress.Verdict;
import tandem.cosim.rx.ControlBeat;
import tandem.cosim.rx.ReceiveExpectation;
import tandem.cosim.rx.ReceivePathBlock;
import tandem.cosim.rx.WireFrame;
import tandem.cosim.stream.Beat;
import tandem.cosim.stream.Offer;
import tandem.cosim.stream.RunLog;
import tandem.cosim.stream.RunLog.StreamLog;
import tandem.model.record.FrameBeat;
import tandem.model.record.HostRun;
import tandem.model.record.ParsedSegment;
import tandem.model.record.PayloadBeat;
import tandem.model.record.SegmentPlace;
import tandem.model.record.SegmentRun;
import tandem.model.rx.ReceiveConfig;

/** A path that stands in for the RTL: a model, judged by that of another configuration. */
record CheckedPath(Scenario scenario, RunLog log) {
  private static final BlockHarness<ReceiveConfig> HARNESS =
      new BlockHarness<>(new ReceivePathBlock());

  /** Cycles from one stage to the next. */
  private static final int STAGE_CYCLES = 3;

  /** Runs frames, then hands up all that is held. */
  static CheckedPath run(ReceiveConfig config, List<WireFrame> frames) {
    return run(config, ReceivePathBlock.scenario("path", Map.of(), frames));
  }

  /** Runs a scenario as if a beat came in every cycle that it allows. */
  static CheckedPath run(ReceiveConfig config, Scenario scenario) {
    List<WireFrame> frames = scenario.get(ReceivePathBlock.FRAMES);
    List<ControlBeat> events = ReceivePathBlock.events(scenario);
    List<Beat<FrameBeat>> in = new ArrayList<>();
    List<Beat<ControlBeat>> control = new ArrayList<>();
    List<Beat<ParsedSegment>> segments = new ArrayList<>();
    List<Beat<SegmentRun>> runs = new ArrayList<>();
    List<Beat<SegmentPlace>> places = new ArrayList<>();
    List<Beat<PayloadBeat>> payload = new ArrayList<>();
    List<Beat<HostRun>> out = new ArrayList<>();
    ReceiveExpectation path = new ReceiveExpectation(config);
    int event = 0;
    long cycle = -1;
    for (int i = 0; i <= frames.size(); i++) {
      int from = event;
      while (event < events.size() && events.get(event).afterFrame() <= i) {
        event++;
      }
      List<ControlBeat> due = events.subList(from, event);
      long decided = cycle + STAGE_CYCLES;
      path.run(List.of(), new long[0], due);
      add(control, due, decided);
      if (i < frames.size()) {
        WireFrame f = frames.get(i);
        cycle = Math.max(cycle, f.afterCycles() - 1);
        for (FrameBeat beat : FrameBeat.of(f.bytes(), f.guest(), f.time())) {
          in.add(new Beat<>(beat, cycle + 1, ++cycle));
        }
        decided = cycle + STAGE_CYCLES;
        path.run(List.of(f), new long[] {cycle}, List.of());
      }
      add(segments, path.segments(), decided);
      add(runs, path.decisions(), decided + STAGE_CYCLES);
      add(places, path.places(), decided + STAGE_CYCLES);
      add(payload, path.payload(), decided + 2 * STAGE_CYCLES);
      add(out, path.runs(), decided + 2 * STAGE_CYCLES);
      path.forget();
    }
    Map<String, StreamLog<?>> streams = new LinkedHashMap<>();
    streams.put("in", new StreamLog<>(FrameBeat.class, true, in, WireFrame.beats(frames)));
    streams.put("control", new StreamLog<>(ControlBeat.class, true, control, Offer.atOnce(events)));
    streams.put("segment", given(ParsedSegment.class, segments));
    streams.put("run", given(SegmentRun.class, runs));
    streams.put("place", given(SegmentPlace.class, places));
    streams.put("payload", given(PayloadBeat.class, payload));
    streams.put("out", given(HostRun.class, out));
    return new CheckedPath(scenario, new RunLog(0, -1, cycle, streams, path.counters()));
  }

  private static <R extends Record> StreamLog<R> given(Class<R> type, List<Beat<R>> beats) {
    return new StreamLog<>(type, false, beats, List.of());
  }

  /** Adds records, one a cycle, the first no earlier than that cycle. */
  private static <R extends Record> void add(List<Beat<R>> beats, List<R> records, long earliest) {
    for (R record : records) {
      long last = beats.isEmpty() ? -1 : beats.get(beats.size() - 1).cycle();
      long cycle = Math.max(earliest, last + 1);
      beats.add(new Beat<>(record, cycle, cycle));
    }
  }

  CheckedPath with(RunLog other) {
    return new CheckedPath(scenario, other);
  }

  /** The first difference between the log and a model of that configuration. */
  Optional<Mismatch> mismatch(ReceiveConfig config) {
    Verdict unknown = Verdict.agreed(log.records(), log.endCycle(), 0, TimingError.NONE);
    return HARNESS.mismatch(
        new BlockRun<>(
            HARNESS.block(), scenario, config, log, unknown, Optional.empty(), Map.of()));
  }
}
