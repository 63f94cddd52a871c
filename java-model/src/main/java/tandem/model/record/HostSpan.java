package tandem.model.record;

import java.util.Locale;
import java.util.Objects;
import tandem.model.Require;

/**
 * One contiguous piece of host memory to be read or written, as address translation hands it on.
 *
 * @param op direction
 * @param address final host physical address of the first byte, unsigned 64 bit
 * @param bytes length in bytes, 0..2^32-1
 * @param padBytes bytes right behind the span that the NIC owns and may overwrite, 0..255
 * @param permitted verdict of the range check in front
 * @param guest owner, 0..255
 * @param tag chosen by the requester and given back with the result, 0..65535
 */
public record HostSpan(
    MemoryOp op, long address, long bytes, int padBytes, boolean permitted, int guest, int tag) {
  /** Fails with {@link IllegalArgumentException} for a value that the field cannot hold. */
  public HostSpan {
    Objects.requireNonNull(op, "op");
    Require.range("bytes", bytes, 0, 0xFFFF_FFFFL);
    Require.range("padBytes", padBytes, 0, 0xFF);
    Require.range("guest", guest, 0, 0xFF);
    Require.range("tag", tag, 0, 0xFFFF);
  }

  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "HostSpan[op=%s, address=0x%016x, bytes=%d, padBytes=%d, permitted=%b, guest=%d, tag=%d]",
        op,
        address,
        bytes,
        padBytes,
        permitted,
        guest,
        tag);
  }
}
