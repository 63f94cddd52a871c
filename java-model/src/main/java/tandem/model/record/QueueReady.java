package tandem.model.record;

import tandem.model.Require;

/**
 * A slice of a request of the guest whose turn it is: a grant (GA-3, GA-4).
 *
 * @param guest 8 bit
 * @param scanner that takes it, 4 bit
 * @param connection connection number, up to 24 bit
 * @param op code of a {@link WorkOp}, 3 bit
 * @param bytes of the slice, 32 bit
 * @param fence of the request, in its first slice only
 * @param barrier of the request
 * @param fail of the request
 * @param address of the slice, unsigned 64 bit
 * @param entry number of the accepted page write, 32 bit
 * @param offset of the slice in the request, 32 bit
 * @param first whether it is the first slice of the request
 * @param last whether it is the last one
 */
public record QueueReady(
    int guest,
    int scanner,
    int connection,
    int op,
    long bytes,
    boolean fence,
    boolean barrier,
    boolean fail,
    long address,
    long entry,
    long offset,
    boolean first,
    boolean last) {
  /** Fails with {@link IllegalArgumentException} for a value that the field cannot hold. */
  public QueueReady {
    Require.range("guest", guest, 0, 0xFF);
    Require.range("scanner", scanner, 0, 15);
    Require.range("connection", connection, 0, 0xFF_FFFF);
    Require.range("op", op, 0, 7);
    Require.range("bytes", bytes, 0, 0xFFFF_FFFFL);
    Require.range("entry", entry, 0, 0xFFFF_FFFFL);
    Require.range("offset", offset, 0, 0xFFFF_FFFFL);
  }
}
