package tandem.model.record;

import java.util.Objects;
import tandem.model.Require;

/**
 * The end of a work request, one for each entry.
 *
 * @param guest owner, 0..255
 * @param connection connection number
 * @param op code of a {@link WorkOp}, 0..7; 5..7 are posted by a broken host
 * @param bytes length of the operation, 0..2^32-1
 * @param entry acceptance number of the doorbell modulo 2^32
 * @param status OK, or why it will not be executed
 */
public record Completion(
    int guest, int connection, int op, long bytes, long entry, WorkStatus status) {
  /** Fails with {@link IllegalArgumentException} for a value that the field cannot hold. */
  public Completion {
    Objects.requireNonNull(status, "status");
    Require.range("guest", guest, 0, 0xFF);
    Require.range("connection", connection, 0, 0xFF_FFFF);
    Require.range("op", op, 0, 7);
    Require.range("bytes", bytes, 0, 0xFFFF_FFFFL);
    Require.range("entry", entry, 0, 0xFFFF_FFFFL);
  }
}
