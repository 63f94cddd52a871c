package tandem.model.mem;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import tandem.model.record.HostBurst;
import tandem.model.record.HostSpan;
import tandem.model.record.MemoryOp;

class HostMemoryTest {
  /** Bytes behind it have addresses of both signs as longs. */
  private static final long ACROSS_THE_SIGN = 0x7FFF_FFFF_FFFF_C123L;

  @ParameterizedTest(name = "{1} and {2} bytes from 0x1000+{0}")
  @CsvSource({"0x20, 48, 96", "0x00, 10, 20", "0x3F, 1, 1", "0x30, 100, 100", "0x10, 64, 16"})
  void AL_30_shouldKeepBothUpdatesOfASharedLineInEveryInterleaving(
      String start, int firstBytes, int secondBytes) {
    long address = 0x1000 + Long.decode(start);
    byte[] first = filled(firstBytes, (byte) 0x11);
    byte[] second = filled(secondBytes, (byte) 0x22);
    byte[] expected = new byte[512];
    System.arraycopy(first, 0, expected, (int) (address - 0x1000), firstBytes);
    System.arraycopy(second, 0, expected, (int) (address - 0x1000) + firstBytes, secondBytes);
    List<LineStep> firstSteps = steps(Spans.write(address, firstBytes));
    List<LineStep> secondSteps = steps(Spans.write(address + firstBytes, secondBytes));
    int interleavings = 0;
    int all = firstSteps.size() + secondSteps.size();
    for (int choice = 0; choice < 1 << all; choice++) {
      if (Integer.bitCount(choice) != secondSteps.size()) {
        continue;
      }
      HostMemory memory = new HostMemory(64);
      for (int i = 0, a = 0, b = 0; i < all; i++) {
        if ((choice >> i & 1) != 0) {
          memory.write(secondSteps.get(b++), second);
        } else {
          memory.write(firstSteps.get(a++), first);
        }
      }
      assertArrayEquals(expected, peek(memory, 0x1000, 512));
      interleavings++;
    }
    assertTrue(interleavings > 1);
  }

  @ParameterizedTest
  @EnumSource(SplitPolicy.class)
  void AL_10_shouldHoldExactlyTheWrittenBytesWhateverThePolicy(SplitPolicy policy) {
    Random random = new Random(11);
    AlignmentSplitter splitter = new AlignmentSplitter(Spans.config(policy, 128));
    HostMemory memory = new HostMemory(64);
    byte[] image = new byte[33000];
    for (int i = 0; i < 300; i++) {
      int at = random.nextInt(30000);
      byte[] payload = new byte[1 + random.nextInt(2700)];
      random.nextBytes(payload);
      System.arraycopy(payload, 0, image, at, payload.length);
      HostSpan span = Spans.write(ACROSS_THE_SIGN + at, payload.length);
      splitter.accept(span).bursts().forEach(burst -> memory.write(burst, payload));
    }
    HostMemory expected = new HostMemory(64);
    expected.poke(ACROSS_THE_SIGN, image, 0, image.length);
    assertEquals(Optional.empty(), expected.firstDifference(memory));
  }

  @ParameterizedTest
  @EnumSource(MemoryOp.class)
  void AL_20_shouldPerformTheLineAccessesThatAreCosted(MemoryOp op) {
    Random random = new Random(21);
    SplitterConfig config = SplitterConfig.DEFAULTS;
    for (int i = 0; i < 300; i++) {
      HostSpan span = Spans.of(op, random.nextInt(10000), 1 + random.nextInt(3000));
      HostMemory memory = new HostMemory(64);
      byte[] payload = new byte[3000];
      for (HostBurst burst : Spans.split(config, span).bursts()) {
        if (op == MemoryOp.WRITE) {
          memory.write(burst, payload);
        } else {
          memory.read(burst, payload);
        }
      }
      assertEquals(Spans.count(config, span).accesses(), memory.performed(), span::toString);
    }
  }

  @Test
  void AL_34_shouldWriteZerosIntoThePadding() {
    HostMemory memory = new HostMemory(64);
    memory.poke(0x1000, filled(128, (byte) 0x55), 0, 128);
    HostSpan span = Spans.padded(MemoryOp.WRITE, 0x1000, 40, 24);
    for (HostBurst burst : Spans.split(SplitterConfig.DEFAULTS, span).bursts()) {
      memory.write(burst, filled(40, (byte) 0x11));
    }
    byte[] expected = filled(128, (byte) 0x55);
    Arrays.fill(expected, 0, 40, (byte) 0x11);
    Arrays.fill(expected, 40, 64, (byte) 0);
    assertArrayEquals(expected, peek(memory, 0x1000, 128));
  }

  @ParameterizedTest(name = "{1} bytes failing at {0}: {2}")
  @CsvSource({
    "0x0FFF, 1, false",
    "0x1000, 1, true",
    "0x103F, 1, true",
    "0x1040, 1, false",
    "0x0F00, 0x101, true",
    "0x0F00, 0x100, false",
    "0, 0x7fffffffffffffff, true"
  })
  void AL_36_shouldFailABurstThatTouchesAnInjectedErrorAndMoveNothing(
      String at, String bytes, boolean failed) {
    HostMemory memory = new HostMemory(64);
    memory.failAt(Long.decode(at), Long.decode(bytes));
    HostBurst burst = Spans.split(SplitterConfig.DEFAULTS, Spans.write(0x1000, 64)).bursts().get(0);
    assertEquals(failed, memory.write(burst, filled(64, (byte) 1)).failed());
    assertArrayEquals(filled(64, (byte) (failed ? 0 : 1)), peek(memory, 0x1000, 64));
    memory.heal();
    assertFalse(memory.write(burst, filled(64, (byte) 2)).failed());
    assertArrayEquals(filled(64, (byte) 2), peek(memory, 0x1000, 64));
  }

  @Test
  void AL_36_shouldFailReadsWithoutTouchingTheDestination() {
    HostMemory memory = new HostMemory(64);
    memory.failAt(-1L, 1);
    HostSpan top = Spans.read(-64L, 64);
    HostBurst burst = Spans.split(SplitterConfig.DEFAULTS, top).bursts().get(0);
    byte[] destination = filled(64, (byte) 9);
    assertTrue(memory.read(burst, destination).failed());
    assertArrayEquals(filled(64, (byte) 9), destination);
    assertThrows(IllegalArgumentException.class, () -> memory.failAt(-1L, 2));
  }

  @Test
  void shouldFindTheLowestDifferenceByUnsignedAddress() {
    HostMemory expected = new HostMemory(64);
    HostMemory actual = new HostMemory(64);
    assertEquals(Optional.empty(), expected.firstDifference(actual));
    actual.poke(-16L, new byte[] {1}, 0, 1);
    expected.poke(0x7FFF_FFFF_FFFF_F005L, new byte[] {(byte) 0xAB}, 0, 1);
    assertEquals(
        "Difference[address=0x7ffffffffffff005, expected=0xab, actual=0x00]",
        expected.firstDifference(actual).orElseThrow().toString());
    actual.poke(0x7FFF_FFFF_FFFF_F005L, new byte[] {(byte) 0xAB}, 0, 1);
    assertEquals(-16L, expected.firstDifference(actual).orElseThrow().address());
  }

  @Test
  void shouldNotDifferWhereOneSideOnlyHoldsZeros() {
    HostMemory expected = new HostMemory(64);
    expected.poke(0x5000, new byte[100], 0, 100);
    assertEquals(Optional.empty(), expected.firstDifference(new HostMemory(64)));
  }

  private static List<LineStep> steps(HostSpan span) {
    List<LineStep> steps = new ArrayList<>();
    for (HostBurst burst : Spans.split(SplitterConfig.DEFAULTS, span).bursts()) {
      steps.addAll(new HostMemory(64).steps(burst));
    }
    return steps;
  }

  private static byte[] filled(int bytes, byte value) {
    byte[] data = new byte[bytes];
    Arrays.fill(data, value);
    return data;
  }

  private static byte[] peek(HostMemory memory, long address, int bytes) {
    byte[] data = new byte[bytes];
    memory.peek(address, data, 0, bytes);
    return data;
  }
}
