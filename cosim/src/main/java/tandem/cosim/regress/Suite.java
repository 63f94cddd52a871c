package tandem.cosim.regress;

/** How much a regression does. */
public enum Suite {
  /** A minute or less: every bench once, small. */
  SMOKE,
  /** What a nightly run does: every sweep in full, many seeds. */
  FULL
}
