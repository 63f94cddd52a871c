package tandem.waveforms.fst;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.Map;
import java.util.stream.Stream;

/** A directory of things built, each under the hash of what it was built from. */
final class BuildCache {
  /** Builds into a directory that already holds the parts. */
  @FunctionalInterface
  interface Builder {
    void build(Path work) throws IOException;
  }

  private BuildCache() {}

  /**
   * The directory with the built thing. It is built beside its place and moved there in one step,
   * so that processes that build at once cannot see each other's halves; the first to finish wins.
   */
  static Path get(String name, Map<String, byte[]> parts, Builder builder) throws IOException {
    Path place = root().resolve(name + "-" + key(parts));
    if (Files.isDirectory(place)) {
      return place;
    }
    Files.createDirectories(place.getParent());
    Path work = Files.createTempDirectory(place.getParent(), name + ".building");
    try {
      for (Map.Entry<String, byte[]> part : parts.entrySet()) {
        // The compiler finds the others through its include path.
        if (!part.getKey().contains("/")) {
          Files.write(work.resolve(part.getKey()), part.getValue());
        }
      }
      builder.build(work);
      Files.move(work, place, StandardCopyOption.ATOMIC_MOVE);
    } catch (FileSystemException e) {
      if (!Files.isDirectory(place)) {
        throw e;
      }
    } finally {
      delete(work);
    }
    return place;
  }

  private static Path root() {
    String own = System.getenv("TANDEM_CACHE");
    if (own != null && !own.isBlank()) {
      return Path.of(own);
    }
    String xdg = System.getenv("XDG_CACHE_HOME");
    return xdg != null && !xdg.isBlank()
        ? Path.of(xdg, "tandem")
        : Path.of(System.getProperty("user.home"), ".cache", "tandem");
  }

  private static String key(Map<String, byte[]> parts) {
    try {
      MessageDigest sha = MessageDigest.getInstance("SHA-256");
      parts.forEach(
          (name, bytes) -> {
            sha.update((name + "\0" + bytes.length + "\0").getBytes(StandardCharsets.UTF_8));
            sha.update(bytes);
          });
      sha.update(System.getProperty("os.arch").getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(sha.digest(), 0, 12);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  private static void delete(Path directory) throws IOException {
    if (!Files.exists(directory)) {
      return;
    }
    try (Stream<Path> all = Files.walk(directory)) {
      for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }
}
