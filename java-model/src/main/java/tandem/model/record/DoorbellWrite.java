package tandem.model.record;

import tandem.model.Require;

/**
 * Posts one entry: one more work request of a connection is ready.
 *
 * @param guest owner, 0..255
 * @param connection connection number
 * @param op code of a {@link WorkOp}, 0..7; 5..7 are posted by a broken host
 * @param bytes length of the operation, 0..2^32-1
 * @param fence waits for the earlier reads of its connection
 * @param barrier waits for everything before it and holds back everything behind it
 * @param fail makes the operation fail, in place of a transport error
 * @param address host address, unsigned 64 bit; 0 where the descriptor brings it
 */
public record DoorbellWrite(
    int guest,
    int connection,
    int op,
    long bytes,
    boolean fence,
    boolean barrier,
    boolean fail,
    long address) {
  /** Fails with {@link IllegalArgumentException} for a value that the field cannot hold. */
  public DoorbellWrite {
    Require.range("guest", guest, 0, 0xFF);
    Require.range("connection", connection, 0, 0xFF_FFFF);
    Require.range("op", op, 0, 7);
    Require.range("bytes", bytes, 0, 0xFFFF_FFFFL);
  }
}
