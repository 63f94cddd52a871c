package tandem.model.rx;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static tandem.model.workload.Frames.ACK;
import static tandem.model.workload.Frames.PSH;
import static tandem.model.workload.Frames.nth;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import tandem.model.record.ChecksumStatus;
import tandem.model.record.ControlEvent;
import tandem.model.record.HostRun;
import tandem.model.record.ParsedSegment;
import tandem.model.record.RunPath;
import tandem.model.record.SegmentRun;
import tandem.model.workload.Frames;

/** The statements on behaviour and on the header of the aggregate, each under its number. */
class TransparentOffloadTest {
  private final Bench bench = Bench.of(Profile.TTO);

  @Test
  void tt1ShouldTellTheHostNothingWhileItCollects() {
    for (int i = 0; i < 40; i++) {
      bench.receive(nth(i, 1000));
    }
    assertEquals(List.of(), bench.units);
  }

  @Test
  void tt2ShouldGiveExactlyOneNotificationForEachAggregate() {
    bench.receive(nth(0, 100), nth(1, 100), nth(2, 100).flags(ACK | PSH));
    assertEquals("A[0,1,2]TE-1", bench.story());
    bench.finish();
    assertEquals(1, bench.units.size());
  }

  @Test
  void tt4ShouldAllowAnAggregateOfOne() {
    byte[] frame = nth(0, 100).flags(ACK | PSH).timestamp(5, 6).bytes();
    bench.receive(frame);
    assertEquals("A[0]TE-1", bench.story());
    assertArrayEquals(frame, bench.units.get(0).bytes());
  }

  @Test
  void tt10ShouldCollectMatchingSegmentsOnly() {
    bench.receive(nth(0, 100), nth(1, 100).ports(5002, 40000), nth(1, 100));
    bench.finish();
    assertEquals("A[0,2]TE-24 A[1]TE-24", bench.story());
  }

  @Test
  void tt11AndTt13AndTt15ShouldSumUpWhatWasCollected() {
    bench.receive(nth(0, 700), nth(1, 700), nth(2, 700));
    SegmentRun run = bench.finish().get(0).run();
    assertEquals(1000, run.tcp().sequence());
    assertEquals(2100, run.payloadBytes());
    byte[] host = bench.units.get(0).bytes();
    assertEquals(2140, (host[16] & 255) << 8 | host[17] & 255);
  }

  @Test
  void tt12ShouldHandUpTheNewStateWithTheAggregate() {
    bench.receive(nth(0, 100), nth(1, 100).ack(600).window(77));
    SegmentRun run = bench.finish().get(0).run();
    assertEquals(600, run.tcp().acknowledgment());
    assertEquals(77, run.tcp().window());
    assertEquals(2, run.segments());
  }

  @Test
  void tt14AndTt32ShouldShowTheFirstOrTheLatestTimestamp() {
    Bench latest = new Bench(ReceiveConfig.of(Profile.TTO).with("timestampMode", 1));
    for (Bench each : List.of(bench, latest)) {
      each.receive(nth(0, 100).timestamp(50, 7), nth(1, 100).timestamp(58, 9));
      each.finish();
      assertEquals(8, each.units.get(0).completion().timestampDelta());
    }
    assertEquals(50, bench.units.get(0).run().tcp().timestampValue());
    assertEquals(7, bench.units.get(0).run().tcp().timestampEcho());
    assertEquals(58, latest.units.get(0).run().tcp().timestampValue());
    assertEquals(9, latest.units.get(0).run().tcp().timestampEcho());
    byte[] host = latest.units.get(0).bytes();
    assertArrayEquals(new byte[] {0, 0, 0, 58, 0, 0, 0, 9}, Arrays.copyOfRange(host, 58, 66));
  }

  @Test
  void tt16AndTt42ShouldDetectANewFlowByItsSynOrItsFirstData() {
    ReceiveConfig config = ReceiveConfig.of(Profile.TTO).with("allocOnData", 0);
    Bench bySyn = new Bench(config);
    bySyn.receive(nth(0, 100).ports(9, 9));
    bySyn.receive(nth(0, 0).sequence(999).flags(2), nth(0, 100), nth(1, 100));
    bySyn.finish();
    assertEquals("P[0]none P[1]TE-14 A[2,3]TE-24", bySyn.story());
    bench.receive(nth(0, 100), nth(1, 100)).finish();
    assertEquals("A[0,1]TE-24", bench.story());
  }

  @Test
  void tt17ShouldHandUpTheStateOfTheSentSegments() {
    bench.receive(nth(0, 100));
    ParsedSegment segment = bench.lookups.get(0).segment();
    bench.path.control(
        ControlEvent.ofFlow(ControlEvent.Op.TRANSMIT, 1, 0, segment, 0).withTransmit(7, 8, 9), 1);
    HostRun completion = bench.finish().get(0).completion();
    assertTrue(completion.transmit().transmitValid());
    assertEquals(7, completion.transmit().transmitSequence());
    assertEquals(8, completion.transmit().transmitAcknowledgment());
    assertEquals(9, completion.transmit().transmitWindow());
  }

  @Test
  void tt20AndTt21ShouldGiveTheCodeOfTheFirstEventInOrder() {
    Frames worst =
        nth(1, 100).flags(ACK | 1 | 4 | 2 | PSH).options(1, 1, 5, 10, 0, 0, 0, 1, 0, 0, 0, 2);
    check("TE-15", worst.copy().badTcpChecksum());
    check("TE-3", worst);
    check("TE-14", worst.copy().flags(ACK | 2 | 1));
    check("TE-2", worst.copy().flags(ACK | 1).fragment(0x2000));
    check("TE-7", worst.copy().flags(ACK).fragment(0x2000));
    check("TE-11", worst.copy().flags(ACK).sequence(5));
    check("TE-16", nth(1, 100).options(8, 10, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0).sequence(5));
    check("TE-20", nth(1, 0).sequence(5).trafficClass(1));
    check("TE-13", nth(1, 100).sequence(1099).trafficClass(1));
    check("TE-12", nth(1, 100).sequence(1101).trafficClass(1));
    check("TE-17", nth(1, 100).trafficClass(1).hopLimit(1));
    check("TE-18", nth(1, 100).hopLimit(1).ack(0));
    check("TE-9", nth(1, 100).ack(0).payload(65480));
    check("TE-4", nth(1, 100).flags(ACK | PSH).payload(65480));
  }

  private static void check(String reason, Frames trigger) {
    Bench each = Bench.of(Profile.TTO);
    each.receive(nth(0, 100), trigger);
    assertEquals("A[0]" + reason, each.story().split(" ")[0]);
    each.finish();
  }

  @Test
  void tt22ShouldDoNothingWhenNothingIsCollected() {
    bench.path.endOfBurst(0);
    bench.receive(nth(0, 100).flags(ACK | PSH));
    bench.path.endOfBurst(6);
    bench.path.endOfBurst(7);
    assertEquals("A[0]TE-1", bench.story());
  }

  @Test
  void tt23ShouldStartTheTimerAtTheFirstSegmentAndLetAnArrivalInTheSameCycleGoFirst() {
    ReceiveConfig config = ReceiveConfig.of(Profile.TTO).with("timerCycles", 100);
    Bench timed = new Bench(config);
    timed.receive(nth(0, 100).bytes(), 1000).receive(nth(1, 100).bytes(), 1099);
    timed.receive(nth(2, 100).bytes(), 1100).receive(nth(3, 100).bytes(), 1101);
    assertEquals("A[0,1,2]TE-5", timed.story());
    assertEquals(1100, timed.units.get(0).run().closeCycle());
    assertEquals(1201, timed.path.nextDeadline());
    timed.finish();
  }

  @Test
  void tt30AndTt33ShouldGiveALegalSegmentWithTheFirstSequenceAndAllBytes() {
    for (int odd : new int[] {1, 99, 100, 1447}) {
      Bench each = Bench.of(Profile.TTO);
      Frames first = nth(0, odd).v6().timestamp(1, 1).tag(0x8100, 5);
      each.receive(first, first.copy().sequence(1000 + odd));
      each.receive(first.copy().sequence(1000 + 2 * odd));
      HostUnit unit = each.finish().get(0);
      assertEquals(3 * odd, unit.payload().length);
      assertEquals(1000, unit.completion().sequence());
      assertTrue(unit.completion().checksumValid());
    }
  }

  @Test
  void tt31ShouldShowTheLastAcknowledgmentAndWindowAndEveryPush() {
    Bench rsc = Bench.of(Profile.RSC);
    rsc.receive(nth(0, 100).flags(ACK | PSH).window(9), nth(1, 100).ack(510).window(3));
    SegmentRun run = rsc.finish().get(0).run();
    assertEquals(ACK | PSH, run.tcp().flags());
    assertEquals(510, run.tcp().acknowledgment());
    assertEquals(3, run.tcp().window());
  }

  @Test
  void tt33ShouldReportThatTheChecksumWasNotUpdated() {
    Bench report = new Bench(ReceiveConfig.of(Profile.TTO).with("checksumMode", 1));
    byte[] first = nth(0, 100).bytes();
    report.receive(first).receive(nth(1, 100));
    report.path.endOfBurst(9);
    HostUnit unit = report.units.get(0);
    assertFalse(unit.completion().checksumValid());
    assertEquals(ChecksumStatus.GOOD, unit.completion().checksumStatus());
    assertArrayEquals(Arrays.copyOfRange(first, 50, 52), Arrays.copyOfRange(unit.bytes(), 50, 52));
    report.receive(nth(2, 0).bytes(), 10);
    assertFalse(report.units.get(1).completion().checksumValid(), "of what passes neither");
  }

  @Test
  void tt34ShouldFillTheCompletion() {
    bench.receive(nth(0, 100).timestamp(5, 1), nth(1, 100).timestamp(9, 1).flags(ACK | PSH));
    HostRun done = bench.units.get(0).completion();
    assertEquals(266, done.totalBytes());
    assertEquals(66, done.headerBytes());
    assertEquals(200, done.payloadBytes());
    assertEquals(2, done.segments());
    assertEquals(0, done.pureAcks() + done.dupAcks());
    assertEquals(4, done.timestampDelta());
    assertEquals(1, done.endReason());
    assertTrue(done.tracked());
    assertArrayEquals(new long[] {0, 1}, bench.units.get(0).frames());
  }

  @Test
  void tt43ShouldSendBoundFlowsToTheirLibraryAndOthersToTheKernel() {
    bench.receive(nth(0, 100));
    ParsedSegment segment = bench.lookups.get(0).segment();
    bench.path.control(ControlEvent.ofFlow(ControlEvent.Op.BIND, 1, 0, segment, 12), 1);
    bench.receive(nth(1, 100)).receive(nth(0, 100).ports(1, 2)).finish();
    assertEquals(RunPath.USER, bench.units.get(0).completion().path());
    assertEquals(12, bench.units.get(0).completion().queue());
    assertEquals(RunPath.KERNEL, bench.units.get(1).completion().path());
  }

  @Test
  void tt43ShouldBindNothingWhereTheKeyHasAddressesOfTheLink() {
    Bench link = new Bench(ReceiveConfig.of(Profile.TTO).with("keyRule", 1));
    ParsedSegment segment = new Parser(ReceiveConfig.DEFAULTS).parse(nth(0, 100).bytes(), 0, 0);
    link.path.control(ControlEvent.ofFlow(ControlEvent.Op.BIND, 0, 0, segment, 12), 0);
    assertEquals(0, link.counter("entries"));
  }

  @Test
  void tt44ShouldFlushTheFlowBeforeAnIneligibleSegmentOfIt() {
    bench.receive(nth(0, 100), nth(5, 100).ports(1, 1), nth(1, 100).badTcpChecksum());
    assertEquals("A[0]TE-15 P[2]TE-15", bench.story());
    bench.finish();
  }

  @Test
  void tt47ShouldCoalesceNothingUntilEnabled() {
    Bench off = new Bench(ReceiveConfig.DEFAULTS);
    off.receive(nth(0, 100), nth(1, 100), nth(2, 100).flags(4)).finish();
    assertEquals("P[0]none P[1]none P[2]none", off.story());
    assertEquals(0, off.counter("entriesMax"));
  }
}
