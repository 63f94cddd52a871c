package tandem.model.rx;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static tandem.model.workload.Frames.ACK;
import static tandem.model.workload.Frames.PSH;
import static tandem.model.workload.Frames.nth;

import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import tandem.model.workload.Frames;

/**
 * Each termination event alone: two segments of 100 bytes are collected, the trigger follows, then
 * one more in-order segment. Units are written as kind, frames, reason; A is an aggregate, P a
 * passing frame.
 */
class TerminationEventTest {
  private static final int FIN = 1;
  private static final int SYN = 2;
  private static final int RST = 4;
  private static final int URG = 32;
  private static final int ECE = 64;
  private static final int CWR = 128;

  @Test
  void te1ShouldAppendAPushAndThenFlush() {
    Frames push = nth(2, 100).flags(ACK | PSH);
    check("A[0,1,2]TE-1 A[3]TE-24", "A[0,1,2,3]TE-24", "A[0,1,2]TE-1 A[3]TE-24", push);
  }

  @Test
  void te2ShouldSendAFinUpAlone() {
    Frames fin = nth(2, 100).flags(ACK | FIN);
    String out = "A[0,1]TE-2 P[2]TE-2 A[3]TE-24";
    check(out, out, "A[0,1,2]TE-2 A[3]TE-24", fin);
  }

  @Test
  void te3ShouldSendAResetUpAlone() {
    checkAll("A[0,1]TE-3 P[2]TE-3 A[3]TE-24", nth(2, 100).flags(ACK | RST));
  }

  @Test
  void te7ShouldSendAFragmentUpAlone() {
    checkAll("A[0,1]TE-7 P[2]TE-7 A[3]TE-24", nth(2, 100).fragment(0x2000));
  }

  @Test
  void te8ShouldKeepTheLatestWindowOrEndTheAggregate() {
    Frames other = nth(2, 100).window(502);
    String in = "A[0,1,2]TE-24";
    checkWithoutNext(in, in, "A[0,1]TE-8 A[2]TE-24", other);
    Bench strict = new Bench(ReceiveConfig.of(Profile.TTO).with("windowRule", 1));
    strict.receive(nth(0, 100), nth(1, 100), other);
    assertEquals("A[0,1]TE-8 P[2]TE-8", strict.story());
  }

  @Test
  void te9ShouldAppendAndFlushWhenTheAcknowledgmentRanAhead() {
    Bench bench = new Bench(ReceiveConfig.of(Profile.TTO).with("ackThreshold", 50));
    bench.receive(nth(0, 100), nth(1, 100).ack(550), nth(2, 100).ack(551));
    assertEquals("A[0,1,2]TE-9", bench.story());
    assertEquals(551, bench.units.get(0).run().tcp().acknowledgment());
  }

  @Test
  void te9ShouldBeginANewAggregateWhenTheAcknowledgmentIsNotAllowed() {
    Frames back = nth(2, 100).ack(499);
    String now = "A[0,1]TE-9 A[2]TE-24";
    checkWithoutNext(now, now, now, back);
    Frames ahead = nth(2, 100).ack(501);
    checkWithoutNext("A[0,1,2]TE-24", "A[0,1,2]TE-24", now, ahead);
  }

  @Test
  void te10ShouldSendADuplicateAckUpAlone() {
    Frames duplicate = nth(2, 0).sequence(1200);
    check(
        "A[0,1]TE-10 P[2]TE-10 A[3]TE-12 A[4]TE-24",
        "A[0,1]TE-10 P[2]TE-10 A[3]TE-12 A[4]TE-24",
        "A[0,1]TE-20 P[2]TE-20 A[3]TE-12 A[4]TE-24",
        duplicate,
        nth(3, 100),
        nth(5, 100));
  }

  @Test
  void te10ShouldCountDuplicateAcksBelowTheThreshold() {
    Bench bench = new Bench(ReceiveConfig.of(Profile.TTO).with("dupAckThreshold", 3));
    Frames duplicate = nth(2, 0).sequence(1200);
    bench.receive(nth(0, 100), nth(1, 100), duplicate, duplicate, duplicate);
    assertEquals("A[0,1,2,3]TE-10 P[4]TE-10", bench.story());
    assertEquals(2, bench.units.get(0).completion().dupAcks());
    assertEquals(2, bench.units.get(0).completion().segments());
    bench.finish();
  }

  @Test
  void te11ShouldSendASelectiveAcknowledgmentUpAlone() {
    Frames sack = nth(2, 100).options(1, 1, 5, 10, 0, 0, 0, 1, 0, 0, 0, 2);
    String out = "A[0,1]TE-11 P[2]TE-11 A[3]TE-24";
    check(out, out, "A[0,1]TE-18 A[2]TE-18 A[3]TE-24", sack);
  }

  @Test
  void te12ShouldBeginANewAggregateBehindAHole() {
    checkWithoutNext(
        "A[0,1]TE-12 A[2]TE-24", "A[0,1]TE-12 A[2]TE-24", "A[0,1]TE-12 A[2]TE-24", nth(3, 100));
  }

  @Test
  void te13ShouldSendARetransmissionUpAlone() {
    String out = "A[0,1]TE-13 P[2]TE-13 A[3]TE-24";
    check(out, out, "A[0,1]TE-13 A[2,3]TE-24", nth(1, 100), nth(2, 100));
    check(
        out,
        out,
        "A[0,1]TE-13 A[2]TE-18 A[3]TE-24",
        nth(1, 100).sequence(1150),
        nth(3, 50).sequence(1250));
  }

  @Test
  void te14ShouldSendOtherFlagsUpAlone() {
    checkAll("A[0,1]TE-14 P[2]TE-14 A[3]TE-24", nth(2, 100).flags(ACK | URG));
    checkWithoutNext(
        "A[0,1]TE-14 P[2]TE-14",
        "A[0,1]TE-14 P[2]TE-14",
        "A[0,1]TE-14 P[2]TE-14",
        nth(2, 0).flags(SYN));
    checkWithoutNext(
        "A[0,1]TE-14 P[2]TE-14",
        "A[0,1]TE-14 P[2]TE-14",
        "A[0,1]TE-18 A[2]TE-24",
        nth(2, 100).flags(0));
    checkWithoutNext(
        "A[0,1]TE-14 P[2]TE-14",
        "A[0,1]TE-14 P[2]TE-14",
        "A[0,1]TE-18 A[2]TE-24",
        nth(2, 100).reserved(1));
  }

  @Test
  void te15ShouldSendABadFrameUpAloneAndLeaveTheFlowAlone() {
    String out = "A[0,1]TE-15 P[2]TE-15 A[3]TE-24";
    for (Frames bad :
        new Frames[] {
          nth(2, 100).badTcpChecksum(),
          nth(2, 100).badIpChecksum(),
          nth(2, 100).trailer(3),
          nth(2, 100).ipLength(400),
          nth(2, 100).dataOffset(4),
          nth(2, 10).dataOffset(15)
        }) {
      check(out, out, out, bad, nth(2, 100));
    }
  }

  @Test
  void te16ShouldSendOtherFormatsUpAlone() {
    checkAll("A[0,1]TE-16 P[2]TE-16 A[3]TE-24", nth(2, 100).ipOptions(1, 1, 1, 0));
    Frames mss = nth(2, 100).options(2, 4, 5, 180);
    String out = "A[0,1]TE-16 P[2]TE-16 A[3]TE-24";
    check(out, out, "A[0,1]TE-18 A[2]TE-18 A[3]TE-24", mss);
  }

  @Test
  void te17ShouldKeepCongestionMarksApart() {
    String next = "A[0,1]TE-17 A[2]TE-17 A[3]TE-24";
    String out = "A[0,1]TE-17 P[2]TE-17 A[3]TE-24";
    check(out, next, next, nth(2, 100).trafficClass(3));
    check(next, next, next, nth(2, 100).trafficClass(2));
    check(next, next, next, nth(2, 100).flags(ACK | ECE));
    check(next, next, next, nth(2, 100).flags(ACK | CWR));
  }

  @Test
  void te18ShouldBeginANewAggregateWhenTheHeaderDiffers() {
    String next = "A[0,1]TE-18 A[2]TE-18 A[3]TE-24";
    check(next, next, next, nth(2, 100).trafficClass(4));
    check(next, next, next, nth(2, 100).fragment(0));
    check(next, next, next, nth(2, 100).timestamp(1, 2));
    check(next, "A[0,1,2,3]TE-24", next, nth(2, 100).hopLimit(63));
    check(
        "A[0,1,2,3]TE-24",
        "A[0,1,2,3]TE-24",
        "A[0,1]TE-18 A[2]TE-18 A[3]TE-24",
        nth(2, 100).identification(99));
  }

  @Test
  void te19ShouldSendATimestampThatGoesBackUpAlone() {
    Bench bench = Bench.of(Profile.TTO);
    bench.receive(nth(0, 100).timestamp(-1, 5), nth(1, 100).timestamp(1, 5));
    bench.receive(nth(2, 100).timestamp(0, 5), nth(3, 100).timestamp(2, 5));
    bench.finish();
    assertEquals("A[0,1]TE-19 P[2]TE-19 A[3]TE-24", bench.story());
  }

  @Test
  void te20ShouldSendAPureAckUpAloneUnlessItIsAWindowUpdate() {
    Frames ack = nth(2, 0).sequence(1200).ack(501);
    checkAll("A[0,1]TE-20 P[2]TE-20 A[3]TE-24", ack, nth(2, 100));
    Frames update = nth(2, 0).sequence(1200).window(600);
    String out = "A[0,1]TE-20 P[2]TE-20 A[3]TE-24";
    check(out, "A[0,1,2,3]TE-24", out, update, nth(2, 100).window(600));
  }

  @Test
  void te21ShouldAppendAShorterSegmentAndThenFlush() {
    Frames less = nth(2, 100).payload(99);
    String in = "A[0,1,2,3]TE-24";
    check(in, in, "A[0,1,2]TE-21 A[3]TE-24", less, nth(3, 100).sequence(1299));
  }

  @Test
  void te22ShouldBeginANewAggregateWithALongerSegment() {
    Frames more = nth(2, 100).payload(101);
    String in = "A[0,1,2]TE-24";
    checkWithoutNext(in, in, "A[0,1]TE-22 A[2]TE-24", more);
  }

  @Test
  void shouldHoldTheInvariantsForEveryPairOfEvents() {
    List<UnaryOperator<Frames>> triggers =
        List.of(
            frame -> frame.flags(ACK | PSH),
            frame -> frame.flags(ACK | FIN),
            frame -> frame.flags(ACK | RST),
            frame -> frame.flags(SYN),
            frame -> frame.flags(ACK | URG),
            frame -> frame.flags(ACK | ECE),
            frame -> frame.fragment(0x2000),
            frame -> frame.window(3),
            frame -> frame.ack(400),
            frame -> frame.payload(0),
            frame -> frame.payload(40),
            frame -> frame.payload(160),
            frame -> frame.sequence(1250),
            frame -> frame.sequence(1150),
            frame -> frame.badTcpChecksum(),
            frame -> frame.trailer(1),
            frame -> frame.options(2, 4, 1, 1),
            frame -> frame.trafficClass(3),
            frame -> frame.hopLimit(3),
            frame -> frame.timestamp(1, 1));
    for (UnaryOperator<Frames> one : triggers) {
      for (UnaryOperator<Frames> other : triggers) {
        for (Profile profile : Profile.values()) {
          story(profile, other.apply(one.apply(nth(2, 100))), nth(3, 100));
          story(profile, one.apply(nth(2, 100)), other.apply(nth(3, 100)), nth(4, 100));
        }
      }
    }
  }

  private static void checkAll(String expected, Frames... more) {
    check(expected, expected, expected, more);
  }

  /** The trigger and, where it stands alone, the next in-order segment. */
  private static void check(String tto, String rsc, String gro, Frames... more) {
    Frames[] all = more.length > 1 ? more : new Frames[] {more[0], nth(3, 100)};
    checkWithoutNext(tto, rsc, gro, all);
  }

  private static void checkWithoutNext(String tto, String rsc, String gro, Frames... more) {
    assertEquals(tto, story(Profile.TTO, more), "tto");
    assertEquals(rsc, story(Profile.RSC, more), "rsc");
    assertEquals(gro, story(Profile.LINUX_GRO, more), "linux-gro");
  }

  private static String story(Profile profile, Frames... more) {
    Bench bench = Bench.of(profile);
    bench.receive(nth(0, 100), nth(1, 100)).receive(more).finish();
    return bench.story();
  }
}
