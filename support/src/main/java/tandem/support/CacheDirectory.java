package tandem.support;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Directories of build results named by the hash of everything that went into them. An entry
 * appears whole or not at all, and is made once even when several processes ask at the same time.
 */
public final class CacheDirectory {
  private static final Map<Path, Object> BUSY = new ConcurrentHashMap<>();

  private final Path root;

  public CacheDirectory(Path root) {
    this.root = root.toAbsolutePath();
  }

  /**
   * {@code $TANDEM_CACHE}, else {@code $XDG_CACHE_HOME/tandem}, else {@code ~/.cache/tandem}.
   *
   * @throws RefusedException for a relative {@code XDG_CACHE_HOME}, which has no meaning
   */
  public static CacheDirectory ofUser() {
    return ofUser(System.getenv(), Path.of(System.getProperty("user.home")));
  }

  static CacheDirectory ofUser(Map<String, String> environment, Path home) {
    String own = environment.getOrDefault("TANDEM_CACHE", "");
    if (!own.isBlank()) {
      return new CacheDirectory(Path.of(own));
    }
    String xdg = environment.getOrDefault("XDG_CACHE_HOME", "");
    Path base = xdg.isBlank() ? home.resolve(".cache") : Path.of(xdg);
    if (!xdg.isBlank() && !base.isAbsolute()) {
      throw new RefusedException("XDG_CACHE_HOME must be an absolute path: XDG_CACHE_HOME=" + xdg);
    }
    return new CacheDirectory(base.resolve("tandem"));
  }

  public Path root() {
    return root;
  }

  /**
   * The entry of that kind and key, made first if it is not there whole: one that is damaged, or
   * that others than its owner may write, is made again.
   *
   * @throws RefusedException if it cannot be written
   */
  public Path entry(String kind, String key, AtomicDirectory.Content content) {
    return entry(kind, key, List.of(), content);
  }

  /**
   * The same where only some files are ever read again.
   *
   * @param checked their names; all files if there are none
   */
  public Path entry(
      String kind, String key, List<String> checked, AtomicDirectory.Content content) {
    Path entry = root.resolve(kind).resolve(key);
    try {
      if (Seal.holds(entry)) {
        return entry;
      }
      Files.createDirectories(entry.getParent());
      // Within one JVM a second lock on the same file throws, hence the monitor.
      synchronized (BUSY.computeIfAbsent(entry, e -> new Object())) {
        try (Waiting waiting = new Waiting(() -> "building " + kind + ", kept for the next time");
            FileChannel channel =
                FileChannel.open(
                    entry.resolveSibling(key + ".lock"),
                    StandardOpenOption.CREATE,
                    StandardOpenOption.WRITE);
            FileLock lock = channel.lock()) {
          waiting.begin();
          if (lock.isValid() && !Seal.holds(entry)) {
            Unfinished.sweepAll(entry.getParent());
            AtomicDirectory.write(
                entry,
                directory -> {
                  content.writeTo(directory);
                  Seal.put(directory, checked);
                });
          }
        }
      }
    } catch (IOException e) {
      throw new RefusedException(cannotWrite(e), e);
    }
    return entry;
  }

  /** What to say, in one line, where something of the cache cannot be written. */
  public static String cannotWrite(IOException e) {
    return "the cache cannot be written: "
        + IoReason.of(e)
        + "; TANDEM_CACHE=DIR chooses another place";
  }
}
