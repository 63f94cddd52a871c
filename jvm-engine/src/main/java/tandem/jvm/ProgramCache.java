package tandem.jvm;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.function.Supplier;
import tandem.support.CacheDirectory;
import tandem.support.ContentHash;
import tandem.support.RefusedException;

/** Designs on a disk, a file each, named by the hash of all that they were made of. */
final class ProgramCache {
  private static final int HASH_LETTERS = 64;

  private final Path folder;

  ProgramCache(Path folder) {
    this.folder = folder;
  }

  /**
   * The design of that name, made first if it is not there or damaged.
   *
   * @throws RefusedException if it cannot be kept
   */
  Program entry(String id, Supplier<Program> make) {
    Path file = folder.resolve(id);
    try {
      byte[] kept = Files.exists(file) ? whole(Files.readAllBytes(file)) : null;
      if (kept != null) {
        return Program.fromBytes(kept);
      }
      Program made = make.get();
      keep(file, made.toBytes());
      return made;
    } catch (IOException e) {
      throw new RefusedException(CacheDirectory.cannotWrite(e), e);
    }
  }

  /** The content of an entry, null if it is damaged: it begins with its own hash. */
  private static byte[] whole(byte[] entry) {
    if (entry.length < HASH_LETTERS) {
      return null;
    }
    byte[] body = Arrays.copyOfRange(entry, HASH_LETTERS, entry.length);
    return Arrays.equals(hash(body), Arrays.copyOf(entry, HASH_LETTERS)) ? body : null;
  }

  private static byte[] hash(byte[] body) {
    return new ContentHash().add(body).hex().getBytes(StandardCharsets.US_ASCII);
  }

  private static void keep(Path file, byte[] body) throws IOException {
    Files.createDirectories(file.getParent());
    Path fresh = Files.createTempFile(file.getParent(), ".new", "");
    try {
      Files.write(fresh, hash(body));
      Files.write(fresh, body, StandardOpenOption.APPEND);
      Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(fresh);
    }
  }
}
