package tandem.cosim.receive;

/** A receive path on which frames are run one after the other; units leave it as they are ready. */
public interface ReceiveEngine extends AutoCloseable {
  /** The longest frame it takes. */
  int maxFrameBytes();

  /**
   * The next frame.
   *
   * @param bytes the frame, 1 to {@link #maxFrameBytes} of them, kept by the engine
   * @param arrivalCycle when it came; never before the frame in front of it
   * @throws tandem.cosim.check.MismatchException if what the path does is found to be wrong
   */
  void frame(byte[] bytes, long arrivalCycle);

  /**
   * No more frames come: everything held is delivered.
   *
   * @throws tandem.cosim.check.MismatchException if what the path did is found to be wrong
   */
  void finish();

  @Override
  default void close() {}
}
