package tandem.bench.rx;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tandem.bench.CaptureFiles;
import tandem.cosim.capture.CaptureClock;
import tandem.cosim.capture.CaptureReader;
import tandem.cosim.capture.Frame;
import tandem.cosim.rx.WireFrame;

/** The frames of captures, stamped with capture time. */
final class CaptureFrames {
  private CaptureFrames() {}

  /** All frames of a capture that belongs to the project. */
  static List<WireFrame> of(String name) {
    return of(name, Integer.MAX_VALUE);
  }

  /** The first frames of a capture that belongs to the project. */
  static List<WireFrame> of(String name, int count) {
    List<WireFrame> frames = new ArrayList<>();
    Path file = CaptureFiles.file(name);
    CaptureClock clock = new CaptureClock(file, 0);
    try (CaptureReader reader = new CaptureReader(file)) {
      for (Optional<Frame> f = reader.next();
          f.isPresent() && frames.size() < count;
          f = reader.next()) {
        frames.add(WireFrame.of(f.get().bytes(), clock.arrival(f.get())));
      }
    }
    return frames;
  }
}
