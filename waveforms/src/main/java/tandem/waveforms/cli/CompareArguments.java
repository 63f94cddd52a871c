package tandem.waveforms.cli;

import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Option;
import tandem.waveforms.compare.CompareMode;
import tandem.waveforms.compare.CompareOptions;
import tandem.waveforms.compare.NameMapping;
import tandem.waveforms.compare.UnknownPolicy;

/** The options of a comparison, for every command that makes one (a picocli mixin). */
public final class CompareArguments {
  @Option(
      names = "--mode",
      paramLabel = "MODE",
      defaultValue = "time",
      description =
          "time: same values at every moment (default); cycle: at every clock edge; transaction: same"
              + " records in the same order; tolerance: and within --tolerance.")
  private String mode;

  @Option(
      names = "--clock",
      paramLabel = "NAME[,NAME]",
      description = "The clock, in A and in B if named differently; default: clock or clk.")
  private String clock;

  @Option(
      names = "--reset",
      paramLabel = "NAME[,NAME]",
      description = "Edges under reset do not count. ',NAME' if only B has one.")
  private String reset;

  @Option(names = "--reset-low", description = "Reset holds at 0.")
  private boolean resetLow;

  @Option(names = "--falling", description = "Samples at the falling edge.")
  private boolean falling;

  @Option(
      names = "--sample",
      paramLabel = "before|after",
      defaultValue = "before",
      description = "Takes values before (default) or after the changes at the edge.")
  private String sample;

  @Option(
      names = "--map",
      paramLabel = "A=B",
      description = "Full paths of A that fit the pattern are called so in B; repeatable.")
  private List<String> map = List.of();

  @Option(names = "--include", paramLabel = "PATTERN", description = "Only these; repeatable.")
  private List<String> include = List.of();

  @Option(names = "--exclude", paramLabel = "PATTERN", description = "Not these; repeatable.")
  private List<String> exclude = List.of();

  @Option(
      names = "--mask",
      paramLabel = "PATTERN=HEX",
      description = "Compares only these bits; repeatable.")
  private List<String> mask = List.of();

  @Option(
      names = "--dont-care",
      paramLabel = "FROM..TO[@PATTERN]",
      description = "Cycles (mode time: times of A) that are not compared; repeatable.")
  private List<String> dontCare = List.of();

  @Option(
      names = "--x",
      paramLabel = "exact|expected|actual|either",
      defaultValue = "exact",
      description = "Unknown digits match only themselves (default), or anything on that side.")
  private String unknown;

  @Option(
      names = "--tolerance",
      paramLabel = "N|P%",
      description = "How many cycles, or percent of the cycles passed, a record may be off.")
  private String tolerance;

  @Option(
      names = "--ignore-tail",
      description = "What the longer dump has beyond the end of the other does not count.")
  private boolean ignoreTail;

  /**
   * The options as given.
   *
   * @throws IllegalArgumentException naming the option that is wrong
   */
  public CompareOptions options() {
    CompareOptions.Builder options = CompareOptions.of(choice("--mode", CompareMode.class, mode));
    if (clock != null) {
      options.clock(CompareOptions.Names.parse(clock));
    }
    if (reset != null) {
      options.reset(CompareOptions.Names.parse(reset), resetLow);
    }
    NameMapping names = NameMapping.IDENTITY;
    for (String rule : map) {
      NameMapping.Rule parsed = NameMapping.Rule.parse(rule);
      names = names.map(parsed.expected().pattern(), parsed.actual());
    }
    mask.forEach(m -> options.mask(CompareOptions.Mask.parse(m)));
    dontCare.forEach(w -> options.dontCare(CompareOptions.DontCare.parse(w)));
    if ((tolerance != null) != mode.equalsIgnoreCase("tolerance")) {
      throw new IllegalArgumentException(
          "--tolerance goes with --mode tolerance, and it with that");
    }
    if (tolerance != null) {
      options.tolerance(CompareOptions.Tolerance.parse(tolerance));
    }
    if (!sample.equals("before") && !sample.equals("after")) {
      throw new IllegalArgumentException("--sample is before or after, not '" + sample + "'");
    }
    return options
        .fallingEdge(falling)
        .sampleAfter(sample.equals("after"))
        .mapping(names.restrict(include, exclude))
        .unknown(choice("--x", UnknownPolicy.class, unknown))
        .ignoreTail(ignoreTail)
        .build();
  }

  private static <E extends Enum<E>> E choice(String option, Class<E> type, String text) {
    try {
      return Enum.valueOf(type, text.toUpperCase(Locale.ROOT));
    } catch (IllegalArgumentException e) {
      String choices = List.of(type.getEnumConstants()).toString().toLowerCase(Locale.ROOT);
      throw new IllegalArgumentException(
          option + " is one of " + choices + ", not '" + text + "'", e);
    }
  }
}
