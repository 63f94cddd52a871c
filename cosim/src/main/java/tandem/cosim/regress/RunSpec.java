package tandem.cosim.regress;

/**
 * A run that a worker is to do.
 *
 * @param failures folder for case files
 */
public record RunSpec(String bench, long seed, Suite suite, String failures) {}
