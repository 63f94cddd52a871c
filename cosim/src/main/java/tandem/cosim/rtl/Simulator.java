package tandem.cosim.rtl;

/** What runs the RTL. */
public enum Simulator {
  /** Compiled by Verilator: the reference, and the fastest in the long run. */
  VERILATOR,
  /** As code of this JVM: ready in seconds. */
  JVM,
  /** Both with the same stimulus, compared in every cycle; slow. */
  LOCKSTEP
}
