package tandem.model.rx;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tandem.model.record.SteeringReason;
import tandem.model.record.SteeringStatus;

/** Ways, rows and connections, GS-45 and GS-49 to GS-51. */
class GuestSteeringTableTest {
  private static final long MAC = 0x0200_0000_0001L;

  static ConnectionKey connection(int guest, int kind) {
    return new ConnectionKey(guest, kind, 4, 0, 0x0A00_0001, 0, 0x0A00_0002, 0xFFFF, 80);
  }

  /** Keys that differ from one in a single field. */
  static List<ConnectionKey> neighbours(ConnectionKey k) {
    long top = 1L << 63;
    return List.of(
        new ConnectionKey(k.guest() ^ 1, k.kind(), 4, 0, 0x0A00_0001, 0, 0x0A00_0002, 0xFFFF, 80),
        new ConnectionKey(k.guest(), 7 - k.kind(), 4, 0, 0x0A00_0001, 0, 0x0A00_0002, 0xFFFF, 80),
        new ConnectionKey(k.guest(), k.kind(), 6, 0, 0x0A00_0001, 0, 0x0A00_0002, 0xFFFF, 80),
        new ConnectionKey(k.guest(), k.kind(), 4, top, 0x0A00_0001, 0, 0x0A00_0002, 0xFFFF, 80),
        new ConnectionKey(k.guest(), k.kind(), 4, 0, 0x0A00_0000, 0, 0x0A00_0002, 0xFFFF, 80),
        new ConnectionKey(k.guest(), k.kind(), 4, 0, 0x0A00_0001, 1, 0x0A00_0002, 0xFFFF, 80),
        new ConnectionKey(k.guest(), k.kind(), 4, 0, 0x0A00_0001, 0, top, 0xFFFF, 80),
        new ConnectionKey(k.guest(), k.kind(), 4, 0, 0x0A00_0001, 0, 0x0A00_0002, 0, 80),
        new ConnectionKey(k.guest(), k.kind(), 4, 0, 0x0A00_0001, 0, 0x0A00_0002, 0xFFFF, 81));
  }

  @Test
  void gs45_newEntryTakesTheLowestFreeWay() {
    WayTable<StationKey, Integer> table = new WayTable<>(4, 4);
    StationKey[] keys = new StationKey[5];
    for (int i = 0; i < keys.length; i++) {
      keys[i] = new StationKey(MAC + i, 0);
      assertEquals(i < 4, table.add(keys[i], i));
    }
    table.remove(keys[2]);
    table.remove(keys[1]);
    assertTrue(table.add(keys[4], 4));
    assertEquals(1, table.place(keys[4]));
    assertEquals(3, table.place(keys[3]));
    assertTrue(table.add(keys[1], 1));
    assertEquals(2, table.place(keys[1]));
    assertEquals(WayTable.NONE, table.place(keys[2]));
  }

  @Test
  void gs49_connectionsAreOnceUpToTheQuotaAndTheWays() {
    for (int quota = 0; quota <= 3; quota++) {
      SteeringBench bench = new SteeringBench(SteeringBench.ONE_ROW.with("connectionQuota", quota));
      bench.connect(connection(7, 4), 1);
      for (int added = 1; added <= 4; added++) {
        ConnectionKey key = new ConnectionKey(0, 4, 6, added, 0, 0, 0, 1, 1);
        boolean over = quota != 0 && added > quota;
        SteeringStatus expected =
            over ? SteeringStatus.QUOTA : added > 3 ? SteeringStatus.FULL : SteeringStatus.OK;
        assertEquals(expected, bench.connect(key, added));
      }
      assertEquals(SteeringStatus.EXISTS, bench.connect(connection(7, 4), 2));
      ConnectionKey first = new ConnectionKey(0, 4, 6, 1, 0, 0, 0, 1, 1);
      assertEquals(SteeringStatus.EXISTS, bench.connect(first, 0));
      assertEquals(SteeringStatus.OK, bench.disconnect(first));
      assertEquals(SteeringStatus.NOT_FOUND, bench.disconnect(first));
      assertEquals(SteeringStatus.OK, bench.connect(first, 0));
    }
  }

  @Test
  void gs49_quotaComesBeforeFullAndAnEntryKeepsItsQueue() {
    SteeringBench bench = new SteeringBench(SteeringBench.ONE_ROW.with("connectionQuota", 4));
    for (int i = 0; i < 4; i++) {
      bench.connect(new ConnectionKey(0, 3, 4, i, 0, 0, 0, 0, 0), i);
    }
    ConnectionKey further = new ConnectionKey(0, 3, 4, 4, 0, 0, 0, 0, 0);
    assertEquals(SteeringStatus.QUOTA, bench.connect(further, 0));
    for (int quota : new int[] {1, 3, 4}) {
      bench.write("connectionQuota", quota);
      assertEquals(SteeringStatus.QUOTA, bench.connect(further, 0));
    }
    for (int quota : new int[] {0, 5, 65535}) {
      bench.write("connectionQuota", quota);
      assertEquals(SteeringStatus.FULL, bench.connect(further, 0));
    }
    ConnectionKey kept = new ConnectionKey(0, 3, 4, 2, 0, 0, 0, 0, 0);
    assertEquals(SteeringStatus.EXISTS, bench.connect(kept, 9));
    bench.guest(0, true, true, true);
    bench.addMac(0, MAC, 0);
    bench.host(0, 2, SteeringReason.CONNECTION, FrameOf.wire(MAC).key(kept));
  }

  @Test
  void gs50_everyFieldOfTheConnectionIsCompared() {
    for (int kind : new int[] {3, 4}) {
      ConnectionKey key = connection(6, kind);
      List<ConnectionKey> neighbours = neighbours(key);
      assertEquals(9, neighbours.size());
      for (ConnectionKey other : neighbours) {
        assertNotEquals(key, other);
        SteeringBench bench = new SteeringBench(SteeringBench.ONE_ROW);
        bench.connect(key, 1);
        assertEquals(SteeringStatus.NOT_FOUND, bench.disconnect(other));
        assertEquals(SteeringStatus.OK, bench.connect(other, 2));
        assertEquals(SteeringStatus.EXISTS, bench.connect(key, 3));
      }
    }
  }

  /** Against slices cut out of one large number. */
  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3, 5, 7, 8, 10, 11, 12})
  void gs51_rowIsTheExclusiveOrOfTheSlicesOfTheKey(int rowBits) {
    Random random = new Random(rowBits);
    for (int i = 0; i < 500; i++) {
      long mac = random.nextLong() & SteeringBench.ALL_ONES;
      int vlan = random.nextInt(4096);
      BigInteger station = unsigned(vlan).shiftLeft(48).or(unsigned(mac));
      assertEquals(folded(station, rowBits), new StationKey(mac, vlan).row(rowBits));
      ConnectionKey key =
          new ConnectionKey(
              random.nextInt(256),
              3 + random.nextInt(2),
              4 + 2 * random.nextInt(2),
              random.nextLong(),
              random.nextLong(),
              random.nextLong(),
              random.nextLong(),
              random.nextInt(65536),
              random.nextInt(65536));
      BigInteger whole = unsigned(key.sourceHigh());
      for (long word : new long[] {key.sourceLow(), key.destinationHigh(), key.destinationLow()}) {
        whole = whole.shiftLeft(64).or(unsigned(word));
      }
      whole = whole.shiftLeft(16).or(unsigned(key.sourcePort()));
      whole = whole.shiftLeft(16).or(unsigned(key.destinationPort()));
      assertEquals(folded(whole, rowBits), key.row(rowBits));
    }
  }

  private static BigInteger unsigned(long value) {
    return new BigInteger(Long.toUnsignedString(value));
  }

  private static int folded(BigInteger key, int rowBits) {
    int row = 0;
    for (int bit = 0; rowBits > 0 && bit < key.bitLength(); bit++) {
      row ^= key.testBit(bit) ? 1 << bit % rowBits : 0;
    }
    return row;
  }

  /** Keys of one row fill its ways, and the neighbouring row takes one more. */
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 4, 8, 16})
  void gs51_rowsAreFullOneByOne(int ways) {
    SteeringBench bench =
        new SteeringBench(
            SteeringBench.EIGHT.with(Map.of("macEntries", 64L, "macWays", (long) ways)));
    int rowBits = Integer.numberOfTrailingZeros(64 / ways);
    List<Long> sameRow = new ArrayList<>();
    long elsewhere = 0;
    for (long mac = 1; sameRow.size() <= ways; mac++) {
      int row = new StationKey(mac, 0).row(rowBits);
      if (row == 1) {
        sameRow.add(mac);
      } else {
        elsewhere = mac;
      }
    }
    for (int i = 0; i <= ways; i++) {
      assertEquals(
          i < ways ? SteeringStatus.OK : SteeringStatus.FULL, bench.addMac(0, sameRow.get(i), 0));
    }
    assertEquals(SteeringStatus.OK, bench.addMac(0, elsewhere, 0));
    assertEquals(ways + 1, bench.counter(SteeringCounter.MACS_USED));
  }
}
