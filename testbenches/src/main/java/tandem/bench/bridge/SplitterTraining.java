package tandem.bench.bridge;

import tandem.bridge.RtlDut;
import tandem.bridge.Training;

/** Trains the splitter with the beginning of the work itself, as its C++ twin is trained. */
final class SplitterTraining implements Training {
  private static final long REQUESTS = 10_000;

  @Override
  public void run(RtlDut dut) {
    new StreamWork(dut).run(REQUESTS);
  }
}
