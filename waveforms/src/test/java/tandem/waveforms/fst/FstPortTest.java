package tandem.waveforms.fst;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tandem.waveforms.DumpText;
import tandem.waveforms.WaveFiles;
import tandem.waveforms.compare.CompareMode;
import tandem.waveforms.compare.CompareOptions;
import tandem.waveforms.compare.WaveCompare;
import tandem.waveforms.io.WaveSource;
import tandem.waveforms.io.WaveWindow;
import tandem.waveforms.io.WaveWriter;
import tandem.waveforms.signal.HeaderBuilder;
import tandem.waveforms.signal.WaveFormatException;

/** Values of FST that are none of four states are refused, never taken for x. */
class FstPortTest {
  @TempDir Path dir;

  /** Made by vcd2fst of an extended VCD in which a port is driven low, is unknown, is floating. */
  @ParameterizedTest
  @ValueSource(strings = {"port_drives_low", "port_unknown", "port_tristate"})
  void shouldRefusePortValues(String name) {
    Path file = Path.of("src/test/resources/dumps", name + ".fst");
    WaveFormatException e = assertThrows(WaveFormatException.class, () -> WaveFiles.open(file));
    assertTrue(e.getMessage().contains("port values (extended VCD) in a"), e.getMessage());
  }

  @ParameterizedTest
  @ValueSource(strings = {"D", "d", "N", "n", "T", "t", "A", "f", "2", " "})
  void shouldRefuseADigitThatNoValueHas(String digit) {
    HeaderBuilder builder = new HeaderBuilder();
    builder.wire("bus", 4);
    ByteBuffer record = ByteBuffer.allocate(24).order(ByteOrder.nativeOrder());
    record
        .putInt(1)
        .putInt(4)
        .putLong(7)
        .put(("01" + digit + "0").getBytes(java.nio.charset.StandardCharsets.US_ASCII));
    FstChanges changes = new FstChanges("f.fst", builder.build(), record, new WaveWindow());
    assertThrows(
        WaveFormatException.class,
        () -> {
          changes.accept(24);
          changes.rethrow();
        });
  }

  @Test
  void shouldWriteVectorsOfNoBitsAndNamelessScopesAsOtherToolsDo() throws IOException {
    WaveSource vcd =
        DumpText.source(
            "a.vcd",
            "$scope module $end $var wire 0 n none $end $var port 1 q q $end $upscope $end"
                + " $enddefinitions $end\n#0 b n\n0q\n#5 1q\n");
    for (String name : new String[] {"a.fst", "b.vcd"}) {
      Path file = dir.resolve(name);
      try (WaveWriter writer = WaveFiles.create(file)) {
        vcd.read(writer);
      }
      assertTrue(Files.size(file) > 0);
      CompareOptions options = CompareOptions.of(CompareMode.TIME).build();
      var result = WaveCompare.compare(vcd, WaveFiles.open(file), options);
      assertTrue(result.equal(), () -> name + ": " + result.first());
      assertEquals(2, result.expectedCoverage().compared());
      assertEquals(2, result.actualCoverage().compared());
    }
  }
}
