package tandem.bridge;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * Directories of build results named by the hash of everything that went into them. An entry
 * appears whole or not at all, and is made once even when several processes ask at the same time.
 */
public final class CacheDirectory {
  /** Makes the content of an entry in an empty directory. */
  public interface Maker {
    void make(Path directory) throws IOException;
  }

  private static final Map<Path, Object> BUSY = new ConcurrentHashMap<>();

  private final Path root;

  public CacheDirectory(Path root) {
    this.root = root;
  }

  /** {@code $TANDEM_CACHE}, else {@code $XDG_CACHE_HOME/tandem}, else {@code ~/.cache/tandem}. */
  public static CacheDirectory ofUser() {
    String own = System.getenv("TANDEM_CACHE");
    if (own != null && !own.isEmpty()) {
      return new CacheDirectory(Path.of(own));
    }
    String xdg = System.getenv("XDG_CACHE_HOME");
    Path base =
        xdg != null && !xdg.isEmpty()
            ? Path.of(xdg)
            : Path.of(System.getProperty("user.home"), ".cache");
    return new CacheDirectory(base.resolve("tandem"));
  }

  public Path root() {
    return root;
  }

  /** The entry of that kind and key, made first if it is not there. */
  public Path entry(String kind, String key, Maker maker) {
    Path entry = root.resolve(kind).resolve(key);
    if (Files.isDirectory(entry)) {
      return entry;
    }
    try {
      Files.createDirectories(entry.getParent());
      // Within one JVM a second lock on the same file throws, hence the monitor.
      synchronized (BUSY.computeIfAbsent(entry, e -> new Object())) {
        try (FileChannel channel =
                FileChannel.open(
                    entry.resolveSibling(key + ".lock"),
                    StandardOpenOption.CREATE,
                    StandardOpenOption.WRITE);
            FileLock lock = channel.lock()) {
          if (lock.isValid() && !Files.isDirectory(entry)) {
            make(entry, maker);
          }
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cache entry " + entry, e);
    }
    return entry;
  }

  private static void make(Path entry, Maker maker) throws IOException {
    Path unfinished = Files.createTempDirectory(entry.getParent(), "unfinished-");
    try {
      maker.make(unfinished);
      Files.move(unfinished, entry, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      if (Files.exists(unfinished)) {
        try (Stream<Path> files = Files.walk(unfinished)) {
          for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
            Files.delete(file);
          }
        }
      }
    }
  }
}
