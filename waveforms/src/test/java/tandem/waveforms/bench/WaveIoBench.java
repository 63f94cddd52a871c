package tandem.waveforms.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import tandem.waveforms.WaveFiles;
import tandem.waveforms.compare.CompareMode;
import tandem.waveforms.compare.CompareOptions;
import tandem.waveforms.compare.WaveCompare;
import tandem.waveforms.io.WaveSource;
import tandem.waveforms.io.WaveVisitor;
import tandem.waveforms.io.WaveWriter;
import tandem.waveforms.signal.WaveHeader;

/**
 * Reading, writing and comparing; {@code docs/waveforms.md} has the command and its figures.
 * Setting up prints the size of the same waves as VCD text, so that MB/s is that size by the time.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(1)
@Warmup(iterations = 2, time = 2)
@Measurement(iterations = 5, time = 2)
@State(Scope.Thread)
public class WaveIoBench {
  /** Which dump. */
  @Param({"wide.vcd", "narrow.vcd", "wide.vcd.gz", "wide.fst", "narrow.fst"})
  public String dump;

  private Path directory;
  private WaveSource source;

  /** Writes the dump. */
  @Setup(Level.Trial)
  public void write() throws IOException {
    directory = Files.createTempDirectory("wavebench");
    Path file = directory.resolve(dump);
    produce(file);
    source = WaveFiles.open(file);
    Path vcd = directory.resolve("size.vcd");
    try (WaveWriter writer = WaveFiles.create(vcd)) {
      source.read(writer);
    }
    System.out.printf(Locale.ROOT, "as VCD: %.1f MB%n", Files.size(vcd) / 1e6);
  }

  /** Removes it. */
  @TearDown(Level.Trial)
  public void delete() throws IOException {
    for (Path file : Files.list(directory).toList()) {
      Files.delete(file);
    }
    Files.delete(directory);
  }

  private void produce(Path file) throws IOException {
    try (WaveWriter writer = WaveFiles.create(file)) {
      if (dump.startsWith("wide")) {
        BenchDumps.wide(writer);
      } else {
        BenchDumps.narrow(writer);
      }
    }
  }

  private static final class Count implements WaveVisitor {
    long changes;

    @Override
    public void begin(WaveHeader header) {}

    @Override
    public void time(long time) {}

    @Override
    public void bits(int valueId, byte[] digits, int offset, int length) {
      changes++;
    }
  }

  /** Reads all changes. */
  @Benchmark
  public long read() throws IOException {
    Count count = new Count();
    source.read(count);
    return count.changes;
  }

  /** Compares the dump with itself at every clock edge. */
  @Benchmark
  public boolean compareByCycle() throws IOException {
    return WaveCompare.compare(source, source, CompareOptions.of(CompareMode.CYCLE).build())
        .equal();
  }

  /** Writes the dump anew. */
  @Benchmark
  public void writeAgain() throws IOException {
    produce(directory.resolve("again-" + dump));
  }
}
