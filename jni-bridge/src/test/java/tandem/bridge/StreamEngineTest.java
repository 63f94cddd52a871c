package tandem.bridge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Stream mode and per-cycle mode are the same thing at different speeds. */
class StreamEngineTest {
  private static final int RECORDS = 3000;
  private static final int RING_SLOTS = 64;

  /** Everything that one run can show: every record of every stream with its cycles. */
  record Log(List<String> lines, long lastCycle, long answers, long failures) {}

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void shouldGiveTheSameHandshakesInTheSameCyclesInBothModes(long seed) {
    Log stream = run(seed, RtlDut::streams, 100_000);
    Log cycle = run(seed, CycleStreams::new, 100_000);
    assertEquals(4 * RECORDS, stream.lines.size());
    assertEquals(stream, cycle);
  }

  @ParameterizedTest
  @EnumSource
  void shouldGiveTheSameHowEverTheDesignIsCompiled(Build build) {
    BuildRequest request =
        TestDesigns.request(TestDesigns.queueManifest(), BuildRequest.Trace.NONE);
    Design other =
        TestDesigns.compile(
            switch (build) {
              case FULL_EVALUATION -> request.with(BuildRequest.Option.FULL_EVALUATION);
              case IN_PIECES -> request.with(BuildRequest.Option.IN_PIECES);
              case TRAINED -> request.trained();
              case TRAINED_IN_PIECES -> request.with(BuildRequest.Option.IN_PIECES).trained();
              case VISIBLE -> request.visible("store", "filled");
              case SNAPSHOTS -> request.with(BuildRequest.Option.SNAPSHOTS);
            });
    Log expected = run(TestDesigns.queue(), 7, RtlDut::streams, 100_000);
    assertEquals(expected, run(other, 7, RtlDut::streams, 100_000));
    assertEquals(expected, run(other, 7, CycleStreams::new, 1000));
  }

  /** Ways to compile that must not change what a design does. */
  private enum Build {
    FULL_EVALUATION,
    IN_PIECES,
    TRAINED,
    TRAINED_IN_PIECES,
    VISIBLE,
    SNAPSHOTS
  }

  @Test
  void shouldNotDependOnHowManyCyclesACallRuns() {
    assertEquals(run(9, RtlDut::streams, 100_000), run(9, RtlDut::streams, 7));
  }

  @Test
  void shouldReorderAnswersWhenLatenciesDiffer() {
    List<Integer> slots =
        run(1, RtlDut::streams, 1000).lines.stream()
            .filter(l -> l.startsWith("response"))
            .map(l -> Integer.parseInt(l.split(" ")[1].substring(0, 2), 16))
            .toList();
    List<Integer> inOrder = new ArrayList<>();
    for (int i = 0; i < slots.size(); i++) {
      inOrder.add(i & 0xff);
    }
    assertTrue(!slots.equals(inOrder));
  }

  @Test
  void shouldStopAfterTheHandshakesAskedFor() {
    try (RtlDut dut = TestDesigns.queue().open(1)) {
      StreamEngine engine = dut.streams();
      Ring in = engine.attach("in", RING_SLOTS);
      Ring out = engine.attach("out", RING_SLOTS);
      reset(dut);
      fill(in, 0, new Random(1));
      engine.stopAfter("out", 5);
      assertEquals(Outcome.COUNT_REACHED, engine.run(1000));
      assertEquals(5, out.filled());
    }
  }

  @Test
  void shouldComeBackBeforeRingsDecideAnything() {
    try (RtlDut dut = TestDesigns.queue().open(1)) {
      StreamEngine engine = dut.streams();
      Ring in = engine.attach("in", RING_SLOTS);
      Ring out = engine.attach("out", 8);
      reset(dut);
      assertEquals(Outcome.SOURCE_DRY, engine.run(1000));
      fill(in, 0, new Random(1));
      assertEquals(Outcome.RING_FULL, engine.run(1000));
      assertEquals(8, out.filled() - out.taken());
    }
  }

  @Test
  void shouldRefuseASecondAgentAndOddCapacities() {
    try (RtlDut dut = TestDesigns.queue().open(1)) {
      dut.streams().attach("in", 16);
      assertThrows(IllegalStateException.class, () -> dut.streams().attach("in", 16));
      assertThrows(IllegalArgumentException.class, () -> dut.streams().attach("out", 12));
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void shouldSeeEveryRecordOfAStreamWithoutReadyAndNeverPauseIt(boolean isNative) {
    try (RtlDut dut = TestDesigns.queue().open(1)) {
      StreamEngine engine = isNative ? dut.streams() : new CycleStreams(dut);
      Ring in = engine.attach("in", RING_SLOTS);
      Ring taking = engine.attach("taking", RING_SLOTS);
      engine.attach("out", RING_SLOTS);
      assertThrows(
          IllegalArgumentException.class, () -> engine.pause("taking", Pauses.regular(1, 4)));
      engine.stopAfter("taking", 20);
      reset(dut);
      fill(in, 0, new Random(1));
      assertEquals(Outcome.COUNT_REACHED, engine.run(1000));
      for (int i = 0; i < 20; i++) {
        assertEquals(in.handshake(i), taking.handshake(i));
        assertEquals(i, taking.memory().get(taking.recordAt(i)));
      }
    }
  }

  private static Log run(long seed, Function<RtlDut, StreamEngine> mode, long cyclesACall) {
    return run(TestDesigns.queue(), seed, mode, cyclesACall);
  }

  static Log run(Design design, long seed, Function<RtlDut, StreamEngine> mode, long cyclesACall) {
    try (RtlDut dut = design.open(seed)) {
      StreamEngine engine = mode.apply(dut);
      Ring in = engine.attach("in", RING_SLOTS);
      Ring out = engine.attach("out", RING_SLOTS);
      Ring response = engine.attach("response", RING_SLOTS);
      Ring taking = engine.attach("taking", RING_SLOTS);
      engine.pause("in", Pauses.random(seed, 30));
      engine.pause("out", Pauses.bursts(seed + 1, 9));
      engine.pause("response", Pauses.regular(1, 4));
      engine.respond(responder(seed));
      engine.stopAfter("response", RECORDS);
      reset(dut);
      Random random = new Random(seed);
      List<String> lines = new ArrayList<>();
      int offered = 0;
      long seenIn = 0;
      Outcome why = Outcome.CYCLES_DONE;
      while (why != Outcome.COUNT_REACHED) {
        offered = fill(in, offered, random);
        why = engine.run(cyclesACall);
        for (; seenIn < in.taken(); seenIn++) {
          lines.add(line("in", in, seenIn, 80));
        }
        for (; !out.isEmpty(); out.take()) {
          lines.add(line("out", out, out.taken(), 80));
        }
        for (; !taking.isEmpty(); taking.take()) {
          assertEquals(taking.earliest(taking.taken()), taking.handshake(taking.taken()));
          lines.add(line("taking", taking, taking.taken(), 1));
        }
        for (; !response.isEmpty(); response.take()) {
          lines.add(line("response", response, response.taken(), 2));
        }
      }
      lines.sort(null);
      dut.step();
      return new Log(lines, dut.cycle(), dut.signal("answers").get(), dut.signal("failures").get());
    }
  }

  private static Responder responder(long seed) {
    Random random = new Random(seed);
    BitSet failed = new BitSet();
    int[] latencies = new int[97];
    for (int i = 0; i < latencies.length; i++) {
      latencies[i] = 1 + random.nextInt(40);
      failed.set(i, random.nextInt(10) == 0);
    }
    return new Responder("out", "response", latencies, failed);
  }

  private static void reset(RtlDut dut) {
    dut.signal("reset").set(1);
    dut.step(3);
    dut.signal("reset").set(0);
  }

  /** Fills the ring as far as it goes, then closes it when all records are in. */
  private static int fill(Ring in, int offered, Random random) {
    int number = offered;
    for (; number < RECORDS && !in.isFull(); number++) {
      byte[] record = new byte[80];
      random.nextBytes(record);
      record[0] = (byte) number;
      for (int i = 1; i < 8; i++) {
        record[i] = 0; // between the 8-bit slot and the 64-bit address there is nothing
      }
      in.memory().put(in.recordAt(number), record);
      in.fill(number % 50 == 0 ? 3L * number : 0);
    }
    if (number == RECORDS) {
      in.finish();
    }
    return number;
  }

  private static String line(String stream, Ring ring, long number, int bytes) {
    byte[] record = new byte[bytes];
    ring.memory().get(ring.recordAt(number), record);
    return String.format(
        Locale.ROOT,
        "%s %s %d %d",
        stream,
        HexFormat.of().formatHex(record),
        ring.earliest(number),
        ring.handshake(number));
  }
}
