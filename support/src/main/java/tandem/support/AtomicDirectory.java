package tandem.support;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.stream.Stream;

/** Writes a directory beside its place and moves it there whole: nobody ever sees half of it. */
public final class AtomicDirectory {
  /** With less left, a disk is full for whoever writes a file. */
  private static final long FULL_BYTES = 1 << 16;

  private AtomicDirectory() {}

  /** Fills an empty directory. */
  public interface Content {
    void writeTo(Path directory) throws IOException;
  }

  /** Puts {@code content} at {@code target}, in place of whatever is there; links are followed. */
  public static void write(Path target, Content content) throws IOException {
    prepare(target, content, AtomicDirectory::swap);
  }

  /** Puts {@code content} at {@code target} unless something is there by then, which then stays. */
  public static void writeIfAbsent(Path target, Content content) throws IOException {
    prepare(
        target,
        content,
        (whole, place, old) -> {
          try {
            Files.move(whole, place, StandardCopyOption.ATOMIC_MOVE);
          } catch (IOException e) {
            if (!Files.isDirectory(place)) {
              throw e;
            }
          }
        });
  }

  /** Brings a whole directory to its place; {@code old} is a free name for what was there. */
  private interface Placement {
    void place(Path whole, Path place, Path old) throws IOException;
  }

  private static void prepare(Path target, Content content, Placement placement)
      throws IOException {
    Path place = OutputPlace.of(target).path();
    Files.createDirectories(place.getParent());
    Path fresh = Unfinished.beside(place);
    try {
      Path whole = Files.createDirectories(fresh.resolve("whole"));
      fill(whole, content);
      placement.place(whole, place, fresh.resolve("old"));
    } finally {
      delete(fresh);
    }
  }

  /** Programs that write there may say nothing of a full disk, or leave a file that is cut off. */
  private static void fill(Path whole, Content content) throws IOException {
    try {
      content.writeTo(whole);
    } catch (IOException | RuntimeException e) {
      if (Files.getFileStore(whole).getUsableSpace() < FULL_BYTES) {
        throw new IOException(whole.getParent() + ": No space left on device", e);
      }
      throw e;
    }
  }

  /** Copies the regular files of one directory into another. */
  public static void copyFiles(Path from, Path to) throws IOException {
    try (Stream<Path> files = Files.list(from)) {
      for (Path file : files.sorted().toList()) {
        Files.copy(file, to.resolve(file.getFileName()));
      }
    }
  }

  /** Removes a directory with all that is in it; links are not followed. */
  public static void delete(Path directory) throws IOException {
    Unfinished.delete(directory);
  }

  private static void swap(Path whole, Path place, Path old) throws IOException {
    boolean replaces = Files.exists(place);
    if (replaces) {
      Files.move(place, old, StandardCopyOption.ATOMIC_MOVE);
    }
    try {
      Files.move(whole, place, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      if (replaces) {
        Files.move(old, place, StandardCopyOption.ATOMIC_MOVE);
      }
      throw e;
    }
  }
}
