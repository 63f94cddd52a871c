package tandem.waveforms;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import tandem.waveforms.fst.FstBlocks;
import tandem.waveforms.fst.FstSource;
import tandem.waveforms.fst.FstWriter;
import tandem.waveforms.io.WaveSource;
import tandem.waveforms.io.WaveWriter;
import tandem.waveforms.signal.WaveFormatException;
import tandem.waveforms.vcd.VcdSource;
import tandem.waveforms.vcd.VcdWriter;

/** Opens dumps by what is in them and creates dumps by their name. */
public final class WaveFiles {
  private static final int FST_HEADER_BLOCK = 0;
  private static final int FST_WRAPPER_BLOCK = 254;

  private WaveFiles() {}

  /**
   * Opens a VCD (plain or gzip) or FST, told apart by the first bytes, and reads its declarations.
   *
   * @throws WaveFormatException if the file is empty or breaks its format
   */
  public static WaveSource open(Path file) throws IOException {
    int first;
    int second;
    try (InputStream in = Files.newInputStream(file)) {
      first = in.read();
      second = in.read();
    }
    if (first < 0) {
      throw new WaveFormatException(file.toString(), 0, "the file is empty", -1);
    }
    // Behind its type a block has a length of eight bytes, whose first is 0; in UTF-16 it is not.
    return second == 0 && (first == FST_HEADER_BLOCK || first == FST_WRAPPER_BLOCK)
        ? FstSource.open(file)
        : VcdSource.open(file);
  }

  /** Copies a dump to a file whose name says which format it gets, and makes sure it arrived. */
  public static void write(WaveSource source, Path file) throws IOException {
    try (WaveWriter writer = create(file)) {
      source.read(writer);
    }
    if (file.getFileName().toString().endsWith(".fst")) {
      FstBlocks.requireWhole(file);
    }
  }

  /** Creates or replaces a dump: FST if the name ends in `.fst`, VCD for `.vcd` and `.vcd.gz`. */
  public static WaveWriter create(Path file) throws IOException {
    String name = file.getFileName().toString();
    if (name.endsWith(".fst")) {
      return FstWriter.create(file);
    }
    if (name.endsWith(".vcd") || name.endsWith(".vcd.gz")) {
      return VcdWriter.create(file);
    }
    throw new IllegalArgumentException("a dump is named .fst, .vcd or .vcd.gz: " + name);
  }
}
