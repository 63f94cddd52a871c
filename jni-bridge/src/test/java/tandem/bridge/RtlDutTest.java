package tandem.bridge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tandem.rtlgen.Manifest;

class RtlDutTest {
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
    "1, FINISHED, tandem.bridge.RtlEndedException$Finished, $finish",
    "2, STOPPED, tandem.bridge.RtlEndedException$Stopped, $stop",
    "3, FATAL, tandem.bridge.RtlEndedException$Fatal, the limit was passed: limit=42",
    "5, ASSERTION, tandem.bridge.RtlEndedException$AssertionFailed, how must not be five: how=5"
  })
  void shouldTurnEveryEndIntoAnException(int how, Outcome outcome, Class<?> type, String text) {
    try (RtlDut dut = TestDesigns.endings().open(1)) {
      dut.step(10);
      dut.signal("how").set(4);
      dut.step(2);
      dut.signal("how").set(how);
      dut.step();
      RtlEndedException end = assertThrows(RtlEndedException.class, () -> dut.step(5));
      assertEquals(outcome, end.outcome(), end.getMessage());
      assertEquals(type, end.getClass());
      assertEquals(13, end.cycle(), "the edge that ends cycle 13 saw what was visible in it");
      assertTrue(end.text().contains(text), end.text());
      assertTrue(!end.text().contains("only a note"), "earlier output is no part of the reason");
      assertTrue(end.file().endsWith("Endings.sv") && end.line() > 0, end.getMessage());
      assertThrows(RtlEndedException.class, dut::step, "an ended instance stays ended");
    }
  }

  @Test
  void shouldTellFatalThoughTheFilesThatWereCompiledAreGone() throws IOException {
    Path gone = TestDesigns.source("Endings");
    Manifest manifest = TestDesigns.endingsManifest();
    TestDesigns.compile(new BuildRequest(manifest, List.of(gone), BuildRequest.Trace.NONE));
    Files.delete(gone);
    Path here = TestDesigns.source("Endings");
    BuildRequest same = new BuildRequest(manifest, List.of(here), BuildRequest.Trace.NONE);
    try (RtlDut dut = TestDesigns.compile(same).open(1)) {
      dut.signal("how").set(3);
      RtlEndedException end = assertThrows(RtlEndedException.class, () -> dut.step(5));
      assertEquals(Outcome.FATAL, end.outcome());
      assertEquals(here.toString(), end.file());
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
}
