package tandem.model.record;

import java.util.Objects;
import tandem.model.Require;

/**
 * The end of one request, given once for each accepted request and in acceptance order.
 *
 * @param op direction, as in the span
 * @param guest owner, as in the span
 * @param tag as in the span
 * @param slot slot that the request held until now
 * @param status how it ended
 */
public record SpanDone(MemoryOp op, int guest, int tag, int slot, SpanStatus status) {
  /** Fails with {@link IllegalArgumentException} for a value that the field cannot hold. */
  public SpanDone {
    Objects.requireNonNull(op, "op");
    Objects.requireNonNull(status, "status");
    Require.range("guest", guest, 0, 0xFF);
    Require.range("tag", tag, 0, 0xFFFF);
    Require.range("slot", slot, 0, 0xFFFF);
  }
}
