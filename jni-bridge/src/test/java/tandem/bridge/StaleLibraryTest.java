package tandem.bridge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tandem.support.CacheDirectory;

class StaleLibraryTest {
  @TempDir Path root;

  @Test
  void shouldRefuseAForeignAndAStaleLibrary() throws Exception {
    Design design = TestDesigns.endings();
    BuildRequest request =
        new BuildRequest(
            design.manifest(), List.of(TestDesigns.source("Endings")), BuildRequest.Trace.NONE);
    Path foreign = Files.writeString(root.resolve("foreign.so"), "not a library");
    assertThrows(StaleLibraryException.class, () -> VerilatedDesign.load(foreign, "id", request));
    Path designs = CacheDirectory.ofUser().root().resolve("designs");
    Path copy = root.resolve("copy.so");
    Files.copy(designs.resolve(design.buildId()).resolve("design.so"), copy);
    Exception stale =
        assertThrows(
            StaleLibraryException.class, () -> VerilatedDesign.load(copy, "wanted", request));
    assertTrue(stale.getMessage().contains("expected=wanted"), stale.getMessage());
  }

  @Test
  void shouldBuildADamagedLibraryAgain() throws Exception {
    Design design = TestDesigns.endings();
    BuildRequest request =
        new BuildRequest(
            design.manifest(), List.of(TestDesigns.source("Endings")), BuildRequest.Trace.NONE);
    String user = CacheDirectory.ofUser().root().toString();
    String entry = "designs/" + design.buildId();
    String copy = "mkdir designs && cp -a %s/%s designs && cp -a %s/runtime .";
    run(String.format(Locale.ROOT, copy, user, entry, user));
    Path library = root.resolve(entry).resolve("design.so");
    byte[] whole = Files.readAllBytes(library);
    run("truncate -s " + whole.length / 2 + " " + library);
    try (Dut dut = new DesignCompiler(new CacheDirectory(root)).compile(request).open(1)) {
      dut.step(1);
    }
    assertEquals(whole.length, Files.size(library));
  }

  private void run(String script) throws Exception {
    Process process =
        new ProcessBuilder("sh", "-ec", script).directory(root.toFile()).inheritIO().start();
    assertEquals(0, process.waitFor(), script);
  }
}
