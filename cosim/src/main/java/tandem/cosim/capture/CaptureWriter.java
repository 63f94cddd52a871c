package tandem.cosim.capture;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;

/** Writes Ethernet frames to a pcap file with times in nanoseconds. */
public final class CaptureWriter implements AutoCloseable {
  private static final int MAGIC = 0xa1b23c4d;
  private static final short MAJOR = 2;
  private static final short MINOR = 4;
  private static final int HEADER_BYTES = 24;
  private static final int RECORD_BYTES = 16;
  private static final int BUFFER_BYTES = 1 << 16;

  private final OutputStream out;
  private IOException failure;

  /** Begins a capture, in place of what stands there. */
  public CaptureWriter(Path file) throws IOException {
    out = new BufferedOutputStream(Files.newOutputStream(file), BUFFER_BYTES);
    ByteBuffer header = buffer(HEADER_BYTES).putInt(MAGIC).putShort(MAJOR).putShort(MINOR);
    header.putLong(0).putInt(CaptureFormat.MAX_FRAME_BYTES).putInt(CaptureFormat.ETHERNET);
    out.write(header.array());
  }

  /**
   * Adds a frame. What goes wrong is said in the end, since a run has other outputs as well.
   *
   * @param wireBytes its length on the wire; more than {@code bytes} of a frame that was cut
   * @param timeNs since the epoch, ns
   */
  public void write(byte[] bytes, long wireBytes, long timeNs) {
    if (failure != null) {
      return;
    }
    try {
      long seconds = Math.floorDiv(timeNs, CaptureFormat.NANOS_PER_SECOND);
      if (seconds >>> Integer.SIZE != 0) {
        throw new IOException("pcap has times from 1970 to 2106 only: secondsSince1970=" + seconds);
      }
      ByteBuffer record = buffer(RECORD_BYTES).putInt((int) seconds);
      record.putInt((int) Math.floorMod(timeNs, CaptureFormat.NANOS_PER_SECOND));
      record.putInt(bytes.length).putInt((int) wireBytes);
      out.write(record.array());
      out.write(bytes);
    } catch (IOException e) {
      failure = e;
    }
  }

  /**
   * Ends the capture.
   *
   * @throws IOException if not all of it could be written
   */
  @Override
  public void close() throws IOException {
    try {
      out.close();
    } catch (IOException e) {
      failure = failure == null ? e : failure;
    }
    if (failure != null) {
      throw failure;
    }
  }

  private static ByteBuffer buffer(int bytes) {
    return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }
}
