package tandem.model.mem;

import tandem.model.record.MemoryOp;

/**
 * What accessing host memory costs (AL-20): {@code costTransaction * transactions + costLine * line
 * accesses + costByte * payload bytes}, with the line accesses of the configured memory model. A
 * direction whose line size is off counts no lines.
 */
public final class AccessCost {
  private final SplitterConfig config;
  private final long costByte;

  /** Weights of the configuration, and nothing for payload: it is the same for every cut. */
  public AccessCost(SplitterConfig config) {
    this(config, 0);
  }

  /** As above with {@code costByte} for each payload byte, in the unit of the other two weights. */
  public AccessCost(SplitterConfig config, long costByte) {
    this.config = config;
    this.costByte = costByte;
  }

  /** Line accesses of one transaction of {@code bytes > 0}. */
  public LineAccesses accesses(MemoryOp op, long address, long bytes) {
    int line = config.lineBytes(op);
    if (line == 0) {
      return LineAccesses.NONE;
    }
    boolean startsInside = (address & (line - 1)) != 0;
    boolean endsInside = ((address + bytes) & (line - 1)) != 0;
    long lines = ((address & (line - 1)) + bytes + line - 1) / line;
    if (op == MemoryOp.READ) {
      return new LineAccesses(0, 0, lines);
    }
    if (!startsInside && !endsInside) {
      return new LineAccesses(lines, 0, 0);
    }
    long partial = lines;
    if (config.memoryModel() == MemoryModel.PER_LINE) {
      partial = Math.min(lines, (startsInside ? 1 : 0) + (endsInside ? 1 : 0));
    }
    return new LineAccesses(lines - partial, partial, partial);
  }

  /** Bytes moved on the memory side for these accesses of a direction. */
  public long memoryBytes(MemoryOp op, LineAccesses accesses) {
    return config.lineBytes(op) * accesses.total();
  }

  /** The weighted sum. */
  public long cost(long transactions, LineAccesses accesses, long payloadBytes) {
    return config.costTransaction() * transactions
        + config.costLine() * accesses.total()
        + costByte * payloadBytes;
  }

  /** Cost of a whole request when it is cut by {@code rule}. */
  long cost(CutRule rule, MemoryOp op, long address, long bytes) {
    long transactions = 0;
    LineAccesses accesses = LineAccesses.NONE;
    long at = address;
    for (long remaining = bytes; remaining > 0; transactions++) {
      int piece = rule.nextBytes(at, remaining);
      accesses = accesses.plus(accesses(op, at, piece));
      at += piece;
      remaining -= piece;
    }
    return cost(transactions, accesses, bytes);
  }
}
