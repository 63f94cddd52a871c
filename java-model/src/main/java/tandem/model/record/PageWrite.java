package tandem.model.record;

import tandem.model.Require;

/**
 * A guest writes to a doorbell page (GA-1).
 *
 * @param pageAddress where it writes, 32 bit; names the guest (GA-2)
 * @param claimedGuest what the guest writes of itself, 8 bit; never used
 * @param connection connection number, up to 24 bit
 * @param op code of a {@link WorkOp}, 3 bit
 * @param bytes length of the operation, 32 bit
 * @param fence waits for the earlier reads of its connection
 * @param barrier waits for everything before it and holds back everything behind it
 * @param fail makes the operation fail, in place of a transport error
 * @param address host address, unsigned 64 bit
 */
public record PageWrite(
    long pageAddress,
    int claimedGuest,
    int connection,
    int op,
    long bytes,
    boolean fence,
    boolean barrier,
    boolean fail,
    long address) {
  /** Bytes of the page of one guest. */
  public static final int PAGE_BYTES = 4096;

  /** Fails with {@link IllegalArgumentException} for a value that the field cannot hold. */
  public PageWrite {
    Require.range("pageAddress", pageAddress, 0, 0xFFFF_FFFFL);
    Require.range("claimedGuest", claimedGuest, 0, 0xFF);
    Require.range("connection", connection, 0, 0xFF_FFFF);
    Require.range("op", op, 0, 7);
    Require.range("bytes", bytes, 0, 0xFFFF_FFFFL);
  }

  /** The number of the page, whether there is such a guest or not. */
  public int page() {
    return (int) (pageAddress / PAGE_BYTES);
  }

  /** The place in the page. */
  public int offset() {
    return (int) (pageAddress % PAGE_BYTES);
  }
}
