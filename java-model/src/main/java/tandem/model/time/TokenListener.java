package tandem.model.time;

/** Is told when a token moves. */
@FunctionalInterface
public interface TokenListener {
  void moved(long token, long cycle);
}
