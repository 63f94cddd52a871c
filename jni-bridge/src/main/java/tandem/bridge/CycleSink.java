package tandem.bridge;

import java.util.Optional;
import tandem.rtlgen.Manifest;

/** Java agent that takes records from an output stream of the design. */
final class CycleSink extends CycleAgent {
  Responses answering;
  private boolean driven;
  private boolean offered;
  private long since;

  CycleSink(Dut dut, Manifest.Stream stream, Ring ring) {
    super(dut, stream, ring);
  }

  @Override
  Optional<Outcome> blocked() {
    return ring.isFull() ? Optional.of(Outcome.RING_FULL) : Optional.empty();
  }

  @Override
  void drive(long cycle) {
    driven = !pauses.at(cycle);
    if (ready != null) {
      ready.set(driven ? 1 : 0);
    }
  }

  @Override
  void sample(long cycle) {
    if (!valid.isHigh()) {
      return;
    }
    if (!offered) {
      offered = true;
      since = cycle;
    }
    if (!driven) {
      return;
    }
    offered = false;
    handshakes++;
    long number = ring.filled();
    getFields(ring.recordAt(number));
    ring.stamp(number, cycle);
    if (answering != null) {
      answering.request(cycle, ring.memory(), ring.recordAt(number));
    }
    ring.fill(since);
  }
}
