package tandem.bench.rx;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.LongUnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tandem.bench.TestRtl;
import tandem.cosim.block.Block;
import tandem.cosim.block.BlockHarness;
import tandem.cosim.block.BlockRun;
import tandem.cosim.block.Scenario;
import tandem.cosim.check.Mismatch;
import tandem.cosim.check.MismatchException;
import tandem.cosim.receive.ReceiveLog;
import tandem.cosim.receive.ReceiveScenario;
import tandem.cosim.receive.ReceiveTimingCheck;
import tandem.cosim.receive.WireFrame;
import tandem.cosim.rx.HeaderBuilderBlock;
import tandem.cosim.rx.ParserBlock;
import tandem.cosim.rx.ReceiveStage;
import tandem.cosim.stream.Beat;
import tandem.cosim.stream.TraceWindow;
import tandem.cosim.timing.TimingComparison;
import tandem.cosim.timing.TimingComparison.StreamError;
import tandem.model.record.FrameBeat;
import tandem.model.record.HostRun;
import tandem.model.record.ParsedSegment;
import tandem.model.record.SegmentRun;
import tandem.model.rx.Profile;
import tandem.model.rx.ReceiveConfig;
import tandem.model.time.ReceivePrediction;

/** The comparison of cycles is made to fail: a path that is late or slow must be noticed. */
class ReceiveTimingSelfTest {
  private static final int FRAMES = 400;
  private static final LongUnaryOperator SAME = cycle -> cycle;

  /** Far more than both bounds allow. */
  private static final LongUnaryOperator LATE = cycle -> cycle + 100;

  /** What a path did and what was predicted of it. */
  private record Predicted(ReceiveConfig config, ReceivePrediction prediction, ReceiveLog log) {
    static Predicted of(long collect) {
      ReceiveConfig config =
          ReceiveConfig.of(Profile.TTO).with(Map.of("timeSource", 1L, "collect", collect));
      TestFlow flow = TestFlow.plain(0);
      List<WireFrame> frames = new ArrayList<>();
      for (int i = 0; i < FRAMES; i++) {
        frames.add(WireFrame.of((i % 50 == 9 ? flow.at(0, 0) : flow.next(1000)).bytes(), i));
      }
      ReceiveScenario scenario = ReceiveScenario.of("timing", Map.of(), frames);
      return new Predicted(
          config,
          ReceiveTimingCheck.predict(scenario, config, -1).orElseThrow(),
          CheckedPath.run(config, scenario).log());
    }

    /** Every stream at the predicted cycles, changed. */
    ReceiveLog moved(LongUnaryOperator units, LongUnaryOperator places, LongUnaryOperator payload) {
      ReceivePrediction p = prediction;
      return new ReceiveLog(
          0,
          -1,
          p.lastCycle(),
          at(log.in(), p.beatCycles(), SAME),
          log.control(),
          at(log.place(), p.placeCycles(), places),
          at(log.payload(), p.payloadCycles(), payload),
          at(log.out(), p.runCycles(), units),
          Map.of());
    }

    TimingComparison compared(ReceiveLog other) {
      return ReceiveTimingCheck.compare(prediction, other, config);
    }

    /** All in the predicted cycles, the last record of a stream left out or twice. */
    ReceiveLog withLast(String stream, int times) {
      ReceiveLog same = moved(SAME, SAME, SAME);
      return new ReceiveLog(
          same.resetCycle(),
          same.startCycle(),
          same.endCycle(),
          last(same.in(), stream.equals("in") ? times : 1),
          same.control(),
          last(same.place(), stream.equals("place") ? times : 1),
          last(same.payload(), stream.equals("payload") ? times : 1),
          last(same.out(), stream.equals("out") ? times : 1),
          same.counters());
    }

    private static <R extends Record> List<Beat<R>> last(List<Beat<R>> beats, int times) {
      int last = beats.size() - 1;
      List<Beat<R>> changed = new ArrayList<>(beats.subList(0, last));
      changed.addAll(Collections.nCopies(times, beats.get(last)));
      return changed;
    }
  }

  private static TimingComparison compared(
      long collect, LongUnaryOperator units, LongUnaryOperator places, LongUnaryOperator payload) {
    Predicted path = Predicted.of(collect);
    return path.compared(path.moved(units, places, payload));
  }

  private static <R extends Record> List<Beat<R>> at(
      List<Beat<R>> beats, long[] cycles, LongUnaryOperator change) {
    assertEquals(cycles.length, beats.size());
    List<Beat<R>> moved = new ArrayList<>();
    for (int i = 0; i < cycles.length; i++) {
      long cycle = change.applyAsLong(cycles[i]);
      moved.add(new Beat<>(beats.get(i).record(), cycle, cycle));
    }
    return moved;
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 1})
  void shouldAcceptThePredictedCycles(long collect) {
    TimingComparison same = compared(collect, SAME, SAME, SAME);
    assertTrue(same.holds());
    assertEquals(0, same.meanCycles());
    assertEquals(0, same.error().worstCycles());
    assertTrue(same.error().bursts() > 2 * FRAMES);
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 1})
  void shouldNoticeEveryStreamThatComesLate(long collect) {
    requireOnly("out", compared(collect, LATE, SAME, SAME));
    requireOnly("place", compared(collect, SAME, LATE, SAME));
    requireOnly("payload", compared(collect, SAME, SAME, LATE));
    assertEquals(3, compared(collect, LATE, LATE, LATE).excesses().size());
  }

  private static void requireOnly(String stream, TimingComparison comparison) {
    assertFalse(comparison.holds());
    assertEquals(List.of(stream), comparison.excesses().stream().map(StreamError::stream).toList());
    assertEquals(100, comparison.error().worstCycles());
  }

  @ParameterizedTest
  @ValueSource(strings = {"in", "place", "payload", "out"})
  void shouldNoticeARecordThatIsNotPredictedOrDoesNotCome(String stream) {
    Predicted path = Predicted.of(0);
    Mismatch missing = mismatch(path, path.withLast(stream, 0));
    Mismatch surplus = mismatch(path, path.withLast(stream, 2));
    for (Mismatch m : List.of(missing, surplus)) {
      assertEquals("stream=" + stream, m.tag());
      assertEquals(List.of("records"), m.differing());
      assertEquals("the timing model predicts a cycle for every record", m.rule());
    }
    assertEquals(missing.fields().get(0).expected(), surplus.fields().get(0).expected());
  }

  @ParameterizedTest
  @ValueSource(strings = {"run", "endReason", "segments"})
  void shouldNoticeAnotherUnitThanPredicted(String field) {
    Predicted path = Predicted.of(1);
    ReceiveLog log = path.moved(SAME, SAME, SAME);
    List<Beat<HostRun>> out =
        ReceiveSelfTest.broken(log.out(), field, r -> r.run() == log.out().get(2).record().run());
    Mismatch m = mismatch(path, ReceiveSelfTest.log(log, log.place(), log.payload(), out));
    assertEquals("unit=2", m.tag());
    assertEquals(List.of(field), m.differing());
    assertEquals("the timing model predicts the units that come", m.rule());
  }

  private static Mismatch mismatch(Predicted path, ReceiveLog log) {
    return assertThrows(MismatchException.class, () -> path.compared(log)).mismatch();
  }

  /** Every stage alone on the RTL, then with what it gives moved in time. */
  @Test
  void shouldNoticeAStageThatIsLateOrGivesTooLittle() {
    List<WireFrame> frames = new TrafficMix(new Random(1), 8, 0, 0, 0).add(FRAMES).frames();
    Scenario scenario = ReceiveStage.scenario("stage", Map.of("timeSource", 1L), frames);
    check(new ParserBlock(), scenario, FrameBeat.class, ParsedSegment.class);
    check(new HeaderBuilderBlock(), scenario, SegmentRun.class, HostRun.class);
  }

  private static <I extends Record, O extends Record> void check(
      Block<ReceiveConfig> block, Scenario scenario, Class<I> inType, Class<O> outType) {
    BlockRun<ReceiveConfig> run =
        new BlockHarness<>(block).run(scenario, TestRtl.generated(), TraceWindow.none());
    assertTrue(run.verdict().isAgreed());
    List<Beat<I>> in = run.log().beats("in", inType);
    List<Beat<O>> out = run.log().beats("out", outType);
    assertTrue(out.size() > 20);
    assertTrue(run.timing().orElseThrow().holds());
    List<Beat<O>> late = new ArrayList<>();
    out.forEach(b -> late.add(new Beat<>(b.record(), b.cycle() + 3, b.cycle() + 3)));
    BlockRun<ReceiveConfig> slow = run.with(run.log().with("out", outType, late));
    TimingComparison comparison = slow.timing().orElseThrow();
    assertFalse(comparison.holds());
    assertEquals(3, comparison.meanCycles());
    List<Beat<O>> fewer = late.subList(1, late.size());
    BlockRun<ReceiveConfig> poor = run.with(run.log().with("out", outType, fewer));
    assertThrows(MismatchException.class, poor::timing);
    BlockRun<ReceiveConfig> less =
        slow.with(slow.log().with("in", inType, in.subList(1, in.size())));
    assertThrows(MismatchException.class, less::timing);
  }

  @Test
  void shouldNoticeAPathThatIsSlow() {
    LongUnaryOperator slow = cycle -> cycle + cycle / 25;
    TimingComparison comparison = compared(0, slow, slow, slow);
    assertTrue(comparison.error().throughputPercent() > 3);
    assertFalse(comparison.holds());
  }
}
