package tandem.bridge;

/**
 * A short run that is typical of how a design will be used; the compiler arranges the code for it.
 * It decides how fast a design is, never what it does. The class file is part of the cache's key,
 * so it must be a class of its own, no lambda.
 */
public interface Training {
  /**
   * Drives a fresh instance for some ten thousand cycles. Assertions are off, as a made-up stimulus
   * may break the rules of the design.
   */
  void run(RtlDut dut);
}
