package tandem.waveforms;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import tandem.waveforms.io.WaveVisitor;
import tandem.waveforms.signal.BitRange;
import tandem.waveforms.signal.HeaderBuilder;
import tandem.waveforms.signal.Signal;
import tandem.waveforms.signal.SignalKind;
import tandem.waveforms.signal.TimeScale;
import tandem.waveforms.signal.WaveHeader;

/** Dumps of random declarations and values, the same for the same seed. */
public final class RandomDumps {
  private static final int[] WIDTHS = {1, 2, 7, 8, 31, 32, 33, 63, 64, 65, 127, 512, 1000};
  private static final String[] TYPES = {"wire", "reg", "integer", "real", "event", "parameter"};

  private RandomDumps() {}

  /** A header with nested scopes, aliases, indexed names and every kind of signal. */
  public static WaveHeader header(Random random, boolean withText) {
    HeaderBuilder builder =
        new HeaderBuilder()
            .timeScale(new TimeScale(-random.nextInt(16)))
            .version("tandem test")
            .date("2026-01-01");
    int scopes = 1 + random.nextInt(4);
    List<Signal> made = new ArrayList<>();
    for (int s = 0; s < scopes; s++) {
      builder.push("module", "scope" + s);
      for (int i = 0; i < 1 + random.nextInt(6); i++) {
        made.add(signal(random, builder, "s" + i + (random.nextInt(5) == 0 ? "[" + i + "]" : "")));
      }
      Signal old = made.get(random.nextInt(made.size()));
      builder.alias(old.type(), "alias" + s, old.range(), old.widthBits(), old.valueId());
      if (random.nextBoolean()) {
        builder.pop();
      }
    }
    if (withText) {
      builder.add("string", "message", null, 0);
    }
    return builder.build();
  }

  private static Signal signal(Random random, HeaderBuilder builder, String name) {
    String type = TYPES[random.nextInt(TYPES.length)];
    SignalKind kind = SignalKind.ofType(type);
    if (kind == SignalKind.REAL) {
      return builder.add(type, name, null, 64);
    }
    int width = kind == SignalKind.EVENT ? 1 : WIDTHS[random.nextInt(WIDTHS.length)];
    boolean ranged = width > 1 && !name.endsWith("]");
    return builder.add(type, name, ranged ? new BitRange(width - 1, 0) : null, width);
  }

  /** Plays random values of the header to the visitor. */
  public static void play(Random random, WaveHeader header, WaveVisitor to, int moments)
      throws IOException {
    to.begin(header);
    long time = random.nextInt(3);
    for (int m = 0; m < moments; m++) {
      to.time(time);
      for (int c = 0; c < random.nextInt(6); c++) {
        change(random, header, to);
      }
      time += 1 + (random.nextInt(10) == 0 ? random.nextInt(1_000_000) : random.nextInt(20));
    }
    to.end(time);
  }

  private static void change(Random random, WaveHeader header, WaveVisitor to) throws IOException {
    int id = random.nextInt(header.valueCount());
    Signal signal = header.signalOf(id);
    switch (signal.kind()) {
      case REAL -> to.real(id, real(random));
      case EVENT -> to.bits(id, new byte[] {'1'}, 0, 1);
      case TEXT -> {
        byte[] text = ("tick \\ \"" + random.nextInt() + "\n").getBytes(StandardCharsets.US_ASCII);
        to.text(id, text, 0, text.length);
      }
      case BITS -> {
        byte[] digits = digits(random, signal.widthBits());
        to.bits(id, digits, 0, digits.length);
      }
    }
  }

  private static double real(Random random) {
    double[] special = {0, -0.0, 1e300, Double.MIN_VALUE, Double.POSITIVE_INFINITY, 1.0 / 3};
    int pick = random.nextInt(special.length * 2);
    return pick < special.length ? special[pick] : random.nextGaussian() * 1e6;
  }

  /** Random digits of a random number of states, so that long runs of one digit come too. */
  public static byte[] digits(Random random, int width) {
    String alphabet = new String[] {"01", "01xz", "x", "0", "z0", "1", "01"}[random.nextInt(7)];
    byte[] digits = new byte[width];
    for (int i = 0; i < width; i++) {
      digits[i] = (byte) alphabet.charAt(random.nextInt(alphabet.length()));
    }
    return digits;
  }
}
