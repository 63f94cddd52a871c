package tandem.waveforms.fst;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tandem.waveforms.RandomDumps;
import tandem.waveforms.WaveFiles;
import tandem.waveforms.io.WaveWindow;
import tandem.waveforms.signal.WaveFormatException;
import tandem.waveforms.vcd.Damage;

/** Damaged FST must end in a message, never in the end of this process. */
class FstDamageTest {
  /** More with {@code -Dfuzz.rounds=N}. */
  private static final int ROUNDS = Integer.getInteger("fuzz.rounds", 120);

  @TempDir Path dir;
  private Path file;
  private byte[] good;

  @BeforeEach
  void write() throws IOException {
    file = dir.resolve("good.fst");
    try (FstWriter writer = FstWriter.create(file)) {
      RandomDumps.play(new Random(7), RandomDumps.header(new Random(7), true), writer, 300);
    }
    good = Files.readAllBytes(file);
  }

  private WaveFormatException refused(byte[] bytes) throws IOException {
    Path bad = dir.resolve("bad.fst");
    Files.write(bad, bytes);
    return assertThrows(WaveFormatException.class, () -> WaveWindow.read(WaveFiles.open(bad)));
  }

  @Test
  void shouldReportTruncationWithItsBlock() throws IOException {
    for (int length : new int[] {0, 1, 8, 100, 329, 330, 335, good.length / 2, good.length - 1}) {
      WaveFormatException e = refused(Arrays.copyOf(good, length));
      assertTrue(e.byteOffset() >= 0 && e.byteOffset() <= length, e.getMessage());
    }
  }

  @Test
  void shouldReportAFileWhoseWriterDied() throws IOException {
    byte[] unfinished = good.clone();
    unfinished[330] = (byte) 255;
    WaveFormatException e = refused(unfinished);
    assertTrue(e.getMessage().contains("never finished"), e.getMessage());
    assertEquals(330, e.byteOffset());
  }

  @Test
  void shouldReportDamageInsideABlock() throws IOException {
    byte[] bad = good.clone();
    Arrays.fill(bad, 380, 420, (byte) 0xa5);
    WaveFormatException e = refused(bad);
    assertTrue(e.getMessage().contains("damaged"), e.getMessage());
  }

  @Test
  void shouldSurviveDamageAnywhere() throws IOException {
    Random random = new Random(20260104);
    int refused = 0;
    for (int round = 0; round < ROUNDS; round++) {
      Path bad = dir.resolve("fuzz" + round + ".fst");
      Files.write(bad, Damage.of(random, good));
      try {
        WaveWindow.read(WaveFiles.open(bad));
      } catch (WaveFormatException e) {
        refused++;
      }
      Files.delete(bad);
    }
    assertTrue(refused > ROUNDS / 3, refused + " refused");
  }
}
