package tandem.waveforms.vcd;

import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import tandem.waveforms.io.WaveQuery;
import tandem.waveforms.io.WaveSource;
import tandem.waveforms.io.WaveVisitor;
import tandem.waveforms.io.WindowFilter;
import tandem.waveforms.signal.WaveFormatException;
import tandem.waveforms.signal.WaveHeader;

/**
 * A four-state VCD of IEEE 1364, plain or gzip, of any length.
 *
 * <p>Read beyond the standard: nine-state digits, string values and unknown declaration keywords of
 * other tools. Not read: extended VCD (port values).
 */
public final class VcdSource implements WaveSource {
  /** Opens the bytes anew for each pass. */
  @FunctionalInterface
  public interface Bytes {
    /** A stream at the beginning of the dump, compressed or not. */
    InputStream open() throws IOException;
  }

  private final String name;
  private final Bytes bytes;
  private final WaveHeader header;
  private final IdTable ids;
  private final long declarationBytes;

  /** In the values; readers of several threads add to it. */
  private final Set<String> passedOver = ConcurrentHashMap.newKeySet();

  private VcdSource(String name, Bytes bytes) throws IOException {
    this.name = name;
    this.bytes = bytes;
    try (ByteFeed feed = feed()) {
      VcdDeclarations declarations = new VcdDeclarations(feed);
      this.header = declarations.read();
      this.ids = declarations.ids;
      this.declarationBytes = feed.offsetOf(feed.pos);
    }
  }

  /**
   * Opens a file and reads its declarations.
   *
   * @throws WaveFormatException if they break a rule
   */
  public static VcdSource open(Path file) throws IOException {
    return new VcdSource(file.toString(), () -> Files.newInputStream(file));
  }

  /** Opens a dump held in memory. */
  public static VcdSource of(String name, byte[] dump) throws IOException {
    return new VcdSource(name, () -> new ByteArrayInputStream(dump));
  }

  private ByteFeed feed() throws IOException {
    InputStream raw = new BufferedInputStream(bytes.open(), 16);
    try {
      raw.mark(4);
      int first = raw.read();
      int second = raw.read();
      raw.reset();
      boolean packed = first == 0x1f && second == 0x8b;
      return new ByteFeed(name, packed ? new GZIPInputStream(raw, 1 << 16) : raw);
    } catch (ZipException | java.io.EOFException e) {
      raw.close();
      throw new WaveFormatException(name, 0, "the gzip data is damaged: " + e.getMessage(), -1);
    }
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public WaveHeader header() {
    return header;
  }

  @Override
  public List<String> remarks() {
    return Stream.concat(header.remarks().stream(), passedOver.stream().sorted()).toList();
  }

  @Override
  public void read(WaveQuery query, WaveVisitor visitor) throws IOException {
    try (ByteFeed feed = feed()) {
      feed.skip(declarationBytes);
      WaveVisitor filtered = WindowFilter.of(query, visitor);
      filtered.begin(header);
      new VcdBody(feed, ids, header, query, filtered, passedOver::add).read();
    }
  }
}
