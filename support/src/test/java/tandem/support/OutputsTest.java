package tandem.support;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;

class OutputsTest {
  @TempDir Path folder;
  private final Outputs outputs = new Outputs();

  @Test
  void shouldRefuseFoldersWhereFilesAreWanted() throws IOException {
    Path link = Files.createSymbolicLink(folder.resolve("link"), Path.of("."));
    assertRefused(
        () -> outputs.file("--out", OutputFile.of(link)),
        "--out=" + link + ": is a folder, a file is wanted");
  }

  @Test
  void shouldRefuseFilesWhereFoldersAreWanted() throws IOException {
    Path file = Files.createFile(folder.resolve("file"));
    for (Path wrong : List.of(file, Path.of("-"), Path.of("/dev/null"))) {
      assertRefused(
          () -> outputs.folder("--report", OutputFolder.of(wrong)),
          "--report=" + wrong + ": is a file, a folder is wanted");
    }
  }

  @Test
  void shouldRefuseInputsAsOutputs() throws IOException {
    Path in = Files.createFile(folder.resolve("in"));
    Path link = Files.createSymbolicLink(folder.resolve("link"), in);
    outputs.input("--in", in);
    assertRefused(
        () -> outputs.file("--out", OutputFile.of(link)),
        "--out=" + link + ": is an input, too: --in=" + in);
  }

  @Test
  void shouldRefuseOneFileForTwoOutputs() {
    Path out = folder.resolve("out");
    Path same = folder.resolve("a/../out");
    assertTrue(folder.resolve("a").toFile().mkdir());
    outputs.file("--out", OutputFile.of(out));
    assertRefused(
        () -> outputs.file("--json", OutputFile.of(same)),
        "--json=" + same + ": is another output, too: --out=" + out);
  }

  @Test
  void shouldLetAnybodyWriteToDevices() {
    outputs.input("--in", Path.of("/dev/null"));
    outputs.file("--out", OutputFile.of(Path.of("/dev/null")));
    outputs.file("--json", OutputFile.of(Path.of("/dev/null")));
  }

  @Test
  void shouldSayWhatCannotBeWritten() throws IOException {
    Path file = Files.createFile(folder.resolve("file"));
    Path below = file.resolve("out");
    assertRefused(
        () -> outputs.file("--out", OutputFile.of(below)),
        "--out=" + below + ": cannot be written: " + file + " is no folder");
    Path proc = Path.of("/proc/out");
    Exception e =
        assertThrows(RefusedException.class, () -> outputs.file("--out", OutputFile.of(proc)));
    assertTrue(e.getMessage().startsWith("--out=/proc/out: cannot be written: "), e.getMessage());
  }

  @Test
  void shouldLeaveNothingBehind() throws IOException {
    outputs.file("--out", OutputFile.of(folder.resolve("new/file")));
    outputs.folder("--report", OutputFolder.of(folder.resolve("other/folder")));
    try (Stream<Path> left = Files.list(folder)) {
      assertEquals(List.of(), left.toList());
    }
  }

  @Test
  void shouldTryEveryOutput() {
    List<String> written = new ArrayList<>();
    OutputWrites writes =
        new OutputWrites()
            .add(
                () -> {
                  throw new RefusedException("first");
                })
            .add(() -> written.add("second"))
            .add(
                () -> {
                  throw new RefusedException("third");
                });
    assertRefused(writes::end, "first; third");
    assertEquals(List.of("second"), written);
  }

  private static void assertRefused(Executable check, String message) {
    assertEquals(message, assertThrows(RefusedException.class, check).getMessage());
  }
}
