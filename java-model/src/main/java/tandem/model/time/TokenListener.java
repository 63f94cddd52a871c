package tandem.model.time;

/** Is told when a token moves. */
@FunctionalInterface
public interface TokenListener {
  TokenListener NOBODY = (token, cycle) -> {};

  void moved(long token, long cycle);
}
