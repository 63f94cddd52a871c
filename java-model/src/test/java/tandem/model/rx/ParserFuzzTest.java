package tandem.model.rx;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static tandem.model.workload.Frames.nth;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import tandem.model.record.RunKind;
import tandem.model.record.SegmentKind;
import tandem.model.workload.FrameFuzz;

/** Any bytes: classified and delivered, never merged, never an exception, never a hang. */
class ParserFuzzTest {
  private static final long SEED = 20240607;

  /** How many inputs the parser alone gets; the full suite of the benches has ten million. */
  private static final int INPUTS = Integer.getInteger("tandem.fuzz.inputs", 200_000);

  @Test
  void shouldSurviveTruncationAtEveryByteAndMergeNoneOfIt() {
    for (byte[] frame : FrameFuzz.corpus()) {
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
    for (byte[] original : FrameFuzz.corpus()) {
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
    FrameFuzz fuzz = new FrameFuzz(new Random(SEED));
    for (Profile profile : Profile.values()) {
      Bench bench = new Bench(ReceiveConfig.of(profile), false);
      for (int i = 0; i < 20_000; i++) {
        bench.receive(fuzz.next());
      }
      bench.finish();
    }
  }

  @Test
  void shouldParseRandomBytesWithoutReadingBehindTheFrame() {
    Random random = new Random(SEED);
    Parser parser = new Parser(ReceiveConfig.DEFAULTS);
    FrameFuzz fuzz = new FrameFuzz(random);
    int tcp = 0;
    for (int i = 0; i < INPUTS; i++) {
      byte[] frame = fuzz.next();
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

  @Test
  void shouldPassWhatTheGuidedFuzzerChecks() {
    for (byte[] frame : FrameFuzz.corpus()) {
      ParserFuzzTarget.fuzzerTestOneInput(frame);
    }
    FrameFuzz fuzz = new FrameFuzz(new Random(SEED));
    for (int i = 0; i < 2000; i++) {
      ParserFuzzTarget.fuzzerTestOneInput(fuzz.next());
    }
  }
}
