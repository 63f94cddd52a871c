package tandem.bridge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;

class RtlDutTest {
  static final int[] WIDTHS = TestDesigns.WIDTHS;

  @ParameterizedTest
  @FieldSource("WIDTHS")
  void shouldCarryEveryBitOfEveryWidth(int width) {
    try (RtlDut dut = TestDesigns.widths(BuildRequest.Trace.NONE).open(1)) {
      Signal in = dut.signal("in" + width);
      Signal out = dut.signal("out" + width);
      dut.signal("reset").set(0);
      assertEquals(width, out.widthBits());
      Random random = new Random(width);
      for (int i = 0; i < 50; i++) {
        BigInteger value = new BigInteger(width, random);
        in.setBig(value);
        dut.step();
        dut.step();
        assertEquals(value, out.getBig());
        assertEquals(value, in.getBig(), "an input reads back what was driven");
        if (width <= 64) {
          assertEquals(value.longValue(), out.get());
        }
      }
    }
  }

  @Test
  void shouldTakeInputsWhenTheNextCycleBeginsAndNotAtTheEdgeBefore() {
    try (RtlDut dut = TestDesigns.widths(BuildRequest.Trace.NONE).open(1)) {
      Signal in = dut.signal("in8");
      dut.signal("reset").set(0);
      in.set(0x11);
      dut.step();
      assertEquals(0x11, dut.signal("same8").get(), "combinational paths settle in the cycle");
      in.set(0x22);
      dut.step();
      assertEquals(0x11, dut.signal("out8").get(), "the edge saw the value of the cycle it ended");
      assertEquals(0x22, dut.signal("same8").get());
      assertEquals(2, dut.cycle());
    }
  }

  @Test
  void shouldRefuseWhatDoesNotFitOrIsNoInput() {
    try (RtlDut dut = TestDesigns.widths(BuildRequest.Trace.NONE).open(1)) {
      Exception wide =
          assertThrows(IllegalArgumentException.class, () -> dut.signal("in31").set(1L << 31));
      assertEquals(
          "value does not fit: signal=in31 widthBits=31 value=0x80000000", wide.getMessage());
      assertThrows(IllegalStateException.class, () -> dut.signal("out8").set(1));
      assertThrows(IllegalStateException.class, () -> dut.signal("out65").get());
      Exception unknown = assertThrows(BridgeException.class, () -> dut.signal("out9"));
      assertTrue(unknown.getMessage().contains("out8"), unknown.getMessage());
    }
  }

  @Test
  void shouldStartFromNoiseThatTheSeedDecides() {
    Design design = TestDesigns.widths(BuildRequest.Trace.NONE);
    long[] seeded = new long[3];
    long[] seeds = {5, 5, 6};
    for (int i = 0; i < seeds.length; i++) {
      try (RtlDut dut = design.open(seeds[i])) {
        dut.step();
        seeded[i] = dut.signal("seeded").get();
      }
    }
    assertEquals(seeded[0], seeded[1]);
    assertNotEquals(seeded[0], seeded[2]);
  }

  @Test
  void shouldKeepInstancesApart() {
    Design design = TestDesigns.widths(BuildRequest.Trace.NONE);
    try (RtlDut one = design.open(1);
        RtlDut two = design.open(1);
        RtlDut other = TestDesigns.endings().open(1)) {
      one.signal("in8").set(1);
      two.signal("in8").set(2);
      other.signal("how").set(0);
      one.step();
      two.step(3);
      other.step(7);
      assertEquals(1, one.signal("same8").get());
      assertEquals(2, two.signal("same8").get());
      assertEquals(1, one.cycle());
      assertEquals(3, two.cycle());
      assertEquals(7, other.cycle());
    }
  }

  @ParameterizedTest
  @CsvSource({
    "1, FINISHED, $finish",
    "2, STOPPED, $stop",
    "3, FATAL, the limit was passed: limit=42",
    "5, ASSERTION, how must not be five: how=5"
  })
  void shouldTurnEveryEndIntoAnException(int how, Outcome outcome, String text) {
    try (RtlDut dut = TestDesigns.endings().open(1)) {
      dut.step(10);
      dut.signal("how").set(4);
      dut.step(2);
      dut.signal("how").set(how);
      dut.step();
      RtlEndedException end = assertThrows(RtlEndedException.class, () -> dut.step(5));
      assertEquals(outcome, end.outcome(), end.getMessage());
      assertEquals(13, end.cycle(), "the edge that ends cycle 13 saw what was visible in it");
      assertTrue(end.text().contains(text), end.text());
      assertTrue(!end.text().contains("only a note"), "earlier output is no part of the reason");
      assertTrue(end.file().endsWith("Endings.sv") && end.line() > 0, end.getMessage());
      assertThrows(RtlEndedException.class, dut::step, "an ended instance stays ended");
    }
  }

  @Test
  void shouldCloseTwiceAndRefuseUseAfterwards() {
    RtlDut dut = TestDesigns.queue().open(1);
    Signal ready = dut.signal("in_ready");
    Signal valid = dut.signal("in_valid");
    Ring ring = dut.streams().attach("out", 16);
    dut.close();
    dut.close();
    assertThrows(IllegalStateException.class, dut::step);
    assertThrows(IllegalStateException.class, ready::get);
    assertThrows(IllegalStateException.class, ready::getBytes);
    assertThrows(IllegalStateException.class, () -> valid.set(1));
    assertThrows(IllegalStateException.class, ring::filled);
    assertThrows(IllegalStateException.class, dut::cycle);
    assertThrows(IllegalStateException.class, dut::streams);
  }

  @Test
  void shouldRecordWavesOnlyWhileToldTo(@TempDir Path directory) throws Exception {
    Path on = directory.resolve("on.fst");
    Path off = directory.resolve("off.fst");
    for (Path file : new Path[] {on, off}) {
      try (RtlDut dut = TestDesigns.widths(BuildRequest.Trace.FST).open(1)) {
        dut.openTrace(file);
        dut.recordTrace(file == on);
        for (int i = 0; i < 2000; i++) {
          dut.signal("in64").set(i * 0x9e3779b97f4a7c15L);
          dut.step();
        }
        dut.recordTrace(true);
        dut.step();
        dut.closeTrace();
      }
    }
    assertTrue(Files.size(off) > 0);
    assertTrue(Files.size(on) > Files.size(off) + 2000, Files.size(on) + " " + Files.size(off));
  }

  @Test
  void shouldRefuseToTraceWhatWasCompiledWithout(@TempDir Path directory) {
    try (RtlDut dut = TestDesigns.widths(BuildRequest.Trace.NONE).open(1)) {
      assertThrows(BridgeException.class, () -> dut.openTrace(directory.resolve("no.fst")));
    }
  }
}
