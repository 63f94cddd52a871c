package tandem.bridge;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;
import tandem.rtlgen.Manifest;

/** Java agent that takes records from an output stream of the design. */
final class CycleSink extends CycleAgent {
  Responses answering;
  private boolean driven;
  private boolean offered;
  private long since;

  /** Whether what was offered in the cycle before was not taken, so that it must be there. */
  private boolean bound;

  /** That record as it was and as it is now. */
  private final ByteBuffer before;

  private final ByteBuffer after;
  private final Manifest.Stream stream;

  CycleSink(Dut dut, Manifest.Stream stream, Ring ring) {
    super(dut, stream, ring);
    this.stream = stream;
    this.before = record();
    this.after = record();
  }

  private ByteBuffer record() {
    return ByteBuffer.allocate(recordBytes()).order(ByteOrder.LITTLE_ENDIAN);
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
  Optional<BrokenStreamException> sample(long cycle, Moment moment) {
    boolean isValid = valid.isHigh();
    Optional<BrokenStreamException> broken =
        bound || moment.inReset() ? broken(isValid, cycle, moment) : Optional.empty();
    bound = isValid && !driven;
    if (!isValid) {
      offered = false;
      return broken;
    }
    if (!offered) {
      offered = true;
      since = cycle;
    }
    if (driven) {
      take(cycle);
    } else {
      getFields(before, 0);
    }
    return broken;
  }

  private Optional<BrokenStreamException> broken(boolean isValid, long cycle, Moment moment) {
    getFields(after, 0);
    StreamRule rule = null;
    if (moment.inReset() && isValid) {
      rule = StreamRule.SILENT_RESET;
    } else if (bound && !moment.fresh()) {
      rule = isValid ? StreamRule.RECORD_HOLDS : StreamRule.VALID_HOLDS;
    }
    return rule == null || rule == StreamRule.RECORD_HOLDS && before.equals(after)
        ? Optional.empty()
        : Optional.of(
            new BrokenStreamException(
                stream, rule, cycle, before.array().clone(), after.array().clone()));
  }

  private void take(long cycle) {
    offered = false;
    handshakes++;
    long number = ring.filled();
    getFields(ring.memory(), ring.recordAt(number));
    ring.stamp(number, cycle);
    if (answering != null) {
      answering.request(cycle, ring.memory(), ring.recordAt(number));
    }
    ring.fill(since);
  }
}
