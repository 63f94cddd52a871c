package tandem.model.record;

/**
 * Part of the data of one read burst, as it comes back from memory.
 *
 * @param slot slot of the request
 * @param offset byte offset of the first byte inside the request
 * @param bytes length of {@code data}, 1..64 on the hardware's stream
 */
public record ReadCompletion(int slot, long offset, int bytes, ByteString data) {
  /**
   * The completion of all these bytes.
   *
   * @param data handed over, not copied
   */
  public static ReadCompletion of(int slot, long offset, byte[] data) {
    return new ReadCompletion(slot, offset, data.length, ByteString.owning(data));
  }
}
