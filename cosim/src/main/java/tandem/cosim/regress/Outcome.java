package tandem.cosim.regress;

/** How a run ended. */
public enum Outcome {
  /** Everything that was checked was as it must be. */
  PASSED,
  /** Something that was checked was not. */
  FAILED,
  /** The run did not come to a verdict: its worker died, its bench threw, its time was up. */
  ERROR,
  /** The run was asked for and was not done, or not to its end. */
  NOT_RUN,
  /** The RTL was given, and has other parameters than the bench needs. */
  UNFIT
}
