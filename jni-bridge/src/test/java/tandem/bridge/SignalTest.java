package tandem.bridge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigInteger;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Handles by name: structures, memories, internals. */
class SignalTest {
  private static final BuildRequest REQUEST =
      TestDesigns.request(TestDesigns.insideManifest(), BuildRequest.Trace.NONE);

  private static RtlDut open(String... visible) {
    return TestDesigns.compile(REQUEST.visible(visible)).open(1);
  }

  @Test
  void shouldReachTheFieldsOfAStructureByName() {
    try (RtlDut dut = open()) {
      Signal frame = dut.signal("frame");
      assertEquals(
          List.of("version", "version.major", "version.minor", "length", "payload"),
          List.copyOf(frame.fields()));
      frame.field("version.minor").set(0xa);
      frame.field("length").set(0xdeadbeefL);
      frame.field("payload").setBig(BigInteger.ONE.shiftLeft(99));
      dut.step();
      Signal same = dut.signal("same");
      assertEquals(0xa, same.field("version").get());
      assertEquals(0xa, same.field("version.minor").get());
      assertEquals(0, same.field("version.major").get());
      assertEquals(0xdeadbeefL, same.field("length").get());
      assertEquals(BigInteger.ONE.shiftLeft(99), same.field("payload").getBig());
      assertEquals(
          BigInteger.ONE
              .shiftLeft(99)
              .or(BigInteger.valueOf(0xdeadbeefL).shiftLeft(100))
              .or(BigInteger.valueOf(0xa).shiftLeft(132)),
          same.getBig());
    }
  }

  @Test
  void shouldReachTheFieldsOfANarrowStructure() {
    try (RtlDut dut = open()) {
      dut.signal("head").field("kind").set(0x15);
      dut.signal("head").field("size").set(0x2a);
      dut.step(2);
      assertEquals(0x15 << 7 | 0x2a, dut.signal("next").get());
      assertEquals(0x15, dut.signal("next").field("kind").get());
      SignalField size = dut.signal("head").field("size");
      assertThrows(IllegalArgumentException.class, () -> size.set(0x80));
      Exception unknown =
          assertThrows(BridgeException.class, () -> dut.signal("next").field("sise"));
      assertTrue(unknown.getMessage().contains("size"), unknown.getMessage());
    }
  }

  @Test
  void shouldReadVisibleInternals() {
    try (RtlDut dut = open("store.*", "store.counting.count")) {
      dut.signal("reset").set(1);
      dut.step(2);
      dut.signal("reset").set(0);
      dut.signal("write").set(1);
      dut.signal("frame").field("version.major").set(5);
      for (int i = 0; i < 16; i++) {
        dut.signal("at").set(i);
        dut.signal("value").set(0x1_0000_0000L + i);
        dut.step();
      }
      dut.signal("write").set(0);
      dut.step(2);
      Memory cells = dut.memory("store.cells");
      assertEquals(16, cells.depth());
      assertEquals(33, cells.widthBits());
      for (int i = 0; i < 16; i++) {
        assertEquals(0x1_0000_0000L + i, cells.get(i));
      }
      assertEquals(0x1_0000_0007L, dut.signal("store.cells[7]").get());
      assertEquals(16, dut.signal("store.counting.count").get());
      assertEquals(Signal.Direction.INTERNAL, dut.signal("store.writes").direction());
      assertEquals(5, dut.signal("store.kept").field("version.major").get());
      assertThrows(IllegalStateException.class, () -> dut.signal("store.writes").set(1));
      assertThrows(IndexOutOfBoundsException.class, () -> cells.at(16));
    }
  }

  @Test
  void shouldSayWhetherASignalIsHiddenOrUnknown() {
    try (RtlDut dut = open("store.writes")) {
      Exception hidden =
          assertThrows(BridgeException.class, () -> dut.signal("store.counting.count"));
      assertTrue(hidden.getMessage().contains("not visible"), hidden.getMessage());
      Exception unknown = assertThrows(BridgeException.class, () -> dut.signal("store.write5"));
      assertTrue(unknown.getMessage().contains("no such signal"), unknown.getMessage());
      assertTrue(unknown.getMessage().contains("store.writes"), unknown.getMessage());
      assertThrows(BridgeException.class, () -> dut.memory("store.cells"));
    }
    Exception pattern = assertThrows(BridgeException.class, () -> open("stor.cells"));
    assertTrue(pattern.getMessage().contains("store.cells"), pattern.getMessage());
  }

  @Test
  void shouldTakeThePinsOfAStreamByTheirShortNames() {
    try (RtlDut dut = TestDesigns.queue().open(1)) {
      assertEquals("in_valid", dut.signal("in.valid").name());
      assertEquals("out_ready", dut.signal("out.ready").name());
      assertEquals("in_bits_address", dut.signal("in.address").name());
      assertThrows(BridgeException.class, () -> dut.signal("in.addres"));
    }
  }
}
