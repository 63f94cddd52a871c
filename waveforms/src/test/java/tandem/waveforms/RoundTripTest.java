package tandem.waveforms;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tandem.waveforms.io.WaveQuery;
import tandem.waveforms.io.WaveSource;
import tandem.waveforms.io.WaveWindow;
import tandem.waveforms.io.WaveWriter;
import tandem.waveforms.signal.HeaderBuilder;
import tandem.waveforms.signal.Signal;
import tandem.waveforms.signal.TimeScale;
import tandem.waveforms.signal.WaveHeader;

class RoundTripTest {
  private static final long SEED = 20260101;

  @TempDir Path dir;

  @ParameterizedTest
  @ValueSource(strings = {"a.vcd", "a.vcd.gz", "a.fst"})
  void shouldReadBackWhatWasWritten(String name) throws IOException {
    for (int round = 0; round < 25; round++) {
      long seed = SEED + round;
      WaveHeader header = RandomDumps.header(new Random(seed), true);
      WaveWindow meant = new WaveWindow();
      RandomDumps.play(new Random(seed), header, meant, 60);
      Path file = dir.resolve(name);
      try (WaveWriter writer = WaveFiles.create(file)) {
        RandomDumps.play(new Random(seed), header, writer, 60);
      }
      WaveSource read = WaveFiles.open(file);
      assertTrue(SameWaves.check(meant, WaveWindow.read(read)) > 0, "seed " + seed);
      assertEquals(header.version(), read.header().version());
      assertEquals(header.date(), read.header().date());
      assertEquals(header.root(), read.header().root(), "seed " + seed);
    }
  }

  @Test
  void shouldKeepEveryWidthAndState() throws IOException {
    HeaderBuilder builder = new HeaderBuilder().timeScale(new TimeScale(-12));
    for (int width = 1; width <= 300; width++) {
      builder.wire("w" + width, width);
    }
    builder.wire("widest", 100_000);
    WaveHeader header = builder.build();
    WaveWindow meant = new WaveWindow();
    states(header, meant);
    for (String name : new String[] {"w.vcd", "w.fst"}) {
      Path file = dir.resolve(name);
      try (WaveWriter writer = WaveFiles.create(file)) {
        states(header, writer);
      }
      SameWaves.check(meant, WaveWindow.read(WaveFiles.open(file)));
    }
  }

  private static void states(WaveHeader header, tandem.waveforms.io.WaveVisitor to)
      throws IOException {
    Random random = new Random(SEED);
    to.begin(header);
    for (int t = 0; t < 12; t++) {
      to.time(10L * t);
      for (int id = 0; id < header.valueCount(); id++) {
        byte[] digits = RandomDumps.digits(random, header.signalOf(id).widthBits());
        // Vary the number of digits given too: what is left out is for the reader to extend.
        int given = 1 + random.nextInt(digits.length);
        to.bits(id, digits, digits.length - given, given);
      }
    }
    to.end(200);
  }

  @Test
  void shouldReadTheSameWindowFromEveryFormat() throws IOException {
    WaveHeader header = RandomDumps.header(new Random(SEED), true);
    WaveWindow whole = new WaveWindow();
    RandomDumps.play(new Random(SEED), header, whole, 400);
    long from = whole.lastTime() / 3;
    long to = whole.lastTime() / 2;
    for (String name : new String[] {"a.vcd", "a.fst"}) {
      Path file = dir.resolve(name);
      try (WaveWriter writer = WaveFiles.create(file)) {
        RandomDumps.play(new Random(SEED), header, writer, 400);
      }
      WaveWindow part = WaveWindow.read(WaveFiles.open(file), WaveQuery.all().window(from, to));
      assertEquals(to, part.lastTime());
      for (Signal signal : header.signals()) {
        if (signal.kind() == tandem.waveforms.signal.SignalKind.EVENT) {
          continue;
        }
        for (long t = from; t <= to; t += Math.max(1, (to - from) / 97)) {
          assertEquals(whole.valueAt(signal, t), part.valueAt(signal, t), name + " " + signal);
        }
      }
    }
  }

  @Test
  void shouldWriteTheSameBytesForTheSameWaves() throws IOException {
    for (String name : new String[] {"%d.vcd", "%d.fst"}) {
      byte[][] files = new byte[2][];
      for (int i = 0; i < 2; i++) {
        Path file = dir.resolve(String.format(Locale.ROOT, name, i));
        try (WaveWriter writer = WaveFiles.create(file)) {
          RandomDumps.play(
              new Random(SEED), RandomDumps.header(new Random(SEED), true), writer, 50);
        }
        files[i] = Files.readAllBytes(file);
      }
      org.junit.jupiter.api.Assertions.assertArrayEquals(files[0], files[1], name);
    }
  }
}
