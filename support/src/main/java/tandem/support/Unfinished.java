package tandem.support;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

/**
 * Names for what is being made beside its place, {@code .unfinished-MACHINE-PID-COUNT-NAME}: no two
 * processes and no two threads ever take the same one, and what a process that died left behind is
 * known by its name and swept by the next that makes something there.
 */
final class Unfinished {
  private static final String MARK = ".unfinished-";
  private static final int OWNER_PARTS = 3;
  private static final String MACHINE = machine();

  /** Bytes; a file system takes 255 with what is put before and behind. */
  private static final int LONGEST_NAME = 180;

  private static final AtomicLong COUNT = new AtomicLong();

  /** Of another machine on a shared disk, or of one before a restart, nobody can say who lives. */
  private static final Duration FOREIGN_AGE = Duration.ofDays(1);

  private Unfinished() {}

  /** A free name beside {@code place}, whose abandoned ones are swept. */
  static Path beside(Path place) throws IOException {
    sweep(place.getParent(), "-" + name(place));
    String owner = MACHINE + "-" + ProcessHandle.current().pid() + "-" + COUNT.getAndIncrement();
    return place.resolveSibling(MARK + owner + "-" + name(place));
  }

  /** Removes a file or a folder with all that is in it; links are not followed. */
  static void delete(Path path) throws IOException {
    if (!Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
      Files.deleteIfExists(path);
      return;
    }
    try (Stream<Path> all = Files.walk(path)) {
      for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(each);
      }
    }
  }

  /** Removes all that is abandoned in a folder where nobody but this project makes anything. */
  static void sweepAll(Path folder) throws IOException {
    sweep(folder, "");
  }

  private static void sweep(Path folder, String end) throws IOException {
    try (Stream<Path> beside = Files.list(folder)) {
      for (Path path : beside.toList()) {
        String name = path.getFileName().toString();
        if (name.startsWith(MARK)
            && name.endsWith(end)
            && isAbandoned(path, name.substring(MARK.length()))) {
          delete(path);
        }
      }
    }
  }

  /** The name of the place with its ending, which some writers go by; shorter if it is long. */
  private static String name(Path place) {
    String name = place.getFileName().toString();
    boolean fits = name.getBytes(StandardCharsets.UTF_8).length <= LONGEST_NAME;
    return fits ? name : new ContentHash().add(name).hex();
  }

  private static boolean isAbandoned(Path path, String owner) throws IOException {
    String[] parts = owner.split("-", OWNER_PARTS + 1);
    if (parts.length == OWNER_PARTS + 1 && parts[0].equals(MACHINE)) {
      return ProcessHandle.of(Long.parseLong(parts[1])).isEmpty();
    }
    Instant changed = Files.getLastModifiedTime(path).toInstant();
    return changed.isBefore(Instant.now().minus(FOREIGN_AGE));
  }

  /** Tells machines, starts of one machine and containers, whose process numbers differ, apart. */
  private static String machine() {
    ContentHash hash = new ContentHash();
    try {
      hash.add(Files.readAllBytes(Path.of("/proc/sys/kernel/random/boot_id")));
      hash.add(Files.readSymbolicLink(Path.of("/proc/self/ns/pid")).toString());
    } catch (IOException e) {
      hash.add("unknown");
    }
    return hash.hex().substring(0, 8);
  }
}
