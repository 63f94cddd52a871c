package tandem.model.mem;

import tandem.model.record.ByteString;

/**
 * The next bytes of a request, in order.
 *
 * @param slot slot of the request
 * @param bytes length of {@code data}, 1..64
 * @param last whether the request ends here
 */
public record PayloadBeat(int slot, int bytes, boolean last, ByteString data) {}
