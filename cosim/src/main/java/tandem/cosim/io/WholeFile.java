package tandem.cosim.io;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import tandem.cosim.rtl.UsageException;

/** Files that appear under their name only when they are whole. */
public final class WholeFile {
  /** Writes the content. */
  public interface Content {
    void writeTo(Writer writer) throws IOException;
  }

  /** Makes the whole file at another place. */
  public interface Maker {
    void make(Path unfinished) throws IOException;
  }

  private WholeFile() {}

  /**
   * Writes a text file beside its place and moves it there; whatever goes wrong, nothing is left
   * behind. Folders on the way are made.
   *
   * @throws UsageException if the place cannot be written
   */
  public static void write(Path file, Content content) {
    make(
        file,
        unfinished -> {
          try (Writer writer = Files.newBufferedWriter(unfinished)) {
            content.writeTo(writer);
          }
        });
  }

  /**
   * Lets a file be made beside its place and moves it there; whatever goes wrong, nothing is left
   * behind. Folders on the way are made.
   *
   * @throws UsageException if the place cannot be written
   */
  public static void make(Path file, Maker maker) {
    Path place = file.toAbsolutePath();
    Path unfinished = place.resolveSibling("." + place.getFileName() + ".unfinished");
    try {
      Files.createDirectories(place.getParent());
      maker.make(unfinished);
      Files.move(unfinished, place, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new UsageException(file + ": cannot be written: " + e.getMessage(), e);
    } finally {
      try {
        Files.deleteIfExists(unfinished);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
