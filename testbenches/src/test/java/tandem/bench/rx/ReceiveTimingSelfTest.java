package tandem.bench.rx;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.LongUnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tandem.cosim.receive.DelayMeter.Comparison;
import tandem.cosim.receive.ReceiveLog;
import tandem.cosim.receive.ReceiveScenario;
import tandem.cosim.receive.ReceiveTimingCheck;
import tandem.cosim.receive.WireFrame;
import tandem.cosim.stream.Beat;
import tandem.model.rx.Profile;
import tandem.model.rx.ReceiveConfig;
import tandem.model.time.ReceivePrediction;

/** The comparison of cycles is made to fail: a path that is late or slow must be noticed. */
class ReceiveTimingSelfTest {
  private static final int FRAMES = 400;
  private static final LongUnaryOperator SAME = cycle -> cycle;

  /** Far more than both bounds allow. */
  private static final LongUnaryOperator LATE = cycle -> cycle + 100;

  /** Every stream at the predicted cycles, changed. */
  private static Comparison compared(
      long collect, LongUnaryOperator units, LongUnaryOperator places, LongUnaryOperator payload) {
    ReceiveConfig config =
        ReceiveConfig.of(Profile.TTO).with(Map.of("timeSource", 1L, "collect", collect));
    TestFlow flow = TestFlow.plain(0);
    List<WireFrame> frames = new ArrayList<>();
    for (int i = 0; i < FRAMES; i++) {
      frames.add(WireFrame.of((i % 50 == 9 ? flow.at(0, 0) : flow.next(1000)).bytes(), i));
    }
    ReceiveScenario scenario = ReceiveScenario.of("timing", Map.of(), frames);
    ReceivePrediction p = ReceiveTimingCheck.predict(scenario, config, -1).orElseThrow();
    ReceiveLog log = CheckedPath.run(config, scenario).log();
    ReceiveLog moved =
        new ReceiveLog(
            0,
            -1,
            p.lastCycle(),
            at(log.in(), p.beatCycles(), SAME),
            log.control(),
            at(log.place(), p.placeCycles(), places),
            at(log.payload(), p.payloadCycles(), payload),
            at(log.out(), p.runCycles(), units),
            Map.of());
    return ReceiveTimingCheck.compare(p, moved, config);
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
    Comparison same = compared(collect, SAME, SAME, SAME);
    assertTrue(same.holds());
    assertEquals(0, same.meanCycles());
    assertEquals(0, same.error().worstCycles());
    assertTrue(same.error().bursts() > 2 * FRAMES);
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 1})
  void shouldNoticePayloadAndPlacesThatComeLate(long collect) {
    assertFalse(compared(collect, SAME, SAME, LATE).holds());
    assertEquals(100, compared(collect, LATE, SAME, SAME).error().worstCycles());
    assertEquals(100, compared(collect, SAME, LATE, SAME).error().worstCycles());
    assertFalse(compared(collect, LATE, LATE, LATE).holds());
  }

  @Test
  void shouldNoticeAPathThatIsSlow() {
    LongUnaryOperator slow = cycle -> cycle + cycle / 25;
    Comparison comparison = compared(0, slow, slow, slow);
    assertTrue(comparison.error().throughputPercent() > 3);
    assertFalse(comparison.holds());
  }
}
