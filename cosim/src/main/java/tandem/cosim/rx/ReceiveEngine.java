package tandem.cosim.rx;

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

  /** Records and units held against the model so far. */
  default long comparedRecords() {
    return 0;
  }

  /** Lines that the model would have written, held against those of the units, at the end. */
  default long comparedLines() {
    return 0;
  }

  @Override
  default void close() {}
}
