package tandem.jvm;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tandem.bridge.Snapshot;
import tandem.rtlgen.Manifest;
import tandem.support.CacheDirectory;

/** What a memory is to take at the next edge belongs to the state that said so. */
class PendingWriteTest {
  private static final String MEMORY =
      """
      FIRRTL version 4.0.0
      circuit Pending :
        public module Pending :
          input clock : Clock
          input enable : UInt<1>
          input at : UInt<4>
          input data : UInt<8>
          output read : UInt<8>
          cmem words : UInt<8>[16]
          when enable :
            infer mport w = words[at], clock
            connect w, data
          infer mport r = words[at], clock
          connect read, r
      """;

  @TempDir Path folder;

  @Test
  void shouldNotWriteWhatWasPendingBeforeARestore() throws IOException {
    Manifest manifest =
        new Manifest(
            "pending",
            "Pending",
            "none",
            Map.of(),
            "clock",
            "",
            List.of(
                new Manifest.Port("enable", "input", 1),
                new Manifest.Port("at", "input", 4),
                new Manifest.Port("data", "input", 8),
                new Manifest.Port("read", "output", 8)),
            List.of(),
            List.of(),
            List.of(),
            List.of());
    Path file = Files.writeString(folder.resolve("Pending.fir"), MEMORY);
    JvmDesign design = new JvmCompiler(CacheDirectory.ofUser()).firrtl(manifest, file);
    assertEquals(Set.of("words"), Set.copyOf(design.stateNames()));
    try (JvmDut dut = design.open(1)) {
      dut.signal("at").set(5);
      dut.step();
      long before = dut.signal("read").get();
      Snapshot quiet = dut.snapshot();
      dut.signal("enable").set(1);
      dut.signal("data").set(before ^ 0xff);
      dut.step();
      dut.restore(quiet);
      dut.step();
      assertEquals(before, dut.signal("read").get());
      dut.signal("enable").set(1);
      dut.signal("data").set(before ^ 0xff);
      dut.step(2);
      assertEquals(before ^ 0xff, dut.signal("read").get());
    }
  }
}
