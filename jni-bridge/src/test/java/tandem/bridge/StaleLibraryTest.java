package tandem.bridge;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
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
}
