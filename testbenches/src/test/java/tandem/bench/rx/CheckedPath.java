package tandem.bench.rx;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tandem.cosim.receive.ControlBeat;
import tandem.cosim.receive.ReceiveChecker;
import tandem.cosim.receive.ReceiveExpectation;
import tandem.cosim.receive.ReceiveLog;
import tandem.cosim.receive.ReceiveScenario;
import tandem.cosim.receive.WireFrame;
import tandem.cosim.stream.Beat;
import tandem.model.record.FrameBeat;
import tandem.model.rx.ReceiveConfig;

/** A path that stands in for the RTL: the model, whose log can be changed before it is checked. */
record CheckedPath(List<WireFrame> frames, List<ControlBeat> events, ReceiveLog log) {
  /** Runs frames, then hands up all that is held. */
  static CheckedPath run(ReceiveConfig config, List<WireFrame> frames) {
    return run(config, ReceiveScenario.of("path", Map.of(), frames));
  }

  /** Runs a scenario as if a beat came in every cycle that it allows. */
  static CheckedPath run(ReceiveConfig config, ReceiveScenario scenario) {
    List<WireFrame> frames = scenario.frames();
    List<ControlBeat> events = scenario.effectiveEvents();
    List<Beat<FrameBeat>> in = new ArrayList<>();
    long[] arrivals = new long[frames.size()];
    long cycle = -1;
    for (int i = 0; i < arrivals.length; i++) {
      WireFrame f = frames.get(i);
      cycle = Math.max(cycle, f.afterCycles() - 1);
      for (FrameBeat beat : FrameBeat.of(f.bytes(), f.guest(), f.time())) {
        in.add(new Beat<>(beat, cycle + 1, ++cycle));
      }
      arrivals[i] = cycle;
    }
    ReceiveExpectation path = new ReceiveExpectation(config);
    path.run(frames, arrivals, events);
    return new CheckedPath(
        frames,
        events,
        new ReceiveLog(
            0,
            -1,
            cycle,
            in,
            beats(events),
            beats(path.places()),
            beats(path.payload()),
            beats(path.runs()),
            path.counters()));
  }

  CheckedPath with(ReceiveLog newLog) {
    return new CheckedPath(frames, events, newLog);
  }

  /** Checks the log against a model of that configuration. */
  void check(ReceiveConfig config) {
    new ReceiveChecker(config, log).check(frames, events);
  }

  static <R extends Record> List<Beat<R>> beats(List<R> records) {
    List<Beat<R>> beats = new ArrayList<>();
    records.forEach(r -> beats.add(new Beat<>(r, beats.size() + 1, beats.size() + 1)));
    return beats;
  }
}
