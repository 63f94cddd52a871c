package tandem.rtlgen;

/**
 * What an external tool said about generated RTL.
 *
 * @param gate name of the gate
 * @param output everything the tools printed, each preceded by its command
 */
public record GateReport(String gate, boolean passed, String output) {

  /** Throws if the gate did not pass, naming the first line that complains. */
  public GateReport requirePassed() {
    if (passed) {
      return this;
    }
    String complaint =
        output
            .lines()
            .filter(line -> line.matches("(?i).*(error|warning|syntax).*"))
            .findFirst()
            .orElse("see the output");
    throw new RtlGenException("gate " + gate + " failed: " + complaint);
  }
}
