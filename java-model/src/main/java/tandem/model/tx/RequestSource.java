package tandem.model.tx;

/** Posted requests in posting order. A cursor, so that a long run makes no garbage. */
public interface RequestSource {
  /** Goes on to the next request; false if there is none. */
  boolean advance();

  int connection();

  /** Code of the operation, 0..7. */
  int op();

  /** Length in bytes, unsigned 32 bit. */
  default int bytes() {
    return 0;
  }

  default int guest() {
    return 0;
  }

  default boolean fence() {
    return false;
  }

  default boolean barrier() {
    return false;
  }

  default boolean fail() {
    return false;
  }
}
