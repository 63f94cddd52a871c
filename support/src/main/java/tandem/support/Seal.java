package tandem.support;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import java.util.zip.CRC32;

/**
 * Tells whether the files of a directory are still those that were put there: the same contents,
 * and writable by nobody but their owner, who is the user or root.
 *
 * <p>A CRC and not a cryptographic hash: it finds what disks and interrupted copies do, ten times
 * as fast in a JVM that has just started, and who may not write cannot forge.
 */
final class Seal {
  private static final String FILE = "sealed";

  private static final Set<PosixFilePermission> OTHERS_WRITE =
      Set.of(PosixFilePermission.GROUP_WRITE, PosixFilePermission.OTHERS_WRITE);

  private Seal() {}

  /** Seals the files of that name, all regular files below the directory if there are none. */
  static void put(Path directory, List<String> names) throws IOException {
    List<String> lines = new ArrayList<>();
    for (String name : names.isEmpty() ? all(directory) : names) {
      lines.add(sum(directory.resolve(name)) + " " + name);
      close(directory.resolve(name));
    }
    Files.write(directory.resolve(FILE), lines);
    close(directory.resolve(FILE));
    close(directory);
  }

  /** Whether the seal is there and holds. */
  static boolean holds(Path directory) {
    try {
      if (!isOurs(directory) || !isOurs(directory.resolve(FILE))) {
        return false;
      }
      for (String line : Files.readAllLines(directory.resolve(FILE))) {
        String[] sumAndName = line.split(" ", 2);
        Path file = directory.resolve(sumAndName[sumAndName.length - 1]);
        if (!isOurs(file) || !sum(file).equals(sumAndName[0])) {
          return false;
        }
      }
      return true;
    } catch (IOException e) {
      return false; // what cannot be read is no better than what is damaged
    }
  }

  private static List<String> all(Path directory) throws IOException {
    try (Stream<Path> files = Files.walk(directory)) {
      return files
          .filter(f -> Files.isRegularFile(f, LinkOption.NOFOLLOW_LINKS))
          .map(f -> directory.relativize(f).toString())
          .sorted()
          .toList();
    }
  }

  private static String sum(Path file) throws IOException {
    CRC32 crc = new CRC32();
    long bytes = 0;
    byte[] block = new byte[1 << 16];
    try (InputStream in = Files.newInputStream(file)) {
      for (int n = in.read(block); n >= 0; n = in.read(block)) {
        crc.update(block, 0, n);
        bytes += n;
      }
    }
    return Long.toHexString(crc.getValue()) + "-" + bytes;
  }

  /** Whatever the umask of the user is. */
  private static void close(Path file) throws IOException {
    Set<PosixFilePermission> modes = Files.getPosixFilePermissions(file);
    if (modes.removeAll(OTHERS_WRITE)) {
      Files.setPosixFilePermissions(file, modes);
    }
  }

  private static boolean isOurs(Path file) throws IOException {
    PosixFileAttributes found = Files.readAttributes(file, PosixFileAttributes.class);
    Object owner = Files.getAttribute(file, "unix:uid");
    Object user = Files.getAttribute(Path.of("/proc/self"), "unix:uid");
    return (owner.equals(user) || owner.equals(0))
        && found.permissions().stream().noneMatch(OTHERS_WRITE::contains);
  }
}
