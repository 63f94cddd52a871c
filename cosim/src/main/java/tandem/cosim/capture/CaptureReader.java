package tandem.cosim.capture;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import tandem.cosim.rtl.UsageException;

/** Streams the frames of a packet capture, pcap or pcapng, packed with gzip or not. */
public final class CaptureReader implements AutoCloseable {
  private final Path file;
  private final CaptureInput in;
  private final CaptureFormat format;
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
    CaptureInput opened = null;
    try {
      opened = CaptureInput.open(file);
      format = format(opened);
      in = opened;
    } catch (IOException e) {
      close(opened);
      throw new UsageException(file + ": not a capture: " + reason(e), e);
    }
  }

  /**
   * The next frame, or nothing at the end.
   *
   * @throws UsageException if the file is cut off or damaged; the message has the frame's number
   */
  public Optional<Frame> next() {
    try {
      Optional<Frame> frame = Optional.ofNullable(format.next(number));
      number++;
      return frame;
    } catch (IOException e) {
      throw new UsageException(
          String.format(Locale.ROOT, "%s: frame %d: %s", file, number, reason(e)), e);
    }
  }

  @Override
  public void close() {
    close(in);
  }

  private static CaptureFormat format(CaptureInput in) throws IOException {
    int magic = in.numbers(Integer.BYTES).getInt();
    if (magic == PcapngFormat.SECTION) {
      return new PcapngFormat(in);
    }
    if (!PcapFormat.isMagic(magic)) {
      throw new IOException("neither pcap nor pcapng (editcap -F pcap converts what it knows)");
    }
    return new PcapFormat(in, magic);
  }

  /** Unpacking says nothing of some ends. */
  private static String reason(IOException e) {
    return e.getMessage() == null ? "the file is cut off" : e.getMessage();
  }

  private static void close(CaptureInput in) {
    try {
      if (in != null) {
        in.close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
