package tandem.model.mem;

import java.util.List;
import tandem.model.record.HostBurst;
import tandem.model.record.HostSpan;

/**
 * An accepted request and what is to be issued for it.
 *
 * @param span the request as it came
 * @param number acceptance number, counted from 0
 * @param slot acceptance number modulo the number of request slots
 * @param verdict whether it has bursts, and if not why
 * @param bursts the bursts in issue order, ascending addresses; empty unless the verdict is ISSUE
 */
public record SplitRequest(
    HostSpan span, long number, int slot, Verdict verdict, List<HostBurst> bursts) {

  /** What becomes of a request at acceptance. */
  public enum Verdict {
    /** It has at least one burst. */
    ISSUE,
    /** Zero length: ends OK without a burst. */
    EMPTY,
    /** Not permitted or beyond the address space: ends REJECTED without a burst. */
    REJECT
  }
}
