package tandem.cosim.capture;

import java.io.IOException;
import java.util.Locale;

/** A file format of captures, read frame by frame. */
interface CaptureFormat {
  /** The link type of Ethernet. */
  int ETHERNET = 1;

  /** The longest frame there can be, as other tools have it. */
  int MAX_FRAME_BYTES = 262_144;

  /** Nanoseconds in a second. */
  long NANOS_PER_SECOND = 1_000_000_000L;

  /**
   * The next frame, or null at the end.
   *
   * @throws IOException saying what is wrong with the file, without its name
   */
  Frame next(int number) throws IOException;

  /**
   * Refuses frames that are not of Ethernet.
   *
   * @throws IOException naming the link type
   */
  static void requireEthernet(int linkType) throws IOException {
    if (linkType != ETHERNET) {
      throw new IOException("captures must be of Ethernet frames: linkType=" + linkType);
    }
  }

  /**
   * The length of what was captured of a frame.
   *
   * @throws IOException if no frame is that long
   */
  static int capturedBytes(long bytes) throws IOException {
    if (bytes > MAX_FRAME_BYTES) {
      throw new IOException(
          String.format(
              Locale.ROOT, "at most %d bytes make a frame: bytes=%d", MAX_FRAME_BYTES, bytes));
    }
    return (int) bytes;
  }
}
