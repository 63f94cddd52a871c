package tandem.cosim.regress;

/**
 * A named way to exercise a block. A run is a bench with a seed, and the seed decides everything it
 * does. Found by {@link java.util.ServiceLoader}.
 */
public interface Bench {
  /** Name on the command line, lower case with dashes. */
  String name();

  /** The block it exercises, by its name on the command line. */
  String block();

  /** One line for people. */
  String about();

  /** How many seeds the bench is worth in a suite; benches without random choices say 1. */
  int seeds(Suite suite);

  /**
   * Runs scenarios and hands each verdict to {@link BenchRun#judge}.
   *
   * @throws BenchFailure as thrown by judge
   */
  void run(BenchRun run);
}
