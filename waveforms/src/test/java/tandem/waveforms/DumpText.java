package tandem.waveforms;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import tandem.waveforms.io.WaveSource;
import tandem.waveforms.vcd.VcdSource;

/** Small VCDs written by hand: declarations in short, changes as they stand. */
public final class DumpText {
  private DumpText() {}

  /**
   * The text of a dump.
   *
   * @param declarations separated by `;`: `8 a name [7:0]` declares a wire of 8 bits with the code
   *     a, `>u` opens a scope, `<` closes one
   */
  public static String vcd(String declarations, String changes) {
    StringBuilder out = new StringBuilder("$timescale 1 ns $end\n");
    for (String item : declarations.split("; *")) {
      out.append(
          item.startsWith(">")
              ? "$scope module " + item.substring(1) + " $end\n"
              : item.equals("<") ? "$upscope $end\n" : "$var wire " + item + " $end\n");
    }
    return out + "$enddefinitions $end\n" + changes.replace(' ', '\n').replace('~', ' ') + "\n";
  }

  /** The dump itself. */
  public static WaveSource source(String name, String text) throws IOException {
    return VcdSource.of(name, text.getBytes(StandardCharsets.ISO_8859_1));
  }

  /** The dump as GTKWave's converter makes an FST of it. */
  public static WaveSource fst(Path folder, String name, String text)
      throws IOException, InterruptedException {
    Path vcd = Files.writeString(folder.resolve(name + ".vcd"), text, StandardCharsets.ISO_8859_1);
    Path fst = folder.resolve(name + ".fst");
    Tools.run(folder, List.of("vcd2fst", vcd.toString(), fst.toString()));
    return WaveFiles.open(fst);
  }
}
