package tandem.waveforms.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.AuxCounters;
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
import tandem.waveforms.signal.HeaderBuilder;
import tandem.waveforms.signal.WaveHeader;

/**
 * Reading, writing and comparing; {@code docs/waveforms.md} has the command and its figures. The
 * counter {@code megabytes} is MB of the VCD per second (one second per operation unit).
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(1)
@Warmup(iterations = 2, time = 2)
@Measurement(iterations = 5, time = 2)
@State(Scope.Thread)
public class WaveIoBench {
  private static final int CYCLES = 400_000;
  private static final int STREAMS = 8;

  /** Which dump. */
  @Param({"nic.vcd", "nic.vcd.gz", "nic.fst"})
  public String dump;

  private Path directory;
  private WaveSource source;
  private double vcdMegabytes;

  /** Reports MB of VCD text per operation. */
  @AuxCounters(AuxCounters.Type.EVENTS)
  @State(Scope.Thread)
  public static class Size {
    /** Size of the same waves as VCD. */
    public double vcdMegabytes;
  }

  /** Writes the dump: streams with a valid bit, an address, a length and 512 bits of data. */
  @Setup(Level.Trial)
  public void write() throws IOException {
    directory = Files.createTempDirectory("wavebench");
    Path vcd = directory.resolve("nic.vcd");
    produce(vcd);
    vcdMegabytes = Files.size(vcd) / 1e6;
    Path file = directory.resolve(dump);
    if (!file.equals(vcd)) {
      produce(file);
    }
    source = WaveFiles.open(file);
  }

  /** Removes it. */
  @TearDown(Level.Trial)
  public void delete() throws IOException {
    for (Path file : Files.list(directory).toList()) {
      Files.delete(file);
    }
    Files.delete(directory);
  }

  private static void produce(Path file) throws IOException {
    HeaderBuilder builder = new HeaderBuilder();
    builder.push("module", "nic").wire("clock", 1);
    for (int s = 0; s < STREAMS; s++) {
      builder.push("module", "stream" + s);
      builder.wire("valid", 1);
      builder.wire("address", 64);
      builder.wire("lenBytes", 13);
      builder.wire("data", 512);
      builder.pop();
    }
    WaveHeader header = builder.build();
    try (WaveWriter writer = WaveFiles.create(file)) {
      play(header, writer);
    }
  }

  private static void play(WaveHeader header, WaveVisitor to) throws IOException {
    Random random = new Random(1);
    byte[] digits = new byte[512];
    to.begin(header);
    for (int cycle = 0; cycle < CYCLES; cycle++) {
      to.time(4L * cycle);
      to.bits(0, new byte[] {'1'}, 0, 1);
      int stream = 1 + 4 * random.nextInt(STREAMS);
      for (int field = 0; field < 4; field++) {
        int width = header.signalOf(stream + field).widthBits();
        // Data changes one time in four, as beats do.
        if (width < 512 || random.nextInt(4) == 0) {
          long bits = random.nextLong();
          for (int i = 0; i < width; i++) {
            digits[i] = (byte) ('0' + (bits >> (i % 61) & 1));
          }
          to.bits(stream + field, digits, 0, width);
        }
      }
      to.time(4L * cycle + 2);
      to.bits(0, new byte[] {'0'}, 0, 1);
    }
    to.end(4L * CYCLES);
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
  public long read(Size size) throws IOException {
    Count count = new Count();
    source.read(count);
    size.vcdMegabytes = vcdMegabytes;
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
