package tandem.model.rx;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static tandem.model.workload.Frames.nth;

import org.junit.jupiter.api.Test;
import tandem.model.record.ControlEvent.Op;

/** The termination events that come from limits, timers and the host rather than the wire. */
class LimitEventTest {
  @Test
  void te4ShouldBeginANewAggregateWhenTheLimitWouldBeExceeded() {
    ReceiveConfig config = ReceiveConfig.of(Profile.TTO).with("maxBytes", 40 + 599);
    Bench bench = new Bench(config);
    for (int i = 0; i < 4; i++) {
      bench.receive(nth(i, 200));
    }
    bench.finish();
    assertEquals("A[0,1]TE-4 A[2,3]TE-24", bench.story());
  }

  @Test
  void te4ShouldAppendAndFlushWhenTheLimitIsFilledExactly() {
    ReceiveConfig config = ReceiveConfig.of(Profile.TTO).with("maxBytes", 40 + 600);
    Bench bench = new Bench(config);
    for (int i = 0; i < 4; i++) {
      bench.receive(nth(i, 200));
    }
    assertEquals("A[0,1,2]TE-4", bench.story());
    bench.finish();
  }

  @Test
  void te5ShouldFlushWhenTheTimerRunsOut() {
    Bench bench = new Bench(ReceiveConfig.of(Profile.TTO).with("timerCycles", 100));
    bench.receive(nth(0, 100).bytes(), 10).receive(nth(1, 100).bytes(), 20);
    bench.path.advance(110);
    assertEquals("", bench.story());
    bench.path.advance(111);
    assertEquals("A[0,1]TE-5", bench.story());
    assertEquals(110, bench.units.get(0).run().closeCycle());
  }

  @Test
  void te6ShouldFlushAndReplaceTheEntryUsedLongestAgo() {
    ReceiveConfig config = ReceiveConfig.of(Profile.TTO).with("flowEntries", 8).with("flowWays", 8);
    Bench bench = new Bench(config);
    for (int flow = 0; flow < 8; flow++) {
      bench.receive(nth(0, 100).ports(flow, 80));
    }
    bench.receive(nth(1, 100).ports(0, 80));
    bench.receive(nth(0, 100).ports(8, 80));
    assertEquals("A[1]TE-6", bench.story());
    assertEquals(1, bench.counter("evictions"));
    bench.finish();
  }

  @Test
  void te23ShouldFlushWhenTheNumberOfSegmentsIsReached() {
    Bench bench = new Bench(ReceiveConfig.of(Profile.TTO).with("maxSegments", 2));
    bench.receive(nth(0, 100), nth(1, 100), nth(2, 100));
    assertEquals("A[0,1]TE-23", bench.story());
    ReceiveConfig open = ReceiveConfig.of(Profile.TTO).with("maxSegments", 2).with("fillRule", 0);
    Bench later = new Bench(open);
    later.receive(nth(0, 100), nth(1, 100));
    assertEquals("", later.story());
    later.receive(nth(2, 100));
    assertEquals("A[0,1]TE-23", later.story());
  }

  @Test
  void te23ShouldFlushWhenTheStoreOfARunIsFull() {
    ReceiveConfig config = ReceiveConfig.of(Profile.TTO).with("collect", 1).with("storeBeats", 16);
    Bench bench = new Bench(config);
    for (int i = 0; i < 3; i++) {
      bench.receive(nth(i, 500));
    }
    assertEquals("A[0]TE-23 A[1]TE-23", bench.story());
  }

  @Test
  void te24ShouldFlushEverythingAtTheEndOfABurst() {
    Bench bench = new Bench(ReceiveConfig.of(Profile.TTO).with("flushEvery", 3));
    for (int i = 0; i < 7; i++) {
      bench.receive(nth(i, 100));
    }
    assertEquals("A[0,1,2]TE-24 A[3,4,5]TE-24", bench.story());
  }

  @Test
  void te25ShouldFlushAndForgetTheFlowsOfAStoppedGuest() {
    Bench bench = Bench.of(Profile.TTO);
    bench.receive(nth(0, 100).bytes(), 1, 3).receive(nth(0, 100).bytes(), 2, 4);
    bench.control(Op.STOP_GUEST, 3);
    assertEquals("A[0]TE-25", bench.story());
    assertEquals(1, bench.counter("entries"));
    bench.control(Op.STOP_ALL, 0);
    assertEquals("A[0]TE-25 A[1]TE-25", bench.story());
    assertEquals(0, bench.counter("entries"));
  }

  @Test
  void te26ShouldFlushWhenTheGuestHasNoBufferAndCollectNothingUntilItHas() {
    Bench bench = Bench.of(Profile.TTO);
    bench.receive(nth(0, 100)).control(Op.BUFFERS_EMPTY, 0);
    assertEquals("A[0]TE-26", bench.story());
    bench.receive(nth(1, 100)).control(Op.BUFFERS_BACK, 0);
    bench.receive(nth(2, 100), nth(3, 100));
    bench.finish();
    assertEquals("A[0]TE-26 P[1]TE-26 A[2,3]TE-24", bench.story());
  }
}
