package tandem.waveforms.compare;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tandem.waveforms.RandomDumps;
import tandem.waveforms.WaveFiles;
import tandem.waveforms.io.WaveSource;
import tandem.waveforms.io.WaveWriter;
import tandem.waveforms.signal.UnknownSignalException;
import tandem.waveforms.signal.WaveHeader;
import tandem.waveforms.vcd.VcdSource;

class CompareTest {
  @TempDir Path dir;

  /** A dump of `clock`, `reset`, `valid`, `ready` and `bits`; one row `reset valid ready bits`. */
  private static WaveSource rows(String unit, int scale, String top, String... rows)
      throws IOException {
    List<String> vars =
        new ArrayList<>(
            List.of(
                "$var wire 1 c clock $end",
                "$var wire 1 r reset $end",
                "$var wire 1 v out_valid $end",
                "$var wire 1 y out_ready $end",
                "$var wire 8 b out_bits [7:0] $end"));
    Collections.shuffle(vars, new Random(scale));
    StringBuilder text = new StringBuilder("$timescale " + unit + " $end $scope module " + top);
    text.append(" $end ").append(String.join("\n", vars)).append(" $upscope $end");
    text.append(" $enddefinitions $end\n");
    for (int i = 0; i < rows.length; i++) {
      String[] cells = rows[i].split(" ");
      text.append(
          "#" + 2L * scale * i + " 0c " + cells[0] + "r " + cells[1] + "v " + cells[2] + "y b");
      text.append(cells[3] + " b\n#" + (2L * i + 1) * scale + " 1c\n");
    }
    return VcdSource.of(top, text.toString().getBytes(StandardCharsets.US_ASCII));
  }

  private static WaveSource rows(String... rows) throws IOException {
    return rows("1 ns", 1, "top", rows);
  }

  private static final String[] RUN = {
    "1 x x x", "1 0 0 x", "0 0 1 x", "0 1 0 101", "0 1 1 101", "0 0 1 x", "0 1 1 110", "0 0 1 0"
  };

  private static String[] with(int row, String text) {
    String[] copy = RUN.clone();
    copy[row] = text;
    return copy;
  }

  private static CompareOptions.Builder options(CompareMode mode) {
    return CompareOptions.of(mode).reset(CompareOptions.Names.parse("reset"), false);
  }

  @ParameterizedTest
  @EnumSource(CompareMode.class)
  void shouldFindEqualWhateverUnitOrderAndTop(CompareMode mode) throws IOException {
    WaveSource one = rows("1 ns", 1, "top", RUN);
    WaveSource other = rows("10 ps", 100, "tb", RUN);
    Comparison result = WaveCompare.compare(one, other, options(mode).build());
    assertTrue(
        result.equal(),
        ComparisonText.of(result, one.header().timeScale(), other.header().timeScale()));
    assertEquals(0, result.exitStatus());
    assertEquals(5, result.signals());
  }

  @Test
  void shouldFindRandomDumpsEqualAcrossFormats() throws IOException {
    for (int round = 0; round < 8; round++) {
      WaveHeader header = RandomDumps.header(new Random(round), true);
      Path[] files = {dir.resolve("a.vcd"), dir.resolve("a.fst"), dir.resolve("a.vcd.gz")};
      for (Path file : files) {
        try (WaveWriter writer = WaveFiles.create(file)) {
          RandomDumps.play(new Random(round), header, writer, 200);
        }
      }
      CompareOptions options = CompareOptions.of(CompareMode.TIME).build();
      for (Path file : files) {
        Comparison result =
            WaveCompare.compare(WaveFiles.open(files[0]), WaveFiles.open(file), options);
        assertTrue(result.equal(), () -> file + " " + result.first());
      }
    }
  }

  @Test
  void shouldIgnoreWhatHappensUnderReset() throws IOException {
    WaveSource other = rows(with(1, "1 1 1 111"));
    for (CompareMode mode : List.of(CompareMode.CYCLE, CompareMode.TRANSACTION)) {
      assertTrue(WaveCompare.compare(rows(RUN), other, options(mode).build()).equal());
      CompareOptions without = CompareOptions.of(mode).build();
      assertFalse(WaveCompare.compare(rows(RUN), other, without).equal());
    }
  }

  @Test
  void shouldHonourMasksAndWindows() throws IOException {
    WaveSource other = rows(with(4, "0 1 1 111"));
    CompareOptions.Builder plain = options(CompareMode.TRANSACTION);
    assertEquals("bits", WaveCompare.compare(rows(RUN), other, plain.build()).first().field());
    CompareOptions masked =
        options(CompareMode.TRANSACTION).mask(CompareOptions.Mask.parse("out_bits=0xfd")).build();
    assertTrue(WaveCompare.compare(rows(RUN), other, masked).equal());
    for (CompareMode mode : List.of(CompareMode.CYCLE, CompareMode.TRANSACTION)) {
      CompareOptions excused =
          options(mode).dontCare(CompareOptions.DontCare.parse("2..2@out_bits")).build();
      assertTrue(WaveCompare.compare(rows(RUN), other, excused).equal());
      CompareOptions elsewhere =
          options(mode).dontCare(CompareOptions.DontCare.parse("3..9@out_bits")).build();
      assertFalse(WaveCompare.compare(rows(RUN), other, elsewhere).equal());
    }
  }

  @Test
  void shouldReportADifferenceThatOutlastsItsWindow() throws IOException {
    WaveSource one = rows("0 1 1 0", "0 1 1 1", "0 1 1 1", "0 1 1 1");
    WaveSource other = rows("0 1 1 0", "0 1 1 11", "0 1 1 11", "0 1 1 11");
    CompareOptions options =
        CompareOptions.of(CompareMode.CYCLE)
            .dontCare(CompareOptions.DontCare.parse("0..1"))
            .build();
    assertEquals(2, WaveCompare.compare(one, other, options).first().expected().cycle());
  }

  @Test
  void shouldTreatUnknownDigitsAsAsked() throws IOException {
    WaveSource unknown = rows(with(4, "0 1 1 1x1"));
    for (UnknownPolicy policy : UnknownPolicy.values()) {
      CompareOptions o = options(CompareMode.TRANSACTION).unknown(policy).build();
      boolean expectedSide = policy == UnknownPolicy.EXPECTED || policy == UnknownPolicy.EITHER;
      boolean actualSide = policy == UnknownPolicy.ACTUAL || policy == UnknownPolicy.EITHER;
      assertEquals(expectedSide, WaveCompare.compare(unknown, rows(RUN), o).equal(), "" + policy);
      assertEquals(actualSide, WaveCompare.compare(rows(RUN), unknown, o).equal(), "" + policy);
    }
  }

  @Test
  void shouldCountUnknownHandshakes() throws IOException {
    WaveSource unknown = rows(with(5, "0 x 1 0"));
    Comparison result =
        WaveCompare.compare(rows(RUN), unknown, options(CompareMode.TRANSACTION).build());
    assertTrue(result.equal());
    assertEquals(1, result.streams().get(0).unknownHandshakes());
  }

  @Test
  void shouldReportTheShorterDumpUnlessTold() throws IOException {
    WaveSource shorter = rows(java.util.Arrays.copyOf(RUN, 7));
    for (CompareMode mode : List.of(CompareMode.TIME, CompareMode.CYCLE)) {
      Comparison result = WaveCompare.compare(rows(RUN), shorter, options(mode).build());
      assertEquals(1, result.exitStatus(), mode.name());
      CompareOptions cut = options(mode).ignoreTail(true).build();
      assertTrue(WaveCompare.compare(rows(RUN), shorter, cut).equal(), mode.name());
      assertTrue(WaveCompare.compare(shorter, rows(RUN), cut).equal(), mode.name());
    }
  }

  @Test
  void shouldMapNamesByPattern() throws IOException {
    String text =
        "$timescale 1 ns $end $var wire 1 c clk $end $var wire 8 b probe_out [7:0] $end"
            + " $enddefinitions $end #0 0c b101 b #1 1c #2 0c #3 1c";
    WaveSource other = VcdSource.of("other", text.getBytes(StandardCharsets.US_ASCII));
    CompareOptions options =
        CompareOptions.of(CompareMode.CYCLE)
            .clock(CompareOptions.Names.parse("clock,clk"))
            .mapping(NameMapping.IDENTITY.map("top.*_bits", "probe_*"))
            .ignoreTail(true)
            .build();
    Comparison result = WaveCompare.compare(rows("0 1 1 101", "0 1 1 111"), other, options);
    assertEquals(1, result.first().expected().cycle());
    assertEquals(1, result.signals());
  }

  @Test
  void shouldRefuseWhatCannotBeCompared() throws IOException {
    String foreign = "$var wire 1 z zebra $end $enddefinitions $end #0 0z #1 1z";
    WaveSource zebra = VcdSource.of("zebra", foreign.getBytes(StandardCharsets.US_ASCII));
    for (CompareMode mode : CompareMode.values()) {
      CompareOptions options = CompareOptions.of(mode).build();
      assertThrows(ComparisonRefused.class, () -> WaveCompare.compare(rows(RUN), zebra, options));
      assertEquals(mode.byRecord() || mode.clocked() ? 1 : 0, refusals(zebra, options), "" + mode);
    }
    CompareOptions typo =
        CompareOptions.of(CompareMode.CYCLE).clock(CompareOptions.Names.parse("clokc")).build();
    UnknownSignalException e =
        assertThrows(
            UnknownSignalException.class, () -> WaveCompare.compare(rows(RUN), rows(RUN), typo));
    assertTrue(e.getMessage().contains("nearest: top.clock"), e.getMessage());
    String[] silent = {"0 0 1 0", "0 0 1 0"};
    CompareOptions records = CompareOptions.of(CompareMode.TRANSACTION).build();
    assertThrows(
        ComparisonRefused.class, () -> WaveCompare.compare(rows(silent), rows(silent), records));
  }

  private static int refusals(WaveSource source, CompareOptions options) throws IOException {
    try {
      WaveCompare.compare(source, source, options);
      return 0;
    } catch (ComparisonRefused e) {
      return 1;
    }
  }

  @Test
  void shouldReportADamagedDumpWithWhatWasFoundBefore() throws IOException {
    String text =
        "$var wire 1 c clock $end $var wire 4 b b [3:0] $end $enddefinitions $end\n"
            + "#0 0c b0 b #1 1c #2 0c b1 b #3 1c #4 0c #5 1c\n";
    WaveSource good = VcdSource.of("good", text.getBytes(StandardCharsets.US_ASCII));
    String broken = text.replace("b1 b", "b11 b") + "#6 0c #7 0? #8 1c";
    WaveSource bad = VcdSource.of("bad", broken.getBytes(StandardCharsets.US_ASCII));
    Comparison result =
        WaveCompare.compare(good, bad, CompareOptions.of(CompareMode.CYCLE).build());
    assertEquals(2, result.exitStatus());
    assertEquals(1, result.first().expected().cycle());
    assertTrue(result.problem().contains("identifier code '?' is not declared"), result.problem());
  }

  @Test
  void shouldCompareEventsByOccurrence() throws IOException {
    String head = "$var event 1 e e $end $var wire 1 a a $end $enddefinitions $end\n";
    String one = head + "#0 0a #5 1e #6 1a #7 1e 0a #9 1a";
    WaveSource left = VcdSource.of("l", one.getBytes(StandardCharsets.US_ASCII));
    WaveSource right =
        VcdSource.of("r", one.replace("1e 0a", "0a").getBytes(StandardCharsets.US_ASCII));
    CompareOptions options = CompareOptions.of(CompareMode.TIME).build();
    assertTrue(WaveCompare.compare(left, left, options).equal());
    Divergence d = WaveCompare.compare(left, right, options).first();
    assertEquals("e", d.field());
    assertEquals(7, d.expected().time());
  }
}
