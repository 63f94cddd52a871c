package tandem.model.rx;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static tandem.model.workload.Frames.nth;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import tandem.model.record.ParsedSegment;
import tandem.model.workload.Frames;

/** Eligibility and table management: TT-40, TT-41, TT-46. */
class FlowTableTest {
  private static final ReceiveConfig TTO = ReceiveConfig.of(Profile.TTO);

  @Test
  void tt40ShouldKeepFlowsWithOneHashApart() {
    // Ports that cancel out in the rotated words: same hash, other key.
    Frames one = nth(0, 100).destination(0x0A000002).ports(0x1000, 0x0040);
    Frames other = nth(0, 100).destination(0x0A000003).ports(0x1000, 0x0060);
    Bench bench = new Bench(TTO.with("flowEntries", 8).with("flowWays", 8));
    bench.receive(one, other, one.copy().sequence(1100), other.copy().sequence(1100)).finish();
    ParsedSegment first = bench.lookups.get(0).segment();
    assertEquals(first.hash(), bench.lookups.get(1).segment().hash());
    assertEquals("A[0,2]TE-24 A[1,3]TE-24", bench.story());
  }

  @Test
  void tt40ShouldTellFlowsApartByEveryPartOfTheKey() {
    List<Frames> others =
        List.of(
            nth(0, 100).source(1),
            nth(0, 100).destination(1),
            nth(0, 100).ports(1, 40000),
            nth(0, 100).ports(5001, 1),
            nth(0, 100).tag(0x8100, 7),
            nth(0, 100).tag(0x8100, 8),
            nth(0, 100).tag(0x8100, 7).tag(0x8100, 7),
            nth(0, 100).v6());
    Bench bench = new Bench(TTO);
    bench.receive(nth(0, 100));
    for (Frames other : others) {
      bench.receive(other);
    }
    bench.receive(nth(0, 100).bytes(), 100, 1);
    assertEquals(others.size() + 2, bench.counter("openEntries"));
  }

  @Test
  void tt40ShouldTellLinkAddressesAndLabelsApartInLinuxGroOnly() {
    List<Frames> others =
        List.of(
            nth(1, 100).v6().mac(2),
            nth(1, 100).v6().flowLabel(3),
            nth(1, 100).v6().extension(60, 6, 0, 1, 4, 0, 0, 0, 0),
            nth(1, 100).v6().extension(0, 6, 0, 1, 4, 0, 0, 0, 0));
    Bench gro = Bench.of(Profile.LINUX_GRO);
    gro.receive(nth(0, 100).v6());
    for (Frames other : others) {
      gro.receive(other);
    }
    assertEquals("", gro.story());
    assertEquals(5, gro.counter("openEntries"));
    Bench tto = new Bench(TTO);
    tto.receive(nth(0, 100).v6(), others.get(0));
    assertEquals(1, tto.counter("openEntries"));
  }

  @Test
  void tt41ShouldTakeTheLowestFreeWayAndReplaceTheOneUsedLongestAgo() {
    Bench bench = new Bench(TTO.with("flowEntries", 8).with("flowWays", 8));
    for (int flow = 0; flow < 8; flow++) {
      bench.receive(nth(0, 100).ports(flow, 80));
      assertEquals(flow, bench.lookups.get(flow).entry());
      assertTrue(bench.lookups.get(flow).allocated());
    }
    bench.receive(nth(5, 0).ports(0, 80));
    bench.receive(nth(0, 100).ports(100, 80));
    assertEquals(1, bench.lookups.get(9).entry());
    assertTrue(bench.lookups.get(9).replaced());
    assertEquals("A[0]TE-20 P[8]TE-20 A[1]TE-6", bench.story());
  }

  @Test
  void tt41ShouldReplaceTheOneOpenedFirstInLinuxGro() {
    Bench bench = Bench.of(Profile.LINUX_GRO);
    for (int flow = 0; flow < 8; flow++) {
      bench.receive(nth(0, 100).ports(flow, 80));
    }
    bench.receive(nth(1, 100).ports(0, 80)).receive(nth(0, 100).ports(100, 80));
    assertEquals("A[0,8]TE-6", bench.story());
    bench.receive(nth(5, 100).ports(1, 80));
    bench.receive(nth(0, 100).ports(101, 80));
    assertEquals("A[0,8]TE-6 A[1]TE-12 A[2]TE-6", bench.story());
  }

  @Test
  void tt41ShouldNeverHoldOneFlowTwice() {
    Bench bench = new Bench(TTO.with("flowEntries", 16).with("flowWays", 2));
    List<Integer> entries = new ArrayList<>();
    for (int round = 0; round < 3; round++) {
      bench.receive(nth(round, 100));
      entries.add(bench.lookups.get(round).entry());
    }
    assertEquals(1, entries.stream().distinct().count());
    assertEquals(1, bench.counter("entries"));
  }

  @Test
  void tt46ShouldLimitTheOpenAggregates() {
    Bench bench = new Bench(TTO.with("maxAggregates", 2));
    bench.receive(nth(0, 100).ports(1, 1), nth(0, 100).ports(2, 2), nth(0, 100).ports(3, 3));
    assertEquals("A[0]TE-6", bench.story());
    assertEquals(3, bench.counter("entries"));
    assertEquals(2, bench.counter("openEntriesMax"));
    bench.finish();
  }

  @Test
  void tt46ShouldLimitTheEntriesOfAGuest() {
    ReceiveConfig config = TTO.with("guestQuota", 1).with("flowEntries", 8).with("flowWays", 8);
    Bench bench = new Bench(config);
    bench.receive(nth(0, 100).ports(1, 1).bytes(), 1, 1);
    bench.receive(nth(0, 100).ports(1, 1).bytes(), 2, 2);
    bench.receive(nth(0, 100).ports(2, 1).bytes(), 3, 1);
    assertEquals("A[0]TE-6", bench.story());
    assertEquals(2, bench.counter("entries"));
    assertEquals(bench.lookups.get(0).entry(), bench.lookups.get(2).entry());
  }

  @Test
  void tt46ShouldLetASegmentPassThatTheQuotaLeavesNoEntryFor() {
    ReceiveConfig config = TTO.with("guestQuota", 1).with("flowEntries", 1024).with("flowWays", 1);
    Bench bench = new Bench(config);
    bench.receive(nth(0, 100).ports(1, 1));
    bench.receive(nth(0, 100).ports(2, 1));
    assertNotEquals(
        bench.lookups.get(0).segment().hash() >>> 22, bench.lookups.get(1).segment().hash() >>> 22);
    assertFalse(bench.lookups.get(1).allocated());
    assertEquals("P[1]TE-6", bench.story());
  }

  @Test
  void tt46ShouldNotBeginAnAggregateBelowTheLeastLength() {
    Bench bench = new Bench(TTO.with("minStartBytes", 512));
    bench.receive(nth(0, 511).sequence(1000), nth(1, 512).sequence(1511));
    bench.receive(nth(2, 10).sequence(2023)).finish();
    assertEquals("P[0]none A[1,2]TE-24", bench.story());
  }
}
