package tandem.bridge;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;
import tandem.rtlgen.Manifest;

/** Java agent that offers records to an input stream of the design. */
final class CycleSource extends CycleAgent {
  Responses responses;
  private boolean holding;

  CycleSource(Dut dut, Manifest.Stream stream, Ring ring) {
    super(dut, stream, ring);
  }

  @Override
  Optional<Outcome> blocked() {
    if (responses != null) {
      return ring.isFull() ? Optional.of(Outcome.RING_FULL) : Optional.empty();
    }
    boolean dry = !holding && ring.isEmpty() && !ring.isClosed();
    return dry ? Optional.of(Outcome.SOURCE_DRY) : Optional.empty();
  }

  @Override
  void drive(long cycle) {
    if (holding) {
      return;
    }
    holding = !pauses.at(cycle) && offer(cycle);
    valid.set(holding ? 1 : 0);
  }

  private boolean offer(long cycle) {
    if (responses != null) {
      if (!responses.isDue(cycle)) {
        return false;
      }
      putFields(ByteBuffer.wrap(responses.record()).order(ByteOrder.LITTLE_ENDIAN), 0);
      return true;
    }
    if (ring.isEmpty() || ring.earliest(ring.taken()) > cycle) {
      return false;
    }
    putFields(ring.memory(), ring.recordAt(ring.taken()));
    return true;
  }

  @Override
  Optional<BrokenStreamException> sample(long cycle, Moment moment) {
    if (holding && ready.isHigh()) {
      take(cycle);
    }
    return Optional.empty();
  }

  private void take(long cycle) {
    holding = false;
    handshakes++;
    if (responses != null) {
      long number = ring.filled();
      ring.memory().put(ring.recordAt(number), responses.record());
      ring.stamp(number, cycle);
      ring.fill(responses.earliest());
      responses.answered();
    } else {
      ring.stamp(ring.taken(), cycle);
      ring.take();
    }
  }
}
