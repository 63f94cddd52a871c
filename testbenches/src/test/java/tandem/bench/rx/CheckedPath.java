package tandem.bench.rx;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tandem.cosim.capture.CaptureClock;
import tandem.cosim.capture.CaptureReader;
import tandem.cosim.capture.Frame;
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
  /** The first frames of a capture that belongs to the project, stamped with capture time. */
  static List<WireFrame> capture(String name, int count) {
    List<WireFrame> frames = new ArrayList<>();
    try {
      Path file = Files.createTempFile("tandem", name);
      try {
        Files.write(file, CaptureBytes.resource(name));
        CaptureClock clock = new CaptureClock(file);
        try (CaptureReader reader = new CaptureReader(file)) {
          for (Optional<Frame> f = reader.next();
              f.isPresent() && frames.size() < count;
              f = reader.next()) {
            frames.add(WireFrame.of(f.get().bytes(), clock.arrival(f.get())));
          }
        }
      } finally {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return frames;
  }

  /** Runs frames, then hands up all that is held. */
  static CheckedPath run(ReceiveConfig config, List<WireFrame> frames) {
    List<ControlBeat> events = ReceiveScenario.of("path", Map.of(), frames).effectiveEvents();
    List<Beat<FrameBeat>> in = new ArrayList<>();
    long[] arrivals = new long[frames.size()];
    for (int i = 0; i < arrivals.length; i++) {
      for (FrameBeat beat : FrameBeat.of(frames.get(i).bytes(), 0, frames.get(i).time())) {
        in.add(new Beat<>(beat, in.size(), in.size()));
      }
      arrivals[i] = in.size() - 1;
    }
    ReceiveExpectation path = new ReceiveExpectation(config);
    path.run(frames, arrivals, events);
    return new CheckedPath(
        frames,
        events,
        new ReceiveLog(
            0,
            in.size(),
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
