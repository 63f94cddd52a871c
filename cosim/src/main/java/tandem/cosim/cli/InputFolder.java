package tandem.cosim.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tandem.cosim.rtl.UsageException;

/** The inputs that a folder holds. */
final class InputFolder {
  private static final int NAMED = 5;

  private InputFolder() {}

  /**
   * The files with one of the endings, in whatever case, in order of their names. What else there
   * is in the folder is named on the standard error output.
   *
   * @throws UsageException if there is none, or the folder cannot be read
   */
  static List<Path> files(Path folder, List<String> endings) {
    Map<Boolean, List<Path>> byTaken;
    try (Stream<Path> entries = Files.list(folder)) {
      byTaken = entries.sorted().collect(Collectors.partitioningBy(path -> isTaken(path, endings)));
    } catch (IOException e) {
      throw new UsageException("the folder cannot be read: --in=" + folder, e);
    }
    if (byTaken.get(true).isEmpty()) {
      throw new UsageException(
          String.format(
              Locale.ROOT, "no *%s in the folder: --in=%s", String.join(" or *", endings), folder));
    }
    List<Path> others = byTaken.get(false);
    if (!others.isEmpty()) {
      System.err.printf(
          Locale.ROOT,
          "tandem: %s: left out, for they are no files *%s: %s%s%n",
          folder,
          String.join(" or *", endings),
          others.stream()
              .limit(NAMED)
              .map(path -> path.getFileName().toString())
              .collect(Collectors.joining(", ")),
          others.size() > NAMED ? " and " + (others.size() - NAMED) + " more" : "");
    }
    return byTaken.get(true);
  }

  private static boolean isTaken(Path path, List<String> endings) {
    String name = path.getFileName().toString().toLowerCase(Locale.ROOT);
    return !Files.isDirectory(path) && endings.stream().anyMatch(name::endsWith);
  }
}
