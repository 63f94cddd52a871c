package tandem.bench.bridge;

import java.nio.file.Path;
import tandem.bridge.BuildRequest;
import tandem.bridge.RtlDut;
import tandem.rtlgen.Manifest;

/** In a fresh JVM: how long a cached design takes from the request to the first step. */
final class WarmStart {
  private WarmStart() {}

  /** Prints milliseconds; the argument is a directory with generated RTL. */
  public static void main(String[] arguments) {
    Path directory = Path.of(arguments[0]);
    BuildRequest request =
        BuildRequest.of(Manifest.read(directory), directory, BuildRequest.Trace.NONE)
            .trainedBy(new SplitterTraining());
    long begin = System.nanoTime();
    try (RtlDut dut = BenchDesign.open(request)) {
      dut.signal("reset").set(1);
      dut.step();
    }
    System.out.println((System.nanoTime() - begin) / 1_000_000);
  }
}
