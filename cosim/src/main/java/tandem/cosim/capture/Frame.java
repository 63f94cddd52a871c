package tandem.cosim.capture;

/**
 * One captured Ethernet frame.
 *
 * @param number 0-based number in the capture
 * @param timeNs capture time since the epoch, ns
 * @param bytes the frame without its check sequence
 */
public record Frame(int number, long timeNs, byte[] bytes) {}
