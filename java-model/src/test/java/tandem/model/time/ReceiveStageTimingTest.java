package tandem.model.time;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class ReceiveStageTimingTest {
  private static final long HORIZON = 1000;
  private static final CyclePattern FROM_TEN = cycle -> cycle >= 10;
  private static final CyclePattern EVEN = cycle -> cycle % 2 == 0;

  private static OfferedFrame frame(int beats, long earliestCycle) {
    return new OfferedFrame(new byte[64 * beats], 0, 0, earliestCycle);
  }

  private static StagePrediction parser(CyclePattern sink, OfferedFrame... frames) {
    return ReceiveStageTiming.parser(
        ReceiveTimingParams.DEFAULTS, List.of(frames), CyclePattern.ALWAYS, sink, HORIZON);
  }

  @Test
  void shouldGiveARecordThreeCyclesBehindTheLastBeat() {
    StagePrediction p = parser(CyclePattern.ALWAYS, frame(1, 0), frame(3, 0), frame(1, 7));
    assertArrayEquals(new long[] {0, 1, 2, 3, 7}, p.inCycles());
    assertArrayEquals(new int[] {0, 3, 4}, p.causes());
    assertArrayEquals(new long[] {3, 6, 10}, p.outCycles());
  }

  @Test
  void shouldHoldThreeFramesAndNoBeatOfAFourth() {
    StagePrediction p = parser(FROM_TEN, frame(1, 0), frame(1, 0), frame(1, 0), frame(2, 0));
    assertArrayEquals(new long[] {0, 1, 2, 10, 11}, p.inCycles());
    assertArrayEquals(new long[] {10, 11, 12, 14}, p.outCycles());
  }

  @Test
  void shouldBuildAHeaderInThreeCyclesAndHoldThreeUnits() {
    StagePrediction p = headers(3, 5, CyclePattern.ALWAYS, EVEN);
    assertArrayEquals(new long[] {5, 6, 7}, p.inCycles());
    assertArrayEquals(new long[] {8, 10, 12}, p.outCycles());
    StagePrediction full = headers(5, 0, CyclePattern.ALWAYS, FROM_TEN);
    assertArrayEquals(new long[] {0, 1, 2, 10, 11}, full.inCycles());
    assertArrayEquals(new long[] {10, 11, 12, 13, 14}, full.outCycles());
    StagePrediction late = headers(2, 5, FROM_TEN, CyclePattern.ALWAYS);
    assertArrayEquals(new long[] {13, 14}, late.outCycles());
  }

  private static StagePrediction headers(
      int units, long firstCycle, CyclePattern source, CyclePattern sink) {
    return ReceiveStageTiming.headerBuilder(
        ReceiveTimingParams.DEFAULTS, units, firstCycle, source, sink, HORIZON);
  }
}
