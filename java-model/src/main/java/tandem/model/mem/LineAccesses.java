package tandem.model.mem;

/**
 * Whole-line accesses on the memory side. A read-modify-write is one partial line write and one
 * line read.
 *
 * @param fullLineWrites lines written without being read first
 * @param partialLineWrites lines written back after a merge
 * @param lineReads lines read, for reads and for merges
 */
public record LineAccesses(long fullLineWrites, long partialLineWrites, long lineReads) {
  public static final LineAccesses NONE = new LineAccesses(0, 0, 0);

  public long total() {
    return fullLineWrites + partialLineWrites + lineReads;
  }

  public LineAccesses plus(LineAccesses other) {
    return new LineAccesses(
        fullLineWrites + other.fullLineWrites,
        partialLineWrites + other.partialLineWrites,
        lineReads + other.lineReads);
  }
}
