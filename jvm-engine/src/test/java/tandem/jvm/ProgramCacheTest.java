package tandem.jvm;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the engine keeps of a design, on a disk that does not. */
class ProgramCacheTest {
  private static final Program PROGRAM =
      new Program(
          "clock", List.of(), List.of(), List.of(), List.of(), List.of(), 3, new byte[] {1, 2, 3});

  @TempDir Path folder;
  private final AtomicInteger made = new AtomicInteger();
  private byte[] whole;

  @BeforeEach
  void make() throws IOException {
    read();
    read();
    assertEquals(1, made.get(), "what is whole is not made again");
    whole = Files.readAllBytes(folder.resolve("id"));
  }

  @Test
  void shouldMakeADamagedEntryAgain() throws IOException {
    byte[] flipped = whole.clone();
    flipped[whole.length - 2] ^= 1;
    byte[] otherSum = whole.clone();
    otherSum[0] ^= 1;
    byte[] cut = Arrays.copyOf(whole, whole.length - 1);
    for (byte[] damaged : List.of(flipped, otherSum, cut, new byte[0])) {
      Files.write(folder.resolve("id"), damaged);
      int before = made.get();
      read();
      assertEquals(before + 1, made.get(), "made again");
      assertArrayEquals(whole, Files.readAllBytes(folder.resolve("id")), "and kept");
    }
    try (Stream<Path> files = Files.list(folder)) {
      assertEquals(List.of(folder.resolve("id")), files.toList(), "and nothing besides");
    }
  }

  private void read() {
    Program program =
        new ProgramCache(folder)
            .entry(
                "id",
                () -> {
                  made.incrementAndGet();
                  return PROGRAM;
                });
    assertArrayEquals(PROGRAM.toBytes(), program.toBytes());
  }
}
