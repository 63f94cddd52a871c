package tandem.bench.mem;

import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import tandem.bench.mem.CaptureTraffic.Transfer;
import tandem.model.mem.HostMemory;
import tandem.model.record.HostBurst;
import tandem.model.record.MemoryOp;

/** Host memory as bursts leave it, and as it must be. */
final class MemoryImage {
  private static final int LINE_BYTES = 64;

  private MemoryImage() {}

  /** The image after the transfers, without any splitter. */
  static HostMemory expected(List<Transfer> transfers) {
    HostMemory memory = new HostMemory(LINE_BYTES);
    for (Transfer t : transfers) {
      if (t.span().op() == MemoryOp.WRITE) {
        memory.poke(t.span().address(), t.data(), 0, t.data().length);
      }
    }
    return memory;
  }

  /**
   * Performs the bursts of the transfers.
   *
   * @throws IllegalStateException if a read does not find what it must
   */
  static HostMemory perform(List<Transfer> transfers, List<HostBurst> bursts) {
    HostMemory memory = new HostMemory(LINE_BYTES);
    Iterator<Transfer> next = transfers.iterator();
    Transfer current = null;
    byte[] found = new byte[0];
    for (HostBurst burst : bursts) {
      if (burst.first()) {
        current = next.next();
        found = new byte[current.data().length];
      }
      if (burst.op() == MemoryOp.WRITE) {
        memory.write(burst, current.data());
      } else {
        memory.read(burst, found);
        if (burst.last() && !Arrays.equals(found, current.data())) {
          throw new IllegalStateException("a read found other bytes than were written: " + burst);
        }
      }
    }
    return memory;
  }
}
