package tandem.support;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UnfinishedTest {
  @TempDir Path folder;
  private Path place;

  @BeforeEach
  void choosePlace() {
    place = folder.resolve("out.jsonl");
  }

  @Test
  void shouldGiveEveryMakerItsOwnName() throws IOException {
    assertNotEquals(Unfinished.beside(place), Unfinished.beside(place));
  }

  @Test
  void shouldSweepWhatDeadProcessesLeft() throws Exception {
    Process dead = new ProcessBuilder("true").start();
    dead.waitFor();
    Path own = Files.createFile(Unfinished.beside(place));
    String owner = own.getFileName().toString();
    String mine = "-" + ProcessHandle.current().pid() + "-";
    Path left = folder.resolve(owner.replace(mine, "-" + dead.pid() + "-"));
    Files.createDirectories(left.resolve("deep"));
    Files.createFile(left.resolve("deep/file"));
    Path ofOtherPlace = Files.createFile(folder.resolve(left.getFileName() + ".other"));
    Unfinished.beside(place);
    assertEquals(Set.of(own, ofOtherPlace), content());
  }

  @Test
  void shouldLeaveWhatAnotherMachineMayStillWriteForADay() throws IOException {
    Path fresh = Files.createFile(folder.resolve(".unfinished-00000000-1-0-out.jsonl"));
    Path old = Files.createFile(folder.resolve(".unfinished-00000000-1-1-out.jsonl"));
    Files.setLastModifiedTime(old, FileTime.from(Instant.now().minus(Duration.ofHours(25))));
    Unfinished.beside(place);
    assertEquals(Set.of(fresh), content());
  }

  @Test
  void shouldFitTheLongestNameThereCanBe() throws IOException {
    Path longest = Files.createFile(folder.resolve("n".repeat(255)));
    Path unfinished = Files.createFile(Unfinished.beside(longest));
    assertEquals(Set.of(longest, unfinished), content());
  }

  private Set<Path> content() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.collect(Collectors.toSet());
    }
  }
}
