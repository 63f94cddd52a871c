package tandem.model.tx;

import java.util.ArrayDeque;
import tandem.model.record.ArbiterCommand;
import tandem.model.record.PageWrite;
import tandem.model.record.WorkOp;

/** What the arbiter keeps of one guest (GA-10). */
final class ArbiterGuest {
  enum Where {
    IDLE,
    LISTED,
    PREPARED,
    TURN
  }

  /** A request in the ring, and the cycle of its POST. */
  record Request(PageWrite write, long entry, long cycle) {
    boolean isSliced(int sliceBytes) {
      boolean moves =
          write.op() == WorkOp.SEND.code()
              || write.op() == WorkOp.WRITE.code()
              || write.op() == WorkOp.READ.code();
      return sliceBytes > 0 && moves && write.bytes() > sliceBytes;
    }
  }

  private static final int REASONS = 4;

  final int number;
  final ArrayDeque<Request> ring = new ArrayDeque<>();
  Where where = Where.IDLE;
  boolean enabled;
  boolean urgent;
  int weight = 1;
  long rate;
  long burst;
  int connectionBase;
  int connectionCount;

  /** Of the request at the head, already granted. */
  long offset;

  long deficit;
  long tokens;
  boolean throttled;

  /** Bits of rejects that no record has given, and the first and last cycle of each. */
  int rejects;

  private final long[] firstRejects = new long[REASONS];
  private final long[] lastRejects = new long[REASONS];

  ArbiterGuest(int number) {
    this.number = number;
  }

  boolean owns(int connection) {
    return connection >= connectionBase && connection < connectionBase + connectionCount;
  }

  void reject(int reason, long cycle) {
    int bit = Integer.numberOfTrailingZeros(reason);
    if ((rejects & reason) == 0) {
      firstRejects[bit] = cycle;
    }
    lastRejects[bit] = cycle;
    rejects |= reason;
  }

  /** The bits that a record offered in a cycle may have. */
  int rejectsBefore(long cycle) {
    int bits = 0;
    for (int bit = 0; bit < REASONS; bit++) {
      bits |= firstRejects[bit] < cycle ? rejects & 1 << bit : 0;
    }
    return bits;
  }

  /** Forgets bits but for those that were set again since a record with them was offered. */
  void takeRejects(int reasons, long offeredCycle) {
    for (int bit = 0; bit < REASONS; bit++) {
      if ((reasons & 1 << bit) == 0) {
        continue;
      }
      if (lastRejects[bit] < offeredCycle) {
        rejects &= ~(1 << bit);
      } else {
        firstRejects[bit] = Math.max(firstRejects[bit], offeredCycle);
      }
    }
  }

  void set(ArbiterCommand command) {
    enabled = command.enabled();
    urgent = command.urgent();
    weight = command.weight();
    rate = command.rate();
    burst = command.burst();
    connectionBase = command.connectionBase();
    connectionCount = command.connectionCount();
    tokens = burst;
  }

  /** Fills up the tokens, and says whether the guest may go on (GA-26). */
  boolean sweep() {
    if (rate != 0) {
      tokens = Math.min(burst, tokens + rate);
    }
    return throttled && (rate == 0 || tokens > 0);
  }
}
