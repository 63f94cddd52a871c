package tandem.support;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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

  @ParameterizedTest
  @ValueSource(
      strings = {
        "truncate -s -1 whole",
        "truncate -s 0 whole",
        "printf x | dd of=whole conv=notrunc bs=1 seek=9 2>/dev/null",
        "rm whole",
        "rm sealed",
        "truncate -s 0 sealed; rm -r part; chmod o+w sealed",
        "rm -r part",
        "echo more >>part/file",
        "chmod g+w whole",
        "chmod o+w .",
        "chown 12345 whole",
      })
  void shouldMakeAgainWhatIsDamagedOrOpenToOthers(String damage) throws Exception {
    CacheDirectory cache = new CacheDirectory(root);
    AtomicInteger made = new AtomicInteger();
    AtomicDirectory.Content content =
        d -> {
          made.incrementAndGet();
          Files.writeString(d.resolve("whole"), "what was made");
          Files.writeString(Files.createDirectory(d.resolve("part")).resolve("file"), "part");
        };
    Path entry = cache.entry("kind", "key", content);
    cache.entry("kind", "key", content);
    assertEquals(1, made.get());
    Process process = new ProcessBuilder("sh", "-c", damage).directory(entry.toFile()).start();
    assumeTrue(process.waitFor() == 0, "only root may give files away");
    cache.entry("kind", "key", content);
    assertEquals(2, made.get());
    assertEquals("what was made", Files.readString(entry.resolve("whole")));
    assertEquals("part", Files.readString(entry.resolve("part/file")));
    cache.entry("kind", "key", content);
    assertEquals(2, made.get());
  }

  @Test
  void shouldSweepWhatBuildsLeftThatWereInterrupted() throws Exception {
    Process gone = new ProcessBuilder("true").start();
    gone.waitFor();
    Files.createDirectories(root.resolve("kind"));
    String mine = Unfinished.beside(root.resolve("kind/other")).getFileName().toString();
    String abandoned = mine.replaceFirst("-\\d+-(\\d+-other)$", "-" + gone.pid() + "-$1");
    Path kind = root.resolve("kind");
    Files.writeString(Files.createDirectories(kind.resolve(abandoned)).resolve("x"), "x");
    Files.createDirectories(kind.resolve(mine));
    new CacheDirectory(root).entry("kind", "key", d -> {});
    assertTrue(Files.notExists(kind.resolve(abandoned)), abandoned);
    assertTrue(Files.exists(kind.resolve(mine)), "its process lives");
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
