package tandem.model.rx;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static tandem.model.workload.Frames.nth;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import tandem.model.record.RunKind;
import tandem.model.record.SegmentKind;

/** Any bytes: classified and delivered, never merged, never an exception, never a hang. */
class ParserFuzzTest {
  private static final long SEED = 20240607;

  private static List<byte[]> corpus() {
    List<byte[]> corpus = new ArrayList<>();
    int[] chain = {
      60, 0, 0, 0, 0, 0, 0, 0, 43, 0, 0, 0, 0, 0, 0, 0, 6, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
      0
    };
    corpus.add(nth(1, 20).bytes());
    corpus.add(nth(1, 20).timestamp(1, 2).tag(0x8100, 1).tag(0x88A8, 2).bytes());
    corpus.add(nth(1, 20).v6().extension(0, chain).bytes());
    corpus.add(
        nth(1, 20).ipOptions(7, 4, 4, 0).options(5, 10, 0, 0, 0, 0, 0, 0, 0, 0, 1, 1).bytes());
    corpus.add(nth(1, 20).v6().extension(44, 6, 0, 0, 1, 0, 0, 0, 0).bytes());
    return corpus;
  }

  @Test
  void shouldSurviveTruncationAtEveryByteAndMergeNoneOfIt() {
    for (byte[] frame : corpus()) {
      for (int length = 0; length < frame.length; length++) {
        for (Profile profile : Profile.values()) {
          Bench bench = Bench.of(profile);
          bench.receive(nth(0, 100)).receive(Arrays.copyOf(frame, length)).finish();
          assertEquals(2, bench.units.size());
          HostUnit cut = bench.units.get(bench.units.get(0).frames()[0] == 1 ? 0 : 1);
          assertEquals(RunKind.PASS, cut.run().kind());
          assertNotEquals(1, cut.frames().length - 1);
        }
      }
    }
  }

  @Test
  void shouldSurviveEveryValueOfEveryHeaderByte() {
    for (byte[] original : corpus()) {
      Bench bench = new Bench(ReceiveConfig.of(Profile.TTO), false);
      for (int at = 12; at < Math.min(original.length, 120); at++) {
        for (int value = 0; value < 256; value += 3) {
          byte[] frame = original.clone();
          frame[at] = (byte) value;
          bench.receive(frame);
        }
      }
      bench.finish();
    }
  }

  @Test
  void shouldSurviveRandomBytes() {
    Random random = new Random(SEED);
    List<byte[]> corpus = corpus();
    for (Profile profile : Profile.values()) {
      Bench bench = new Bench(ReceiveConfig.of(profile), false);
      for (int i = 0; i < 20_000; i++) {
        bench.receive(mutated(corpus.get(random.nextInt(corpus.size())), random));
      }
      bench.finish();
    }
  }

  @Test
  void shouldParseRandomBytesWithoutReadingBehindTheFrame() {
    Random random = new Random(SEED);
    Parser parser = new Parser(ReceiveConfig.DEFAULTS);
    int tcp = 0;
    List<byte[]> corpus = corpus();
    for (int i = 0; i < 200_000; i++) {
      byte[] frame = mutated(corpus.get(i % corpus.size()), random);
      int length = random.nextInt(frame.length + 1);
      byte[] exact = Arrays.copyOf(frame, length);
      var segment = parser.parse(frame, length, 0, i);
      var again = new Parser(ReceiveConfig.DEFAULTS).parse(exact, 0, i);
      assertEquals(again.issues(), segment.issues());
      assertEquals(again.tcp(), segment.tcp());
      tcp += segment.kind() == SegmentKind.TCP ? 1 : 0;
    }
    assertNotEquals(0, tcp);
  }

  private static byte[] mutated(byte[] original, Random random) {
    byte[] frame = Arrays.copyOf(original, random.nextInt(original.length) + 1);
    if (random.nextInt(8) == 0) {
      random.nextBytes(frame);
    }
    for (int changes = random.nextInt(4); changes > 0; changes--) {
      frame[random.nextInt(frame.length)] = (byte) random.nextInt();
    }
    return frame;
  }
}
