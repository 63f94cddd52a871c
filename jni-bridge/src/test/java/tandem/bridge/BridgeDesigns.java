package tandem.bridge;

/** The designs of the bridge's tests, for tests in other packages. */
public final class BridgeDesigns {
  private BridgeDesigns() {}

  public static RtlDut queue(long seed) {
    return TestDesigns.queue().open(seed);
  }

  public static RtlDut endings(long seed) {
    return TestDesigns.endings().open(seed);
  }
}
