package tandem.model.mem;

/**
 * Part of the data of one read burst, as it comes back from memory.
 *
 * @param slot slot of the request
 * @param offset byte offset of the first byte inside the request
 * @param data the bytes; handed over, not copied
 */
public record ReadCompletion(int slot, long offset, byte[] data) {}
