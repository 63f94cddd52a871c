package tandem.bridge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CacheDirectoryTest {
  @TempDir Path root;

  @Test
  void shouldMakeAnEntryOnceAndWholeOrNotAtAll() throws Exception {
    CacheDirectory cache = new CacheDirectory(root);
    assertThrows(
        BridgeException.class,
        () ->
            cache.entry(
                "kind",
                "key",
                d -> {
                  Files.writeString(d.resolve("half"), "x");
                  throw new BridgeException("no");
                }));
    assertEquals(List.of(), Files.list(root.resolve("kind")).filter(Files::isDirectory).toList());
    Path made = cache.entry("kind", "key", d -> Files.writeString(d.resolve("whole"), "x"));
    Path found = cache.entry("kind", "key", d -> Files.writeString(d.resolve("again"), "x"));
    assertEquals(made, found);
    assertTrue(Files.exists(found.resolve("whole")) && !Files.exists(found.resolve("again")));
  }

  @Test
  void shouldRefuseAForeignAndAStaleLibrary() throws Exception {
    Design design = TestDesigns.endings();
    BuildRequest request =
        new BuildRequest(
            design.manifest(), List.of(TestDesigns.source("Endings")), BuildRequest.Trace.NONE);
    Path foreign = Files.writeString(root.resolve("foreign.so"), "not a library");
    assertThrows(StaleLibraryException.class, () -> Design.load(foreign, "id", request));
    Path designs = CacheDirectory.ofUser().root().resolve("designs");
    Path copy = root.resolve("copy.so");
    Files.copy(designs.resolve(design.buildId()).resolve("design.so"), copy);
    Exception stale =
        assertThrows(StaleLibraryException.class, () -> Design.load(copy, "wanted", request));
    assertTrue(stale.getMessage().contains("expected=wanted"), stale.getMessage());
  }

  @Test
  void shouldHashPartsApart() {
    assertNotEquals(new ContentHash().add("a", "bc").hex(), new ContentHash().add("ab", "c").hex());
  }
}
