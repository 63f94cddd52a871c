package tandem.model.rx;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static tandem.model.workload.Frames.ACK;
import static tandem.model.workload.Frames.PSH;

import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;
import tandem.model.workload.Frames;

/** How many segments an aggregate gets, where it depends on the functions alone. */
class CoalescingFactorTest {
  private static final int MTU_PAYLOAD = 1448;

  /**
   * Bursts of equal length of several flows, interleaved frame by frame.
   *
   * @param active flows that have a burst at one time
   */
  private static double factor(ReceiveConfig config, int flows, int active, int burst, int rounds) {
    Bench bench = new Bench(config);
    for (int round = 0; round < rounds; round++) {
      for (int group = 0; group < flows; group += active) {
        for (int i = 0; i < burst; i++) {
          for (int flow = group; flow < group + active; flow++) {
            int index = round * burst + i;
            bench.receive(segment(flow, index).flags(i == burst - 1 ? ACK | PSH : ACK));
          }
        }
      }
    }
    bench.finish();
    return bench.path.counters().segmentsPerAggregate();
  }

  private static Frames segment(int flow, int index) {
    return Frames.tcp()
        .ports(1000 + flow, 80)
        .source(0x0A000001 + flow)
        .sequence(index * MTU_PAYLOAD)
        .payload(MTU_PAYLOAD)
        .timestamp(1, 1);
  }

  private static ReceiveConfig table(int entries, int ways) {
    return ReceiveConfig.of(Profile.TTO).with("flowEntries", entries).with("flowWays", ways);
  }

  @Test
  void shouldMergeEightInterleavedBurstsOfFortyFiveWithEightEntries() {
    double factor = factor(table(8, 8), 8, 8, 45, 10);
    System.out.printf(
        Locale.ROOT, "8 interleaved bursts of 45, 8 entries: %.2f (bound 45)%n", factor);
    assertTrue(factor >= 44.8, "factor=" + factor);
  }

  @Test
  void shouldMergeBurstsOfSixteenOver256FlowsWithSixteenEntries() {
    // No PSH at the end: two bursts of a flow that follow each other go into one aggregate.
    Bench bench = new Bench(table(16, 16));
    Random random = new Random(16);
    int[] next = new int[256];
    for (int burst = 0; burst < 2000; burst++) {
      int flow = random.nextInt(256);
      for (int i = 0; i < 16; i++) {
        bench.receive(segment(flow, next[flow]++));
      }
    }
    bench.finish();
    double factor = bench.path.counters().segmentsPerAggregate();
    System.out.printf(Locale.ROOT, "bursts of 16 over 256 flows, 16 entries: %.2f%n", factor);
    assertTrue(factor >= 16.5, "factor=" + factor);
  }

  @Test
  void shouldMergeSixtyFourFlowsWithSixtyFourEntries() {
    double factor = factor(table(64, 64), 64, 64, 45, 4);
    System.out.printf(Locale.ROOT, "64 flows, 64 entries: %.2f%n", factor);
    assertTrue(factor >= 44.6, "factor=" + factor);
  }

  @Test
  void shouldGainNothingWhenEverySegmentIsOfAnotherFlowOrPushed() {
    assertEquals(1, factor(table(8, 8), 64, 64, 10, 2));
    assertEquals(1, factor(table(64, 8), 8, 8, 1, 40));
  }
}
