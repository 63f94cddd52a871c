package tandem.support;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class OutputFileTest {
  @TempDir Path folder;

  @Test
  void shouldMakeFoldersOnTheWay() throws IOException {
    Path file = folder.resolve("a/b/file");
    write(file, "text");
    assertEquals("text", Files.readString(file));
  }

  @Test
  void shouldFollowLinksAndKeepThem() throws IOException {
    Path target = Files.writeString(folder.resolve("target"), "old");
    Path link = Files.createSymbolicLink(folder.resolve("link"), Path.of("target"));
    Path far = Files.createDirectories(folder.resolve("deep/er"));
    Path linkToLink = Files.createSymbolicLink(far.resolve("link"), Path.of("../../link"));
    write(linkToLink, "new");
    assertEquals("new", Files.readString(target));
    assertTrue(Files.isSymbolicLink(link) && Files.isSymbolicLink(linkToLink));
    Path dangling = Files.createSymbolicLink(folder.resolve("dangling"), Path.of("made"));
    OutputFile.of(dangling).make(place -> Files.writeString(place, "made"));
    assertEquals("made", Files.readString(folder.resolve("made")));
    assertTrue(Files.isSymbolicLink(dangling));
  }

  @Test
  void shouldRefuseLinksThatGoRound() throws IOException {
    Path round = folder.resolve("round");
    Files.createSymbolicLink(round, Path.of("round"));
    assertRefused(round, round + ": cannot be written: Too many levels of symbolic links");
  }

  @Test
  void shouldKeepTheMode() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "old");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));
    write(file, "new");
    assertEquals("rw-r-----", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
  }

  @Test
  void shouldLeaveWhatWasThereWhenSomethingGoesWrong() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "old");
    OutputFile output = OutputFile.of(file);
    assertThrows(
        IllegalStateException.class,
        () ->
            output.write(
                writer -> {
                  writer.write("half");
                  throw new IllegalStateException("no");
                }));
    Exception e =
        assertThrows(
            RefusedException.class,
            () ->
                output.make(
                    place -> {
                      Files.writeString(place, "half");
                      throw new IOException("no");
                    }));
    assertEquals(file + ": cannot be written: no", e.getMessage());
    assertEquals("old", Files.readString(file));
    assertEquals(Set.of(file), content());
  }

  @Test
  void shouldNotBlameTheOutputForAnInput() {
    Path file = folder.resolve("file");
    Exception e =
        assertThrows(
            RefusedException.class,
            () ->
                OutputFile.of(file)
                    .write(writer -> writer.write(Files.readString(folder.resolve("input")))));
    assertEquals(folder.resolve("input") + ": No such file or directory", e.getMessage());
  }

  @Test
  @Timeout(value = 1, unit = TimeUnit.MINUTES)
  void shouldWriteThroughPipes() throws Exception {
    Path pipe = folder.resolve("pipe");
    assertEquals(0, new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor());
    for (boolean made : new boolean[] {false, true}) {
      CompletableFuture<String> read = CompletableFuture.supplyAsync(() -> read(pipe));
      if (made) {
        OutputFile.of(pipe).make(place -> Files.writeString(place, "through"));
      } else {
        write(pipe, "through");
      }
      assertEquals("through", read.get());
      assertFalse(Files.isRegularFile(pipe));
    }
  }

  @Test
  void shouldSayThatADeviceIsFull() {
    Path full = Path.of("/dev/full");
    assertRefused(full, "/dev/full: cannot be written: No space left on device");
    Exception e =
        assertThrows(
            RefusedException.class,
            () -> OutputFile.of(full).make(place -> Files.writeString(place, "x")));
    assertEquals("/dev/full: cannot be written: No space left on device", e.getMessage());
    assertTrue(Files.exists(full) && !Files.isRegularFile(full));
  }

  @Test
  void shouldWriteIntoDevicesOfRoot() throws Exception {
    Path device = folder.resolve("null");
    String[] make = {"mknod", device.toString(), "c", "1", "3"};
    assumeTrue(new ProcessBuilder(make).start().waitFor() == 0, "needs to be root");
    write(device, "text");
    OutputFile.of(device).make(place -> Files.writeString(place, "text"));
    assertTrue(Files.exists(device) && !Files.isRegularFile(device), "is still a device");
  }

  @Test
  void shouldNotWriteIntoFilesThatThisProcessReads() throws IOException {
    Path library = Files.writeString(folder.resolve("library"), "whole");
    try (var in = Files.newInputStream(library)) {
      assertEquals('w', in.read());
      Path fd = descriptorOf(library);
      assertRefused(fd, fd + ": cannot be written: is not open for writing");
      assertEquals("whole", Files.readString(library));
    }
  }

  @Test
  void shouldAppendToFilesBehindDescriptors() throws IOException {
    Path file = folder.resolve("file");
    try (var out = Files.newOutputStream(file)) {
      out.write("first,".getBytes(StandardCharsets.UTF_8));
      write(descriptorOf(file), "second");
    }
    assertEquals("first,second", Files.readString(file));
  }

  @Test
  void shouldKeepStandardOutputForTheOutputThatIsIt() {
    PrintStream before = System.out;
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    System.setOut(new PrintStream(bytes, true, StandardCharsets.UTF_8));
    try {
      OutputFile.claimStandardOutput();
      System.out.println("(what a test of standard output says beside it)");
      write(Path.of("-"), "text");
      OutputFile.of(Path.of("/dev/stdout")).make(place -> Files.writeString(place, " more"));
    } finally {
      OutputFile.releaseStandardOutput();
      System.setOut(before);
    }
    assertEquals("text more", bytes.toString(StandardCharsets.UTF_8));
  }

  @Test
  void shouldNotMixTwoRunsWithOneName() throws Exception {
    Path file = folder.resolve("file");
    List<CompletableFuture<Void>> runs = new ArrayList<>();
    Set<String> texts = Set.of("a".repeat(100_000), "b".repeat(100_000), "c".repeat(100_000));
    for (String text : texts) {
      runs.add(CompletableFuture.runAsync(() -> write(file, text)));
    }
    for (CompletableFuture<Void> run : runs) {
      run.get();
    }
    assertTrue(texts.contains(Files.readString(file)));
    assertEquals(Set.of(file), content());
  }

  private static void write(Path file, String text) {
    OutputFile.of(file).write(writer -> writer.write(text));
  }

  private static void assertRefused(Path file, String message) {
    Exception e = assertThrows(RefusedException.class, () -> write(file, "text"));
    assertEquals(message, e.getMessage());
  }

  private static String read(Path pipe) {
    try {
      return Files.readString(pipe);
    } catch (IOException e) {
      return e.toString();
    }
  }

  /** The descriptor by which this process has a file open. */
  private static Path descriptorOf(Path file) throws IOException {
    try (Stream<Path> open = Files.list(Path.of("/proc/self/fd"))) {
      for (Path fd : open.toList()) {
        if (Files.exists(fd) && Files.isSameFile(fd, file)) {
          return Path.of("/dev/fd", fd.getFileName().toString());
        }
      }
    }
    throw new AssertionError("not open: " + file);
  }

  private Set<Path> content() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.collect(Collectors.toSet());
    }
  }
}
