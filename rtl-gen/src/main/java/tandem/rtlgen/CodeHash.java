package tandem.rtlgen;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import tandem.support.ContentHash;

/** Hash of the files of a package and those below it, from a directory or a jar. */
public final class CodeHash {
  private CodeHash() {}

  /** Of the package {@code root}, found where {@code member}, a class in or below it, came from. */
  public static String of(Class<?> member, String root) throws IOException {
    Path source = source(member);
    String folder = root.replace('.', '/');
    if (Files.isDirectory(source)) {
      return hash(source.resolve(folder));
    }
    URI jar = URI.create("jar:" + source.toUri());
    try (FileSystem inside = FileSystems.newFileSystem(jar, Map.of())) {
      return hash(inside.getPath(folder));
    }
  }

  private static Path source(Class<?> member) {
    try {
      return Path.of(member.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException("a class path entry that is no URI", e);
    }
  }

  private static String hash(Path folder) throws IOException {
    ContentHash hash = new ContentHash();
    try (Stream<Path> paths = Files.walk(folder)) {
      for (Path file : paths.filter(Files::isRegularFile).sorted().toList()) {
        hash.add(folder.relativize(file).toString()).add(Files.readAllBytes(file));
      }
    }
    return hash.hex();
  }
}
