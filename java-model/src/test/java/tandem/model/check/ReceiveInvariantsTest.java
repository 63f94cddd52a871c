package tandem.model.check;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import tandem.model.check.ReceiveInvariants.Delivery;

/** Breaks the output in one way at a time and demands that the checker says so. */
class ReceiveInvariantsTest {
  private static final byte[] FIRST = frame("000003e8", "10", "616263", 43);
  private static final byte[] SECOND = frame("000003eb", "18", "646566", 43);
  private static final byte[] BOTH = frame("000003e8", "18", "616263646566", 46);

  private static byte[] frame(String sequence, String flags, String payload, int ipBytes) {
    String text =
        "0200000000090200000000010800"
            + String.format(Locale.ROOT, "4500%04x0000400040060000", ipBytes)
            + "0a0000010a00000213889c40"
            + sequence
            + "000001f450"
            + flags
            + "010000000000"
            + payload;
    byte[] frame = HexFormat.of().parseHex(text);
    put(frame, 24, ~sum(frame, 14, 34, 0));
    int pseudo = sum(frame, 26, 34, 6 + frame.length - 34);
    put(frame, 50, ~sum(frame, 34, frame.length, pseudo));
    return frame;
  }

  private static void put(byte[] frame, int at, int value) {
    frame[at] = (byte) (value >>> 8);
    frame[at + 1] = (byte) value;
  }

  private static int sum(byte[] frame, int from, int until, int start) {
    int sum = start;
    for (int at = from; at < until; at++) {
      sum += (frame[at] & 0xFF) << ((at & 1) == 0 ? 8 : 0);
      sum = (sum & 0xFFFF) + (sum >>> 16);
    }
    return sum;
  }

  private static ReceiveInvariants given() {
    ReceiveInvariants invariants = new ReceiveInvariants(false, true, true, true);
    invariants.frame(FIRST, FIRST.length, 0);
    invariants.frame(SECOND, SECOND.length, 0);
    return invariants;
  }

  private static void checkAggregate(String violation, byte[] host, long... members) {
    ReceiveInvariants invariants = given();
    invariants.unit(Delivery.AGGREGATE, members, host);
    List<String> found = invariants.finish();
    assertTrue(
        found.stream().anyMatch(each -> each.startsWith(violation)), () -> violation + found);
  }

  @Test
  void shouldAcceptWhatIsRight() {
    ReceiveInvariants merged = given();
    merged.unit(Delivery.AGGREGATE, new long[] {0, 1}, BOTH);
    assertEquals(List.of(), merged.finish());
    ReceiveInvariants passed = given();
    passed.unit(Delivery.PASS, new long[] {0}, FIRST);
    passed.unit(Delivery.PASS, new long[] {1}, SECOND);
    assertEquals(List.of(), passed.finish());
    assertEquals(2, passed.deliveredFrames());
  }

  @Test
  void shouldFindFramesThatAreMissingDoubledOrOvertaken() {
    assertEquals(List.of("frames never delivered: count=2"), given().finish());
    ReceiveInvariants doubled = given();
    doubled.unit(Delivery.PASS, new long[] {0}, FIRST);
    doubled.unit(Delivery.PASS, new long[] {0}, FIRST);
    assertTrue(doubled.finish().get(0).startsWith("frame delivered twice"));
    ReceiveInvariants overtaken = given();
    overtaken.unit(Delivery.PASS, new long[] {1}, SECOND);
    overtaken.unit(Delivery.PASS, new long[] {0}, FIRST);
    assertTrue(overtaken.finish().get(0).startsWith("overtaken"));
  }

  @Test
  void shouldRememberOnlyWhatWaits() {
    ReceiveInvariants invariants = new ReceiveInvariants(false, true, true, true);
    for (int flow = 0; flow < 1000; flow++) {
      byte[] frame = FIRST.clone();
      put(frame, 34, flow);
      invariants.frame(frame, frame.length, 0);
      assertEquals(2, invariants.held());
      invariants.unit(Delivery.PASS, new long[] {flow}, frame);
      assertEquals(0, invariants.held());
    }
    assertEquals(List.of(), invariants.finish());
  }

  @Test
  void shouldAcceptOldChecksumsOnlyWhereTheyAreReported() {
    byte[] old = BOTH.clone();
    old[50] ^= 1;
    ReceiveInvariants reported = new ReceiveInvariants(false, true, true, false);
    reported.frame(FIRST, FIRST.length, 0);
    reported.frame(SECOND, SECOND.length, 0);
    reported.unit(Delivery.AGGREGATE, new long[] {0, 1}, old);
    assertEquals(List.of(), reported.finish());
    checkAggregate("not a legal segment", old, 0, 1);
  }

  @Test
  void shouldFindAPassingFrameThatWasChanged() {
    ReceiveInvariants changed = given();
    changed.unit(Delivery.PASS, new long[] {0}, SECOND);
    assertTrue(changed.finish().get(0).startsWith("a passing frame was changed"));
  }

  @Test
  void shouldFindWhatIsWrongWithAnAggregate() {
    byte[] badChecksum = BOTH.clone();
    badChecksum[50] ^= 1;
    checkAggregate("not a legal segment", badChecksum, 0, 1);
    checkAggregate("payload differs", frame("000003e8", "18", "616263646567", 46), 0, 1);
    checkAggregate("payload too long", frame("000003e8", "18", "61626364656667", 47), 0, 1);
    checkAggregate("payload missing", frame("000003e8", "18", "6162636465", 45), 0, 1);
    checkAggregate("flags lost", frame("000003e8", "10", "616263646566", 46), 0, 1);
    checkAggregate("sequence numbers", frame("000003e9", "18", "616263646566", 46), 0, 1);
    checkAggregate("data behind a PSH", BOTH, 1, 0);
  }
}
