package tandem.model.tx;

/** Sends of chosen connections, made as they are asked for, so that they take no memory. */
final class UniformSends implements RequestSource {
  private static final long MULTIPLIER = 0xD1342543DE82EF95L;
  private static final long INCREMENT = 0x9E3779B97F4A7C15L;

  private final int connections;
  private long state = 1;
  private int left;
  private int connection;

  /** Each connection with the same probability. */
  UniformSends(int connections) {
    this.connections = connections;
  }

  /** One send of each connection in ascending order. */
  static RequestSource ofEach(int connections) {
    return new RequestSource() {
      private int next = -1;

      @Override
      public boolean advance() {
        return ++next < connections;
      }

      @Override
      public int connection() {
        return next;
      }

      @Override
      public int op() {
        return 0;
      }
    };
  }

  /** Lets so many more requests be taken. */
  UniformSends more(int requests) {
    left = requests;
    return this;
  }

  @Override
  public boolean advance() {
    state = state * MULTIPLIER + INCREMENT;
    connection = (int) ((state >>> 32) * connections >>> 32);
    return left-- > 0;
  }

  @Override
  public int connection() {
    return connection;
  }

  @Override
  public int op() {
    return 0;
  }
}
