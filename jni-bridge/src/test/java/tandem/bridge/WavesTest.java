package tandem.bridge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tandem.rtlgen.Manifest;
import tandem.support.ExternalTool;

class WavesTest {
  @TempDir Path directory;

  private static RtlDut open(Manifest manifest, BuildRequest.Trace trace) {
    return TestDesigns.compile(manifest, trace).open(1);
  }

  private Path file(BuildRequest.Trace format) {
    return directory.resolve("waves." + format.name().toLowerCase(Locale.ROOT));
  }

  /** The dump as VCD text, converted if need be. */
  private String text(BuildRequest.Trace format) throws Exception {
    if (format == BuildRequest.Trace.VCD) {
      return Files.readString(file(format));
    }
    assumeTrue(Files.exists(Path.of("/usr/bin/fst2vcd")), "fst2vcd is not installed");
    return new ExternalTool("fst2vcd", "gtkwave")
        .output(directory, List.of(file(format).toString()));
  }

  @ParameterizedTest
  @EnumSource(names = {"VCD", "FST"})
  void shouldRecordOnlyWhileToldTo(BuildRequest.Trace format) throws Exception {
    try (RtlDut dut = open(TestDesigns.widthsManifest(), format)) {
      dut.openTrace(file(format));
      step(dut, 0x11);
      dut.recordTrace(false);
      step(dut, 0x22);
      step(dut, 0x44);
      dut.recordTrace(true);
      step(dut, 0x33);
      assertThrows(BridgeException.class, () -> dut.openTrace(directory.resolve("second")));
    }
    String text = text(format);
    assertTrue(text.contains("b00010001 ") || text.contains("b10001 "), "the first value");
    assertFalse(text.contains("b00100010 ") || text.contains("b100010 "), "recording was off");
    assertTrue(text.contains("b00110011 ") || text.contains("b110011 "), "the third value");
  }

  private static void step(RtlDut dut, int value) {
    dut.signal("in8").set(value);
    dut.step(3);
  }

  @ParameterizedTest
  @EnumSource(names = {"VCD", "FST"})
  void shouldRecordOnlyTheScopesAndLevelsAskedFor(BuildRequest.Trace format) throws Exception {
    try (RtlDut dut = open(TestDesigns.insideManifest(), format)) {
      dut.openTrace(file(format));
      dut.step(3);
    }
    String all = text(format);
    assertTrue(all.contains(" writes ") && all.contains(" count ") && all.contains(" size "), all);
    try (RtlDut dut = open(TestDesigns.insideManifest(), format)) {
      dut.openTrace(file(format), 1, "Inside.store");
      dut.step(3);
    }
    String text = text(format);
    assertTrue(text.contains(" writes "), text);
    assertFalse(text.contains(" count "), "a level below");
    assertFalse(text.contains(" size "), "beside the scope"); // of the ports head and next
  }

  @ParameterizedTest
  @EnumSource(names = {"VCD", "FST"})
  void shouldLeaveAReadableFileBehindAnException(BuildRequest.Trace format) throws Exception {
    try (RtlDut dut = open(TestDesigns.endingsManifest(), format)) {
      dut.openTrace(file(format));
      dut.step(3);
      dut.signal("how").set(5);
      assertThrows(RtlEndedException.class, () -> dut.step(10));
      String text = text(format);
      assertTrue(text.contains("b101 "), text);
      assertTrue(text.contains("#16000"), "the cycle that failed is in it: " + text);
    }
  }

  @Test
  void shouldRefuseAWrongScopeAndADesignWithoutTracing() {
    try (RtlDut dut = open(TestDesigns.insideManifest(), BuildRequest.Trace.VCD)) {
      Path file = file(BuildRequest.Trace.VCD);
      Exception wrong =
          assertThrows(BridgeException.class, () -> dut.openTrace(file, 1, "Inside.stor"));
      assertTrue(wrong.getMessage().contains("Inside.store"), wrong.getMessage());
      Path nowhere = directory.resolve("no/such/folder");
      assertThrows(BridgeException.class, () -> dut.openTrace(nowhere));
    }
    try (RtlDut dut = open(TestDesigns.widthsManifest(), BuildRequest.Trace.NONE)) {
      assertThrows(BridgeException.class, () -> dut.openTrace(directory.resolve("no.fst")));
    }
  }

  @Test
  void shouldBehaveAlikeWhetherOrNotWavesAreRecorded() {
    Manifest manifest = TestDesigns.widthsManifest();
    try (RtlDut plain = open(manifest, BuildRequest.Trace.NONE);
        RtlDut traced = open(manifest, BuildRequest.Trace.FST)) {
      traced.openTrace(file(BuildRequest.Trace.FST));
      plain.signal("reset").set(0);
      traced.signal("reset").set(0);
      for (int i = 0; i < 100; i++) {
        traced.recordTrace(i % 7 < 3);
        for (RtlDut dut : List.of(plain, traced)) {
          dut.signal("in64").set(i * 0x9e3779b97f4a7c15L);
          dut.step(1 + i % 2);
        }
        assertEquals(plain.signal("out64").get(), traced.signal("out64").get());
      }
    }
  }
}
