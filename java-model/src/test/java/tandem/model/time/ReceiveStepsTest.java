package tandem.model.time;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import tandem.model.record.ControlEvent;
import tandem.model.rx.Profile;
import tandem.model.rx.ReceiveConfig;
import tandem.model.workload.Frames;

/** The cycles that decisions take, by hand (contract, 6.1). All frames are one beat. */
class ReceiveStepsTest {
  private static final ReceiveConfig TTO = ReceiveConfig.of(Profile.TTO);
  private static final ReceiveConfig ISLES = TTO.with("outOfOrder", 1);
  private static final int BYTES = 10;
  private static final int RST = 4;
  private static final int ECE = 64;
  private static final long HORIZON = 1_000_000;

  /** The n-th segment of a flow. */
  private static Frames nth(int index) {
    return Frames.nth(index, BYTES);
  }

  private static Frames ofFlow(int flow) {
    return nth(0).ports(flow, 80);
  }

  /** Frames without a gap, stamped 0, 10, 20... */
  private static ReceiveTraffic traffic(Frames... frames) {
    List<OfferedFrame> offered = new ArrayList<>();
    for (Frames frame : frames) {
      offered.add(new OfferedFrame(frame.bytes(), 0, 10 * offered.size(), 0));
    }
    return ReceiveTraffic.of(offered);
  }

  private static ReceivePrediction predict(ReceiveConfig config, ReceiveTraffic traffic) {
    return new ReceiveTiming(config, ReceiveTimingParams.DEFAULTS).predict(traffic, HORIZON);
  }

  /** Cycles in which the header builder takes the units; nothing holds up what it gives. */
  private static void assertUnits(long[] out, long... expected) {
    long[] taken =
        LongStream.of(out).map(c -> c - ReceiveTimingParams.DEFAULTS.builderSteps()).toArray();
    assertCycles("run", taken, expected);
  }

  private static void assertCycles(String what, long[] actual, long... expected) {
    assertArrayEquals(expected, actual, what);
  }

  @Test
  void shouldTakeACycleForEachIsleThatJoins() {
    Frames last = nth(5).flags(Frames.ACK | Frames.PSH);
    ReceivePrediction p = predict(ISLES, traffic(nth(0), nth(2), nth(4), nth(1), nth(3), last));
    assertCycles("place", p.placeCycles(), 4, 5, 6, 7, 8, 9, 10, 11);
    assertUnits(p.runCycles(), 11);
  }

  @Test
  void shouldTakeACycleForEachUnitInFrontOfTheFrameThatEndsThem() {
    ReceivePrediction p =
        predict(ISLES, traffic(nth(0), nth(2), nth(4), nth(1).flags(RST), nth(9)));
    assertUnits(p.runCycles(), 7, 8, 9, 10);
    assertCycles("place", p.placeCycles(), 4, 5, 6, 10, 11);
  }

  @Test
  void shouldTakeACycleForARunThatMakesWayForAnIsle() {
    ReceiveConfig config = ISLES.with(Map.of("maxSegments", 2L, "fillRule", 0L));
    ReceivePrediction p = predict(config, traffic(nth(0), nth(2), nth(1), nth(3)));
    assertCycles("place", p.placeCycles(), 4, 5, 6, 9);
    assertUnits(p.runCycles(), 7);
  }

  @Test
  void shouldEndARunInTheCycleOfTheFrameThatBeginsTheNext() {
    ReceivePrediction p = predict(TTO, traffic(nth(0), nth(1).flags(Frames.ACK | ECE), nth(2)));
    assertCycles("place", p.placeCycles(), 4, 5, 6);
    assertUnits(p.runCycles(), 5, 6);
  }

  @Test
  void shouldEvictInTheCycleOfTheFrameUnlessThereAreIsles() {
    ReceiveConfig config = ISLES.with("maxAggregates", 1);
    ReceivePrediction alone = predict(config, traffic(ofFlow(1), ofFlow(2), ofFlow(3)));
    assertCycles("place", alone.placeCycles(), 4, 5, 6);
    assertUnits(alone.runCycles(), 5, 6);
    Frames isle = nth(2).ports(1, 80);
    ReceivePrediction isles = predict(config, traffic(ofFlow(1), isle, ofFlow(2), ofFlow(3)));
    assertCycles("place", isles.placeCycles(), 4, 5, 6, 9);
    assertUnits(isles.runCycles(), 7, 8, 9);
  }

  @Test
  void shouldTakeACycleForEachOpenEntryAndForEachOfTheTable() {
    ControlEvent burst = ControlEvent.of(ControlEvent.Op.END_OF_BURST, 2, 0, 0);
    ReceiveTraffic frames = traffic(ofFlow(1), ofFlow(2), ofFlow(1));
    ReceivePrediction p = predict(TTO, frames.withEvents(List.of(burst, burst), 0));
    assertUnits(p.runCycles(), 6, 7, 9); // the last one was seen before: it passes
    assertCycles("place", p.placeCycles(), 4, 5, 9);
    ControlEvent stop = ControlEvent.of(ControlEvent.Op.STOP_ALL, 2, 0, 0);
    ReceivePrediction stopped = predict(TTO, frames.withEvents(List.of(stop), 0));
    assertCycles("place", stopped.placeCycles(), 4, 5, 8 + TTO.flowEntries());
  }

  @Test
  void shouldTakeThreeFramesThatWaitForADecision() {
    ControlEvent stop = ControlEvent.of(ControlEvent.Op.STOP_ALL, 1, 0, 0);
    ReceiveTraffic frames = traffic(nth(0), nth(1), nth(2), nth(3), nth(4));
    ReceivePrediction p = predict(TTO, frames.withEvents(List.of(stop), 0));
    long decided = 3 + 1 + 1 + TTO.flowEntries();
    assertCycles("in", p.beatCycles(), 0, 1, 2, 3, decided);
  }

  @Test
  void shouldGiveStoredPayloadBehindItsUnit() {
    Frames last = nth(1).flags(Frames.ACK | Frames.PSH);
    ReceivePrediction p = predict(TTO.with("collect", 1), traffic(nth(0), last));
    assertUnits(p.runCycles(), 5);
    assertCycles("payload", p.payloadCycles(), 7, 8);
  }

  @Test
  void shouldLetTimersRunOnStamps() {
    ReceiveConfig config = TTO.with(Map.of("timerCycles", 15L, "timeSource", 1L));
    ReceivePrediction p = predict(config, traffic(ofFlow(1), ofFlow(2), ofFlow(3), ofFlow(4)));
    assertUnits(p.runCycles(), 6, 8);
    assertCycles("place", p.placeCycles(), 4, 5, 7, 9);
    assertEquals(2, p.runFrames()[0]);
    assertEquals(3, p.runFrames()[1]);
  }
}
