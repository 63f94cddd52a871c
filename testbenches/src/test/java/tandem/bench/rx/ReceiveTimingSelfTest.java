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
import tandem.cosim.block.Drive;
import tandem.cosim.block.Scenario;
import tandem.cosim.check.Mismatch;
import tandem.cosim.check.MismatchException;
import tandem.cosim.rx.HeaderBuilderBlock;
import tandem.cosim.rx.ParserBlock;
import tandem.cosim.rx.ReceivePathBlock;
import tandem.cosim.rx.ReceiveStage;
import tandem.cosim.rx.WireFrame;
import tandem.cosim.stream.Beat;
import tandem.cosim.stream.RunLog;
import tandem.cosim.stream.RunLog.StreamLog;
import tandem.cosim.stream.TraceWindow;
import tandem.cosim.timing.Prediction;
import tandem.cosim.timing.TimingComparison;
import tandem.cosim.timing.TimingComparison.StreamError;
import tandem.model.record.FrameBeat;
import tandem.model.record.HostRun;
import tandem.model.record.ParsedSegment;
import tandem.model.record.SegmentRun;
import tandem.model.rx.Profile;
import tandem.model.rx.ReceiveConfig;

/** The comparison of cycles is made to fail: a path that is late or slow must be noticed. */
class ReceiveTimingSelfTest {
  private static final int FRAMES = 400;

  /** Far more than both bounds allow. */
  private static final LongUnaryOperator LATE = cycle -> cycle + 100;

  /** A path that did everything in the predicted cycles, changed. */
  private record Predicted(Prediction prediction, RunLog log) {
    static Predicted of(long collect) {
      ReceiveConfig config =
          ReceiveConfig.of(Profile.TTO).with(Map.of("timeSource", 1L, "collect", collect));
      TestFlow flow = TestFlow.plain(0);
      List<WireFrame> frames = new ArrayList<>();
      for (int i = 0; i < FRAMES; i++) {
        frames.add(WireFrame.of((i % 50 == 9 ? flow.at(0, 0) : flow.next(1000)).bytes(), i));
      }
      Scenario scenario = ReceivePathBlock.scenario("timing", Map.of(), frames);
      Prediction prediction =
          new ReceivePathBlock().predict(scenario, config, new Drive(), 0).orElseThrow();
      RunLog log = CheckedPath.run(config, scenario).log();
      for (String stream : prediction.cycles().keySet()) {
        log = at(log, stream, log.streams().get(stream), prediction.cycles().get(stream));
      }
      return new Predicted(prediction, log);
    }

    private static <R extends Record> RunLog at(
        RunLog log, String stream, StreamLog<R> passed, long[] cycles) {
      assertEquals(cycles.length, passed.beats().size());
      List<Beat<R>> beats = new ArrayList<>();
      for (int i = 0; i < cycles.length; i++) {
        beats.add(new Beat<>(passed.beats().get(i).record(), cycles[i], cycles[i]));
      }
      return log.with(stream, passed.type(), beats);
    }

    Predicted moved(String stream, LongUnaryOperator change) {
      long[] cycles =
          log.streams().get(stream).beats().stream()
              .mapToLong(beat -> change.applyAsLong(beat.cycle()))
              .toArray();
      return new Predicted(prediction, at(log, stream, log.streams().get(stream), cycles));
    }

    /** The last record of a stream left out or twice. */
    Predicted withLast(String stream, int times) {
      return new Predicted(prediction, withLast(stream, log.streams().get(stream), times));
    }

    private <R extends Record> RunLog withLast(String stream, StreamLog<R> passed, int times) {
      int last = passed.beats().size() - 1;
      List<Beat<R>> beats = new ArrayList<>(passed.beats().subList(0, last));
      beats.addAll(Collections.nCopies(times, passed.beats().get(last)));
      return log.with(stream, passed.type(), beats);
    }

    TimingComparison compared() {
      return TimingComparison.of("ReceivePath", prediction, log);
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 1})
  void shouldAcceptThePredictedCycles(long collect) {
    TimingComparison same = Predicted.of(collect).compared();
    assertTrue(same.holds());
    assertEquals(0, same.meanCycles());
    assertEquals(0, same.error().worstCycles());
    assertTrue(same.error().bursts() > 2 * FRAMES);
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 1})
  void shouldNoticeEveryStreamThatComesLate(long collect) {
    Predicted path = Predicted.of(collect);
    for (String stream : List.of("out", "place", "payload")) {
      requireOnly(stream, path.moved(stream, LATE).compared());
    }
    Predicted late = path.moved("out", LATE).moved("place", LATE).moved("payload", LATE);
    assertEquals(3, late.compared().excesses().size());
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
    Mismatch missing = mismatch(path.withLast(stream, 0));
    Mismatch surplus = mismatch(path.withLast(stream, 2));
    for (Mismatch m : List.of(missing, surplus)) {
      assertEquals("stream=" + stream, m.tag());
      assertEquals(List.of("records"), m.differing());
      assertEquals("the timing model predicts a cycle for every record", m.rule());
    }
    assertEquals(missing.fields().get(0).expected(), surplus.fields().get(0).expected());
  }

  private static Mismatch mismatch(Predicted path) {
    return assertThrows(MismatchException.class, path::compared).mismatch();
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
    TimingComparison comparison =
        Predicted.of(0).moved("out", slow).moved("place", slow).moved("payload", slow).compared();
    assertTrue(comparison.error().throughputPercent() > 3);
    assertFalse(comparison.holds());
  }
}
