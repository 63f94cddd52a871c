package tandem.model.record;

import java.util.Locale;
import java.util.Objects;
import tandem.model.Require;

/**
 * One bus transaction of a request.
 *
 * @param op direction
 * @param address host physical address of the first byte, unsigned 64 bit
 * @param bytes what the burst moves, padding included, 1..4096
 * @param offset byte offset of this burst inside its request
 * @param padBytes how many of the trailing bytes are padding
 * @param guest owner, as in the span
 * @param tag as in the span
 * @param slot acceptance number of the request modulo the number of request slots
 * @param first whether this is the first burst of the request
 * @param last whether this is the last burst of the request
 */
public record HostBurst(
    MemoryOp op,
    long address,
    int bytes,
    long offset,
    int padBytes,
    int guest,
    int tag,
    int slot,
    boolean first,
    boolean last) {
  /** Fails with {@link IllegalArgumentException} for a value that the field cannot hold. */
  public HostBurst {
    Objects.requireNonNull(op, "op");
    Require.range("bytes", bytes, 1, 4096);
    Require.range("offset", offset, 0, 0xFFFF_FFFFL);
    Require.range("padBytes", padBytes, 0, Math.min(bytes, 0xFF));
    Require.range("guest", guest, 0, 0xFF);
    Require.range("tag", tag, 0, 0xFFFF);
    Require.range("slot", slot, 0, 0xFFFF);
  }

  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "HostBurst[op=%s, address=0x%016x, bytes=%d, offset=%d, padBytes=%d, guest=%d, tag=%d,"
            + " slot=%d, first=%b, last=%b]",
        op,
        address,
        bytes,
        offset,
        padBytes,
        guest,
        tag,
        slot,
        first,
        last);
  }
}
