package tandem.model.time;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import tandem.model.record.SegmentRun;
import tandem.model.rx.Profile;
import tandem.model.rx.ReceiveConfig;

class ReceiveTimingTest {
  private static final ReceiveConfig TTO = ReceiveConfig.of(Profile.TTO);
  private static final long HORIZON = 1_000_000;

  /** An IPv4 TCP frame with PSH whose checksums are left out: it passes with TE-15. */
  private static byte[] frame(int flow, int bytes) {
    byte[] frame = new byte[bytes];
    frame[12] = 8;
    frame[14] = 0x45;
    frame[16] = (byte) (bytes - 14 >>> 8);
    frame[17] = (byte) (bytes - 14);
    frame[23] = 6;
    frame[29] = (byte) flow;
    frame[46] = 0x50;
    return frame;
  }

  private static List<OfferedFrame> frames(int count, int flows, int bytes) {
    List<OfferedFrame> frames = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      frames.add(new OfferedFrame(frame(i % flows, bytes), 0, 0, 0));
    }
    return frames;
  }

  private static ReceivePrediction predict(ReceiveConfig config, ReceiveTraffic traffic) {
    return new ReceiveTiming(config, ReceiveTimingParams.DEFAULTS).predict(traffic, HORIZON);
  }

  @Test
  void shouldTakeOneMinimumFrameACycleWhateverItsFlow() {
    for (int flows : new int[] {1, 200}) {
      ReceivePrediction prediction = predict(TTO, ReceiveTraffic.of(frames(1000, flows, 60)));
      assertEquals(999, prediction.arrivalCycle(999));
      assertEquals(1000, prediction.runs().size());
      for (int i = 0; i < 1000; i++) {
        assertEquals(4 + 3, prediction.runCycles()[i] - prediction.arrivalCycle(i));
      }
    }
  }

  @Test
  void shouldTakeOneBeatACycle() {
    ReceivePrediction prediction = predict(TTO, ReceiveTraffic.of(frames(10, 1, 1500)));
    assertEquals(24 * 10 - 1, prediction.arrivalCycle(9));
    assertEquals(24 * 10, prediction.payloadCycles().length);
  }

  @Test
  void shouldStallTheSourceWhenUnitsAreNotTaken() {
    CyclePattern everyThird = cycle -> cycle % 3 == 0;
    ReceivePrediction prediction =
        predict(
            TTO,
            ReceiveTraffic.of(frames(6000, 1, 60))
                .withNeighbours(
                    CyclePattern.ALWAYS, CyclePattern.ALWAYS, CyclePattern.ALWAYS, everyThird));
    assertTrue(prediction.runCycles()[5999] >= 3 * 5999);
    assertTrue(prediction.arrivalCycle(5999) >= 3 * (5999 - 10));
  }

  @Test
  void shouldGiveWhatATimerEndsWithoutAnotherFrame() {
    // Under rsc-like rules nothing but the timer ends the run; the frame has right checksums.
    byte[] bytes = ReceiveTimingFrames.data();
    ReceiveConfig config = TTO.with("timerCycles", 100);
    List<OfferedFrame> one = List.of(new OfferedFrame(bytes, 0, 0, 10));
    ReceivePrediction prediction = predict(config, ReceiveTraffic.of(one));
    SegmentRun run = prediction.runs().get(0);
    long arrival = prediction.arrivalCycle(0);
    assertEquals(5, run.endReason());
    assertEquals(arrival + 100, run.closeCycle());
    assertEquals(arrival + 100 + 4 + 3, prediction.runCycles()[0]);
  }

  @Test
  void shouldLetTheArrivalInTheCycleOfTheDeadlineGoFirst() {
    byte[] first = ReceiveTimingFrames.data();
    byte[] second = ReceiveTimingFrames.next();
    ReceiveConfig config = TTO.with("timerCycles", 100);
    for (int late = 0; late < 2; late++) {
      long earliest = 10 + 100 + late;
      List<OfferedFrame> two =
          List.of(new OfferedFrame(first, 0, 0, 10), new OfferedFrame(second, 0, 0, earliest));
      ReceivePrediction prediction = predict(config, ReceiveTraffic.of(two));
      assertEquals(late == 0 ? 2 : 1, prediction.runs().get(0).segments());
    }
  }
}
