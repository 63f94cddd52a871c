package tandem.support;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CacheDirectoryTest {
  @TempDir Path root;

  @Test
  void shouldMakeAnEntryOnceAndWholeOrNotAtAll() throws IOException {
    CacheDirectory cache = new CacheDirectory(root);
    assertThrows(
        IllegalStateException.class,
        () ->
            cache.entry(
                "kind",
                "key",
                d -> {
                  Files.writeString(d.resolve("half"), "x");
                  throw new IllegalStateException("no");
                }));
    try (Stream<Path> left = Files.list(root.resolve("kind"))) {
      assertEquals(List.of(), left.filter(Files::isDirectory).toList());
    }
    Path made = cache.entry("kind", "key", d -> Files.writeString(d.resolve("whole"), "x"));
    Path found = cache.entry("kind", "key", d -> Files.writeString(d.resolve("again"), "x"));
    assertEquals(made, found);
    assertTrue(Files.exists(found.resolve("whole")) && !Files.exists(found.resolve("again")));
  }

  @Test
  void shouldSayWhereAndWhyItCannotWrite() throws IOException {
    Path file = Files.writeString(root.resolve("file"), "no folder");
    CacheDirectory cache = new CacheDirectory(file);
    Exception refused =
        assertThrows(RefusedException.class, () -> cache.entry("kind", "key", d -> {}));
    assertEquals(
        "the cache cannot be written: "
            + file.resolve("kind")
            + ": Not a directory; TANDEM_CACHE=DIR chooses another place",
        refused.getMessage());
  }

  @Test
  void shouldFollowTheEnvironment() {
    Path home = Path.of("/home/me");
    assertEquals(Path.of("/home/me/.cache/tandem"), CacheDirectory.ofUser(Map.of(), home).root());
    assertEquals(
        Path.of("/xdg/tandem"),
        CacheDirectory.ofUser(Map.of("XDG_CACHE_HOME", "/xdg"), home).root());
    Map<String, String> both = Map.of("XDG_CACHE_HOME", "/xdg", "TANDEM_CACHE", "mine");
    assertEquals(Path.of("mine").toAbsolutePath(), CacheDirectory.ofUser(both, home).root());
  }

  @Test
  void shouldRefuseARelativeXdgCacheHome() {
    Map<String, String> relative = Map.of("XDG_CACHE_HOME", "cache");
    Exception refused =
        assertThrows(
            RefusedException.class, () -> CacheDirectory.ofUser(relative, Path.of("/home/me")));
    assertEquals(
        "XDG_CACHE_HOME must be an absolute path: XDG_CACHE_HOME=cache", refused.getMessage());
  }
}
