package tandem.model.rx;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static tandem.model.workload.Frames.ACK;
import static tandem.model.workload.Frames.PSH;
import static tandem.model.workload.Frames.nth;

import org.junit.jupiter.api.Test;
import tandem.model.workload.Frames;

/** The eight rules of the linux-gro profile beyond what the termination events show. */
class LinuxGroRulesTest {
  private final Bench bench = Bench.of(Profile.LINUX_GRO);

  private void check(String story, Frames... frames) {
    bench.receive(frames).finish();
    assertEquals(story, bench.story());
  }

  @Test
  void rule2ShouldJoinEqualOptionsOfAnyKind() {
    int[] sack = {1, 1, 5, 10, 0, 0, 0, 1, 0, 0, 0, 2};
    check("A[0,1]TE-24", nth(0, 100).options(sack), nth(1, 100).options(sack));
  }

  @Test
  void rule2ShouldNotJoinOtherTimestamps() {
    int[] nops = {1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1};
    check(
        "A[0,1]TE-18 A[2]TE-18 A[3]TE-18 A[4]TE-24",
        nth(0, 100).timestamp(5, 6),
        nth(1, 100).timestamp(5, 6),
        nth(2, 100).timestamp(7, 6),
        nth(3, 100).timestamp(7, 8),
        nth(4, 100).options(nops));
  }

  @Test
  void rule2ShouldJoinSegmentsWithoutAckAndWithReservedBits() {
    check("A[0,1]TE-24", nth(0, 100).flags(0).reserved(7), nth(1, 100).flags(0).reserved(7));
  }

  @Test
  void rule2ShouldJoinEqualMarksButNoCwr() {
    Frames cwr = nth(2, 100).flags(ACK | 128);
    check(
        "A[0,1]TE-17 A[2]TE-17 A[3]TE-24",
        nth(0, 100).trafficClass(3).flags(ACK | 64),
        nth(1, 100).trafficClass(3).flags(ACK | 64),
        cwr,
        nth(3, 100));
  }

  @Test
  void rule2ShouldStayWithin65535BytesOfDatagram() {
    Frames first = nth(0, 30000);
    Frames fits = nth(1, 30000);
    Frames last = nth(2, 5495).sequence(61000).identification(9);
    check("A[0,1]TE-4 A[2]TE-24", first, fits, last.copy().payload(5496));
    Bench full = Bench.of(Profile.LINUX_GRO);
    full.receive(first, fits, last.copy().payload(5495)).finish();
    assertEquals("A[0,1,2]TE-21", full.story());
    assertEquals(65535 + 14, full.units.get(0).bytes().length);
  }

  @Test
  void rule3ShouldCloseWithAFin() {
    check("A[0,1]TE-2 A[2]TE-24", nth(0, 100), nth(1, 100).flags(ACK | 1), nth(2, 100));
    assertEquals(ACK | 1, bench.units.get(0).run().tcp().flags());
  }

  @Test
  void rule4ShouldSendASegmentUpAtOnceThatCannotWait() {
    check(
        "A[0]TE-12 A[1]TE-1 P[2]TE-20 P[3]TE-20 P[4]TE-14 A[5]TE-2",
        nth(0, 100),
        nth(2, 100).flags(ACK | PSH),
        nth(3, 0),
        nth(3, 0).flags(ACK | 1),
        nth(4, 100).flags(ACK | 32),
        nth(5, 100).flags(ACK | 1));
    assertEquals(1, bench.counter("openEntriesMax"));
  }

  @Test
  void rule5ShouldNotEvictForASegmentThatGoesAtOnce() {
    for (int flow = 0; flow < 8; flow++) {
      bench.receive(nth(0, 100).ports(flow, 80));
    }
    bench.receive(nth(0, 100).ports(100, 80).flags(ACK | PSH));
    assertEquals("A[8]TE-1", bench.story());
    assertEquals(0, bench.counter("evictions"));
    bench.receive(nth(0, 100).ports(100, 80));
    assertEquals("A[8]TE-1 A[0]TE-6", bench.story());
  }

  @Test
  void rule5ShouldDeliverInTheOrderOfCreation() {
    check(
        "A[0]TE-12 A[1]TE-24 A[2]TE-24",
        nth(0, 100).ports(1, 1),
        nth(0, 100).ports(2, 2),
        nth(5, 100).ports(1, 1));
  }

  @Test
  void rule6ShouldCloseAndPassWhatIsNeverLookedAt() {
    check(
        "A[0]TE-16 P[1]TE-16 A[2]TE-7 P[3]TE-7 P[4]none A[5]TE-24",
        nth(0, 100),
        nth(1, 100).ipOptions(1, 1, 1, 0),
        nth(1, 100),
        nth(2, 100).fragment(0x2000),
        nth(2, 100).protocol(17),
        nth(2, 100));
  }

  @Test
  void rule7ShouldSendAFrameWithAnotherLengthUpAlone() {
    check("A[0]TE-15 P[1]TE-15 A[2]TE-24", nth(0, 2), nth(1, 2).trailer(4), nth(2, 2));
  }

  @Test
  void rule8ShouldLetTheSecondSegmentDecideOnTheIdentification() {
    check(
        "A[0,1,2]TE-18 A[3]TE-24",
        nth(0, 100).identification(0xFFFF),
        nth(1, 100).identification(0),
        nth(2, 100).identification(1),
        nth(3, 100).identification(1));
  }

  @Test
  void rule8ShouldAllowAFixedIdentification() {
    check(
        "A[0,1,2]TE-18 A[3]TE-24",
        nth(0, 100).identification(5),
        nth(1, 100).identification(5),
        nth(2, 100).identification(5),
        nth(3, 100).identification(8));
  }

  @Test
  void shouldMergeEqualExtensionHeaders() {
    int[] padding = {6, 0, 1, 4, 0, 0, 0, 0};
    check(
        "A[0,1]TE-24",
        nth(0, 100).v6().extension(60, padding),
        nth(1, 100).v6().extension(60, padding));
  }
}
