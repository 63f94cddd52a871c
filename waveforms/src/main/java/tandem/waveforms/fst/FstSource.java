package tandem.waveforms.fst;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.stream.IntStream;
import tandem.support.RefusedException;
import tandem.waveforms.io.WaveQuery;
import tandem.waveforms.io.WaveSource;
import tandem.waveforms.io.WaveVisitor;
import tandem.waveforms.io.WindowFilter;
import tandem.waveforms.signal.HeaderBuilder;
import tandem.waveforms.signal.TimeScale;
import tandem.waveforms.signal.WaveFormatException;
import tandem.waveforms.signal.WaveHeader;

/**
 * An FST, read by Verilator's fstapi. Blocks outside the window and unwanted values are skipped.
 */
public final class FstSource implements WaveSource {
  private static final int BUFFER_BYTES = 1 << 18;

  private final Path file;
  private final WaveHeader header;
  private final long endTime;

  private FstSource(Path file) throws IOException {
    this.file = file;
    FstLibrary.load();
    long handle = openReader();
    try {
      long[] facts = FstNative.facts(handle);
      byte[] hierarchy = FstNative.hierarchy(handle);
      if (hierarchy == null) {
        throw new WaveFormatException(file.toString(), -1, "the hierarchy is damaged", -1);
      }
      HeaderBuilder builder =
          new HeaderBuilder()
              .timeScale(new TimeScale((int) facts[2]))
              .version(text(FstNative.version(handle)))
              .date(text(FstNative.date(handle)));
      endTime = facts[1];
      header = new FstHierarchy(file.toString(), hierarchy, (int) facts[3]).build(builder);
    } finally {
      FstNative.closeReader(handle);
    }
  }

  /**
   * Opens a file of any origin: its blocks are checked here, and their contents by reading it once
   * in a separate process, since fstapi may crash on damaged files.
   *
   * @throws WaveFormatException if it is damaged
   * @throws RefusedException if g++, Verilator or zlib is missing
   */
  public static FstSource open(Path file) throws IOException {
    FstStructure.check(file);
    FstGuard.check(file);
    return new FstSource(file);
  }

  /** Opens a file that this machine has just written and closed; only its blocks are checked. */
  public static FstSource openTrusted(Path file) throws IOException {
    FstStructure.check(file);
    return new FstSource(file);
  }

  private static String text(byte[] raw) {
    return new String(raw, StandardCharsets.ISO_8859_1).strip();
  }

  private long openReader() throws IOException {
    long handle = FstNative.openReader(file.toAbsolutePath().toString());
    if (handle == 0) {
      throw new WaveFormatException(file.toString(), 0, "fstapi cannot open it", -1);
    }
    return handle;
  }

  @Override
  public String name() {
    return file.toString();
  }

  @Override
  public WaveHeader header() {
    return header;
  }

  @Override
  public void read(WaveQuery query, WaveVisitor visitor) throws IOException {
    WaveVisitor filtered = WindowFilter.of(query, visitor);
    filtered.begin(header);
    int[] wanted =
        IntStream.range(0, header.valueCount()).filter(query::wants).map(i -> i + 1).toArray();
    ByteBuffer buffer = ByteBuffer.allocateDirect(bufferBytes()).order(ByteOrder.nativeOrder());
    FstChanges changes = new FstChanges(file.toString(), header, buffer, filtered);
    long handle = openReader();
    boolean good;
    try {
      good = FstNative.read(handle, query.from(), query.to(), wanted, buffer, changes);
    } finally {
      FstNative.closeReader(handle);
    }
    changes.rethrow();
    if (!good) {
      throw new WaveFormatException(
          file.toString(), -1, "the values are damaged", changes.lastTime());
    }
    filtered.end(endTime);
  }

  private int bufferBytes() {
    int widest = header.signals().stream().mapToInt(s -> s.widthBits()).max().orElse(0);
    return Math.max(BUFFER_BYTES, widest + 64);
  }
}
