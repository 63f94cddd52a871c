package tandem.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** Where an output goes in the end: links are followed, and what stands there is known. */
final class OutputPlace {
  /** What is at the place. */
  enum Kind {
    /** A regular file, or nothing yet. */
    FILE,
    FOLDER,
    /** A device, a pipe, a socket or a descriptor of some process: written through. */
    STREAM,
    STANDARD_OUTPUT
  }

  private static final int MOST_LINKS = 40;
  private static final Path DASH = Path.of("-");
  private static final Path STANDARD_OUTPUT = Path.of("1");

  private final Path path;
  private final Kind kind;

  private OutputPlace(Path path, Kind kind) {
    this.path = kind == Kind.STANDARD_OUTPUT ? DASH : path;
    this.kind = kind;
  }

  /** The place that a path of the user leads to; {@code -} is standard output. */
  static OutputPlace of(Path given) throws IOException {
    if (given.equals(DASH)) {
      return new OutputPlace(given, Kind.STANDARD_OUTPUT);
    }
    Path path = withRealParent(given.toAbsolutePath());
    for (int links = 0; Files.isSymbolicLink(path) && !isDescriptor(path); links++) {
      if (links == MOST_LINKS) {
        throw new IOException("Too many levels of symbolic links");
      }
      path = withRealParent(path.resolveSibling(Files.readSymbolicLink(path)));
    }
    return new OutputPlace(path, kind(path));
  }

  Path path() {
    return path;
  }

  Kind kind() {
    return kind;
  }

  /** The nearest folder above that exists. */
  Path folder() {
    Path folder = path.getParent() == null ? path : path.getParent();
    while (!Files.exists(folder)) {
      folder = folder.getParent();
    }
    return folder;
  }

  private static Path withRealParent(Path path) throws IOException {
    Path parent = path.getParent();
    return parent != null && path.getFileName() != null && Files.exists(parent)
        ? parent.toRealPath().resolve(path.getFileName())
        : path;
  }

  private static Kind kind(Path path) {
    if (isDescriptor(path)) {
      boolean ours = path.getParent().equals(Path.of(ownFolder(), "fd"));
      return ours && path.endsWith(STANDARD_OUTPUT) ? Kind.STANDARD_OUTPUT : Kind.STREAM;
    }
    if (Files.isDirectory(path)) {
      return Kind.FOLDER;
    }
    return Files.exists(path) && !Files.isRegularFile(path) ? Kind.STREAM : Kind.FILE;
  }

  private static String ownFolder() {
    return "/proc/" + ProcessHandle.current().pid();
  }

  /**
   * Whether something may be written there. A descriptor must have been opened for writing: the
   * other files of this process, its libraries for example, have numbers there as well.
   */
  boolean isWritable() {
    if (!isDescriptor(path)) {
      return Files.isWritable(path);
    }
    Path info = path.getParent().resolveSibling("fdinfo").resolve(path.getFileName());
    try (Stream<String> lines = Files.lines(info)) {
      return lines
          .filter(line -> line.startsWith("flags:"))
          .anyMatch(line -> Integer.parseInt(line.substring(line.length() - 1)) % 4 != 0);
    } catch (IOException | UncheckedIOException e) {
      return false;
    }
  }

  /** Of {@code /dev/fd/3}, {@code /dev/stdout} and the like, whose names are no files. */
  static boolean isDescriptor(Path path) {
    Path parent = path.getParent();
    return parent != null && parent.startsWith("/proc") && parent.endsWith("fd");
  }
}
