package tandem.waveforms.bench;

import java.io.IOException;
import java.util.Random;
import tandem.waveforms.io.WaveVisitor;
import tandem.waveforms.signal.HeaderBuilder;
import tandem.waveforms.signal.WaveHeader;

/** Dumps of about 100 MB as VCD. */
final class BenchDumps {
  private static final int STREAMS = 8;
  private static final int WIDE_CYCLES = 400_000;
  private static final int NARROW_CYCLES = 250_000;
  private static final int BITS = 96;
  private static final byte[] ONE = {'1'};
  private static final byte[] ZERO = {'0'};

  private BenchDumps() {}

  /** Streams with a valid bit, an address, a length and, one beat in four, 512 bits of data. */
  static void wide(WaveVisitor to) throws IOException {
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
    Random random = new Random(1);
    byte[] digits = new byte[512];
    to.begin(header);
    for (int cycle = 0; cycle < WIDE_CYCLES; cycle++) {
      to.time(4L * cycle);
      to.bits(0, ONE, 0, 1);
      int stream = 1 + 4 * random.nextInt(STREAMS);
      for (int field = 0; field < 4; field++) {
        int width = header.signalOf(stream + field).widthBits();
        if (width < 512 || random.nextInt(4) == 0) {
          long bits = random.nextLong();
          for (int i = 0; i < width; i++) {
            digits[i] = (byte) ('0' + (bits >> (i % 61) & 1));
          }
          to.bits(stream + field, digits, 0, width);
        }
      }
      to.time(4L * cycle + 2);
      to.bits(0, ZERO, 0, 1);
    }
    to.end(4L * WIDE_CYCLES);
  }

  /** Single bits, each toggling in every cycle: the most changes that a byte of VCD can hold. */
  static void narrow(WaveVisitor to) throws IOException {
    HeaderBuilder builder = new HeaderBuilder();
    builder.push("module", "bits").wire("clock", 1);
    for (int s = 1; s <= BITS; s++) {
      builder.wire("bit" + s, 1);
    }
    to.begin(builder.build());
    for (int cycle = 0; cycle < NARROW_CYCLES; cycle++) {
      to.time(4L * cycle);
      to.bits(0, ONE, 0, 1);
      for (int s = 1; s <= BITS; s++) {
        to.bits(s, (cycle & 1) == 0 ? ONE : ZERO, 0, 1);
      }
      to.time(4L * cycle + 2);
      to.bits(0, ZERO, 0, 1);
    }
    to.end(4L * NARROW_CYCLES);
  }
}
