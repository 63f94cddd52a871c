package tandem.cosim.capture;

import java.nio.file.Path;
import java.sql.Timestamp;
import org.pcap4j.core.NotOpenException;
import org.pcap4j.core.PcapDumper;
import org.pcap4j.core.PcapHandle;
import org.pcap4j.core.PcapHandle.TimestampPrecision;
import org.pcap4j.core.PcapNativeException;
import org.pcap4j.core.Pcaps;
import org.pcap4j.packet.namednumber.DataLinkType;
import tandem.cosim.rtl.UsageException;

/** Writes Ethernet frames to a pcap file with times in nanoseconds, through libpcap. */
public final class CaptureWriter implements AutoCloseable {
  /** What libpcap takes for the longest frame there can be. */
  private static final int SNAPSHOT_BYTES = 262_144;

  private static final long NANOS_PER_SECOND = 1_000_000_000L;
  private static final long MILLIS_PER_SECOND = 1000L;

  private final Path file;
  private final PcapHandle handle;
  private final PcapDumper dumper;

  /**
   * Begins a capture, in place of what stands there.
   *
   * @throws UsageException if the file cannot be written
   */
  public CaptureWriter(Path file) {
    this.file = file;
    try {
      handle = Pcaps.openDead(DataLinkType.EN10MB, SNAPSHOT_BYTES, TimestampPrecision.NANO);
      dumper = handle.dumpOpen(file.toString());
    } catch (PcapNativeException | NotOpenException e) {
      throw cannotWrite(e);
    }
  }

  /**
   * Adds a frame.
   *
   * @param timeNs since the epoch, ns
   */
  public void write(byte[] frame, long timeNs) {
    Timestamp time = new Timestamp(Math.floorDiv(timeNs, NANOS_PER_SECOND) * MILLIS_PER_SECOND);
    time.setNanos((int) Math.floorMod(timeNs, NANOS_PER_SECOND));
    try {
      dumper.dumpRaw(frame, time);
    } catch (NotOpenException e) {
      throw new IllegalStateException("the capture has been closed: " + file, e);
    }
  }

  /**
   * Ends the capture.
   *
   * @throws UsageException if not all of it could be written
   */
  @Override
  public void close() {
    try {
      dumper.flush();
    } catch (PcapNativeException | NotOpenException e) {
      throw cannotWrite(e);
    } finally {
      dumper.close();
      handle.close();
    }
  }

  private UsageException cannotWrite(Exception e) {
    return new UsageException(file + ": cannot be written: " + e.getMessage(), e);
  }
}
