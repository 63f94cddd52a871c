package tandem.model.time;

/** What tokens can be put into. */
public interface TokenTaker {
  /** Names the component that is woken when there is a place again. */
  void producer(int component);

  /** The cycle from which a push is possible, NEVER as long as there is no place. */
  long placeCycle();

  /** Puts a token; {@link #placeCycle} must have come. */
  void push(long token, long nowCycle);
}
