package tandem.rtlgen;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tandem.support.MissingToolException;

class SizeAndClockTest {
  private static final Duration LIMIT = Duration.ofMinutes(10);

  @TempDir Path scratch;

  /** Levels are exact, so each bound is what the block has: who adds a level says so here. */
  @ParameterizedTest
  @CsvSource({
    "alignment-splitter, 18",
    "read-reassembly, 15",
    "work-request-fetch, 9",
    "execution-stub, 7",
    "header-builder, 10"
  })
  void shouldHoldBlocksToTheirLevels(String block, int mostLevels) {
    Path rtl =
        new RtlGenerator(scratch.resolve("cache"))
            .generate(block, Map.of(), Flavour.SYNTHESIS, scratch.resolve("rtl"))
            .directory();
    LutNetlist.Figures figures = new SizeAndClock().levels(SizeAndClock.Source.of(rtl), LIMIT);
    assertTrue(
        figures.levels() > 1 && figures.levels() <= mostLevels,
        () -> block + " must have levels<=" + mostLevels + ": " + figures);
  }

  @Test
  void shouldFindTheLongestPathByItsNames() throws IOException {
    SizeAndClock.Source rtl =
        rtl(
            "module T(input clock, input [6:0] a, input b, output reg wide, output reg narrow);"
                + " always @(posedge clock) begin wide <= ^a ^ narrow; narrow <= b; end endmodule");
    SizeAndClock.Figures figures = new SizeAndClock().measure(rtl, LIMIT);
    assertEquals(2, figures.levels());
    assertEquals(2, figures.flipFlops());
    assertEquals(0, figures.memoryBits());
    assertEquals("wide", figures.to());
    assertTrue(figures.from().matches("a\\[[0-6]]|narrow"), figures.from());
    assertTrue(figures.delayPs().getAsInt() > 0, figures::toString);
    assertTrue(figures.yosys().startsWith("Yosys "), figures.yosys());
  }

  @Test
  void shouldCountMemoryWholeAndEndPathsAtIt() throws IOException {
    SizeAndClock.Source rtl =
        rtl(
            "module T(input clock, input [3:0] a, input [7:0] d, output [7:0] q);"
                + " reg [7:0] m [0:15]; assign q = m[a] ^ d; always @(posedge clock) m[a] <= d;"
                + " endmodule");
    LutNetlist.Figures figures = new SizeAndClock().levels(rtl, LIMIT);
    assertEquals(128, figures.memoryBits());
    assertEquals(1, figures.levels());
    assertTrue(figures.to().startsWith("q"), figures.to());
  }

  @Test
  void shouldSayWhatDidNotEndInTime() throws IOException {
    SizeAndClock.Source rtl = rtl("module T(input a, output b); assign b = !a; endmodule");
    assertEquals(
        "no LUT levels within the limit: top=T limitSeconds=0.001",
        assertThrows(
                RtlGenException.class, () -> new SizeAndClock().levels(rtl, Duration.ofMillis(1)))
            .getMessage());
  }

  @Test
  void shouldNameTheMissingTool() throws IOException {
    SizeAndClock.Source rtl = rtl("module T(input a, output b); assign b = !a; endmodule");
    assertEquals(
        "missing tool: no-yosys; install it with: apt-get install yosys",
        assertThrows(
                MissingToolException.class, () -> new SizeAndClock("no-yosys").measure(rtl, LIMIT))
            .getMessage());
  }

  private SizeAndClock.Source rtl(String verilog) throws IOException {
    Files.writeString(scratch.resolve("T.sv"), verilog);
    return new SizeAndClock.Source(scratch, "T", List.of("T.sv"));
  }
}
