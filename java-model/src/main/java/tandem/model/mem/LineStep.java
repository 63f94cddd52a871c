package tandem.model.mem;

/**
 * One access of the memory side: part of one line, or all of it, done at once.
 *
 * @param address host physical address of the first byte, unsigned
 * @param bytes how many, within one line
 * @param offset byte offset inside the request
 */
public record LineStep(long address, int bytes, long offset) {}
