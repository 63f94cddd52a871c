package tandem.cosim.capture;

/**
 * One captured Ethernet frame.
 *
 * @param number 0-based number in the capture
 * @param timeNs capture time since the epoch, ns
 * @param wireBytes length on the wire; more than was captured of a frame that the snap length cut
 * @param bytes what was captured of the frame, without its check sequence
 */
public record Frame(int number, long timeNs, long wireBytes, byte[] bytes) {
  /** A frame that was captured whole. */
  public Frame(int number, long timeNs, byte[] bytes) {
    this(number, timeNs, bytes.length, bytes);
  }
}
