package tandem.bench.bridge;

import tandem.bridge.RtlDut;
import tandem.bridge.Signal;
import tandem.bridge.Training;

/**
 * Trains the splitter with the beginning of the work itself, as its C++ twin is trained, and with
 * single steps.
 */
final class SplitterTraining implements Training {
  private static final long REQUESTS = 10_000;
  private static final int STEPS = 20_000;
  private static final int BYTES = 256;

  @Override
  public void run(RtlDut dut) {
    new StreamWork(dut).run(REQUESTS);
    Signal address = dut.signal("registers_address");
    for (int i = 0; i < STEPS; i++) {
      address.set(i % BYTES);
      dut.step();
    }
  }
}
