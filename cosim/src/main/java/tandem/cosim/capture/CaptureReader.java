package tandem.cosim.capture;

import java.io.EOFException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Timestamp;
import java.util.Locale;
import java.util.Optional;
import org.pcap4j.core.NotOpenException;
import org.pcap4j.core.PcapHandle;
import org.pcap4j.core.PcapHandle.TimestampPrecision;
import org.pcap4j.core.PcapNativeException;
import org.pcap4j.core.Pcaps;
import org.pcap4j.packet.namednumber.DataLinkType;
import tandem.cosim.rtl.UsageException;

/** Streams the frames of a packet capture, pcap or pcapng, through libpcap. */
public final class CaptureReader implements AutoCloseable {
  private static final long NANOS_PER_SECOND = 1_000_000_000L;
  private static final long MILLIS_PER_SECOND = 1000L;

  private final Path file;
  private final PcapHandle handle;
  private int number;

  /**
   * Opens a capture of Ethernet frames.
   *
   * @throws UsageException if the file cannot be read, is no capture, or is not of Ethernet
   */
  public CaptureReader(Path file) {
    this.file = file;
    if (!Files.isReadable(file)) {
      throw new UsageException(file + ": cannot be read");
    }
    try {
      handle = Pcaps.openOffline(file.toString(), TimestampPrecision.NANO);
    } catch (PcapNativeException e) {
      throw new UsageException(file + ": not a capture: " + reason(e), e);
    } catch (UnsatisfiedLinkError e) {
      throw new UsageException(
          "missing library: libpcap (./tandem doctor prints the command that installs it)", e);
    }
    if (!handle.getDlt().equals(DataLinkType.EN10MB)) {
      DataLinkType found = handle.getDlt();
      handle.close();
      throw new UsageException(
          String.format(
              Locale.ROOT, "%s: captures must be of Ethernet frames: linkType=%s", file, found));
    }
  }

  /**
   * The next frame, or nothing at the end.
   *
   * @throws UsageException if the file is truncated or corrupt; the message has the frame's number
   */
  public Optional<Frame> next() {
    try {
      byte[] bytes = handle.getNextRawPacketEx();
      return Optional.of(new Frame(number++, nanos(handle.getTimestamp()), bytes));
    } catch (EOFException e) {
      return Optional.empty();
    } catch (PcapNativeException e) {
      throw new UsageException(
          String.format(Locale.ROOT, "%s: frame %d: %s", file, number, reason(e)), e);
    } catch (NotOpenException | java.util.concurrent.TimeoutException e) {
      throw new IllegalStateException("a file neither closes nor times out by itself", e);
    }
  }

  @Override
  public void close() {
    handle.close();
  }

  private static long nanos(Timestamp time) {
    return time.getTime() / MILLIS_PER_SECOND * NANOS_PER_SECOND + time.getNanos();
  }

  /** libpcap says what is wrong, pcap4j adds return codes and its functions in front. */
  private static String reason(PcapNativeException e) {
    String text = e.getMessage() == null ? "unknown" : e.getMessage();
    return text.replaceFirst("^.*message: ", "")
        .replaceFirst("^Error occurred in \\w+\\(\\): ", "");
  }
}
