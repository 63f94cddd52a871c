package tandem.model.tx;

import tandem.model.record.PageWrite;
import tandem.model.record.QueueReady;

/** One turn of a guest, from its preparation on (GA-30). */
final class ArbiterTurn {
  private static final int BEAT_BYTES = 64;

  /** From the POST of a request until a step can see it (GA-36). */
  private static final int VISIBLE_CYCLES = 4;

  final ArbiterGuest guest;
  final int scanner;
  final boolean limited;
  final long preparedCycle;
  final int credit;
  long charged;

  ArbiterTurn(ArbiterGuest guest, int scanner, int credit, long cycle) {
    this.guest = guest;
    this.scanner = scanner;
    this.credit = credit;
    preparedCycle = cycle;
    limited = guest.rate != 0;
  }

  /** Whether a request is left that a step in that cycle can see. */
  boolean sees(long cycle) {
    return !guest.ring.isEmpty() && guest.ring.element().cycle() <= cycle - VISIBLE_CYCLES;
  }

  /** The next slice, which is charged (GA-35). */
  QueueReady grant(GuestArbiterConfig config) {
    ArbiterGuest.Request request = guest.ring.element();
    PageWrite write = request.write();
    long left = write.bytes() - guest.offset;
    boolean last = !request.isSliced(config.sliceBytes()) || left <= config.sliceBytes();
    long bytes = last ? left : config.sliceBytes();
    boolean first = guest.offset == 0;
    QueueReady grant =
        new QueueReady(
            guest.number,
            scanner,
            write.connection(),
            write.op(),
            bytes,
            write.fence() && first,
            write.barrier(),
            write.fail(),
            write.address() + guest.offset,
            request.entry(),
            guest.offset,
            first,
            last);
    long cost = Math.max(bytes, BEAT_BYTES);
    charged += cost;
    guest.deficit -= config.quantumBytes() == 0 ? 1 : cost;
    guest.offset = last ? 0 : guest.offset + bytes;
    if (last) {
      guest.ring.remove();
    }
    return grant;
  }
}
