package tandem.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import tandem.cosim.rtl.RtlSource;
import tandem.rtlgen.Flavour;
import tandem.rtlgen.RtlGenerator;
import tandem.support.CacheDirectory;

/** Generated RTL in which one text has been replaced. */
public final class BrokenRtl {
  private BrokenRtl() {}

  /** The generator that all tests share. */
  public static RtlGenerator generator() {
    return new RtlGenerator(CacheDirectory.ofUser().root().resolve("rtl"));
  }

  /**
   * Writes a block to a folder and breaks it.
   *
   * @param parameters of the hardware
   * @param file with the text to replace
   */
  public static RtlSource of(
      Path folder,
      String block,
      Map<String, Long> parameters,
      String file,
      String text,
      String instead)
      throws IOException {
    Path rtl = folder.resolve("broken");
    Map<String, String> texts = new TreeMap<>();
    parameters.forEach((name, value) -> texts.put(name, String.valueOf(value)));
    generator().generate(block, texts, Flavour.SIMULATION, rtl);
    replace(rtl, file, text, instead);
    return new RtlSource(CacheDirectory.ofUser(), Optional.of(rtl));
  }

  /**
   * Replaces a text in the Verilog of a module.
   *
   * @param file name of the module with .sv; the names of the blocks it lies in may be left out
   */
  public static void replace(Path rtl, String file, String text, String instead)
      throws IOException {
    Path verilog;
    try (Stream<Path> files = Files.list(rtl)) {
      verilog =
          files
              .filter(f -> ("_" + f.getFileName()).endsWith("_" + file))
              .min(Comparator.comparing(f -> f.toString().length()))
              .orElseThrow(() -> new IllegalArgumentException("no such module: " + file));
    }
    String before = Files.readString(verilog);
    if (!before.contains(text)) {
      throw new IllegalArgumentException("nothing to break in " + file + ": " + text);
    }
    Files.writeString(verilog, before.replace(text, instead));
  }
}
