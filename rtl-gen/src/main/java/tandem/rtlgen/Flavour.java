package tandem.rtlgen;

/** What the generated text is for. */
public enum Flavour {
  /** No checks: only what becomes hardware. */
  SYNTHESIS,
  /** The same hardware with its contracts as immediate assertions. */
  SIMULATION,
  /** The same, one step before Verilog and without it, for engines that need none. */
  FIRRTL
}
