package tandem.bridge;

import tandem.rtlgen.Manifest;

/**
 * A design that an engine can run; any number of instances can be opened from it, by any threads at
 * the same time.
 */
public interface Design {
  /** What the design looks like from outside. */
  Manifest manifest();

  /** SHA-256, in hex, of everything that decides what the design does and what it can do. */
  String buildId();

  /**
   * Opens a new instance whose registers and memories hold random values and whose reset is high
   * until it is driven low.
   *
   * @param seed decides those values
   */
  RtlDut open(long seed);
}
