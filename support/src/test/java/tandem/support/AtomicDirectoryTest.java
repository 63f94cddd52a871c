package tandem.support;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AtomicDirectoryTest {
  @TempDir Path scratch;

  @Test
  void shouldCreateParents() throws IOException {
    Path target = scratch.resolve("a/b/c");
    AtomicDirectory.write(target, directory -> Files.writeString(directory.resolve("f"), "new"));
    assertEquals("new", Files.readString(target.resolve("f")));
    assertEquals(List.of("c"), names(target.getParent()));
  }

  @Test
  void shouldReplaceTheWholeDirectory() throws IOException {
    Path target = Files.createDirectories(scratch.resolve("target"));
    Files.writeString(target.resolve("old"), "old");
    AtomicDirectory.write(target, directory -> Files.writeString(directory.resolve("f"), "new"));
    assertEquals(List.of("f"), names(target));
    assertEquals(List.of("target"), names(scratch));
  }

  @Test
  void shouldKeepTheOldDirectoryWhenWritingFails() throws IOException {
    Path target = Files.createDirectories(scratch.resolve("target"));
    Files.writeString(target.resolve("old"), "old");
    assertThrows(
        IOException.class,
        () ->
            AtomicDirectory.write(
                target,
                directory -> {
                  Files.writeString(directory.resolve("half"), "half");
                  throw new IOException("disk full");
                }));
    assertEquals(List.of("old"), names(target));
    assertEquals(List.of("target"), names(scratch), "nothing may be left beside it");
  }

  @Test
  void shouldLetTheFirstWriterWin() throws IOException {
    Path target = scratch.resolve("target");
    for (String text : List.of("first", "second")) {
      AtomicDirectory.writeIfAbsent(
          target, directory -> Files.writeString(directory.resolve("f"), text));
    }
    assertEquals("first", Files.readString(target.resolve("f")));
    assertEquals(List.of("target"), names(scratch));
  }

  private static List<String> names(Path directory) throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }
}
