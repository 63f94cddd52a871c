package tandem.model.record;

import java.util.Objects;
import tandem.model.Require;

/**
 * A work request with everything that is needed to execute it.
 *
 * @param guest owner, 0..255
 * @param connection connection number
 * @param op code of a {@link WorkOp}, 0..7; 5..7 are posted by a broken host
 * @param bytes length of the operation, 0..2^32-1
 * @param fence waits for the earlier reads of its connection
 * @param fail makes the operation fail, in place of a transport error
 * @param address host address, unsigned 64 bit; 0 where the descriptor brings it
 * @param entry acceptance number of the doorbell modulo 2^32
 * @param batch number of the batch modulo 2^32
 * @param first whether it is the first of its batch
 * @param last whether it is the last of its batch
 * @param slot cache slot, 0 where status is not OK
 * @param hit whether it needed no load of its own
 * @param status OK, or why it will not be executed
 * @param sequence number of the operation on its connection, before the update
 */
public record WorkRequest(
    int guest,
    int connection,
    int op,
    long bytes,
    boolean fence,
    boolean fail,
    long address,
    long entry,
    long batch,
    boolean first,
    boolean last,
    int slot,
    boolean hit,
    WorkStatus status,
    long sequence) {
  /** Fails with {@link IllegalArgumentException} for a value that the field cannot hold. */
  public WorkRequest {
    Objects.requireNonNull(status, "status");
    Require.range("guest", guest, 0, 0xFF);
    Require.range("connection", connection, 0, 0xFF_FFFF);
    Require.range("op", op, 0, 7);
    Require.range("bytes", bytes, 0, 0xFFFF_FFFFL);
    Require.range("entry", entry, 0, 0xFFFF_FFFFL);
    Require.range("batch", batch, 0, 0xFFFF_FFFFL);
    Require.range("slot", slot, 0, 0xFFF);
    Require.range("sequence", sequence, 0, 0xFFFF_FFFFL);
  }
}
