package tandem.bridge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** What every backend must do. */
abstract class DutContract {
  static final int[] WIDTHS = TestDesigns.WIDTHS;

  /** A fresh instance of the design Widths. */
  abstract Dut widths();

  /** A fresh instance of the design Endings, of which only the assertion is used. */
  abstract Dut endings();

  private Dut outOfReset() {
    Dut dut = widths();
    dut.signal("reset").set(0);
    return dut;
  }

  @ParameterizedTest
  @FieldSource("WIDTHS")
  void shouldCarryEveryBitOfEveryWidth(int width) {
    try (Dut dut = outOfReset()) {
      Signal in = dut.signal("in" + width);
      Signal out = dut.signal("out" + width);
      assertEquals(width, in.widthBits());
      assertEquals(width, out.widthBits());
      Random random = new Random(width);
      for (int i = 0; i < 50; i++) {
        BigInteger value = i == 0 ? ones(width) : new BigInteger(width, random);
        in.setBig(value);
        dut.step(2);
        assertEquals(value, out.getBig());
        assertEquals(value, in.getBig(), "an input reads back what was driven");
      }
    }
  }

  @ParameterizedTest
  @FieldSource("WIDTHS")
  void shouldGiveTheSameValueAsNumberAndAsBytes(int width) {
    try (Dut dut = outOfReset()) {
      Signal in = dut.signal("in" + width);
      Signal out = dut.signal("out" + width);
      byte[] bytes = new byte[(width + 7) / 8];
      Arrays.fill(bytes, (byte) 0x5a);
      bytes[bytes.length - 1] &= (byte) (0xff >>> (8 - width % 8) % 8);
      in.setBytes(bytes);
      dut.step(2);
      assertEquals(BigInteger.ZERO, new BigInteger(1, bytes).xor(new BigInteger(1, bytes)));
      assertTrue(Arrays.equals(bytes, out.getBytes()));
      if (width <= Long.SIZE) {
        assertEquals(out.getBig().longValue(), out.get());
        in.set(out.get());
        dut.step(2);
        assertTrue(Arrays.equals(bytes, out.getBytes()));
      } else {
        assertThrows(IllegalStateException.class, out::get);
      }
    }
  }

  @ParameterizedTest
  @FieldSource("WIDTHS")
  void shouldRefuseWhatDoesNotFit(int width) {
    try (Dut dut = outOfReset()) {
      Signal in = dut.signal("in" + width);
      BigInteger tooWide = ones(width).add(BigInteger.ONE);
      Exception refusal = assertThrows(IllegalArgumentException.class, () -> in.setBig(tooWide));
      assertEquals(
          String.format(
              Locale.ROOT,
              "value does not fit: signal=in%d widthBits=%d value=0x%s",
              width,
              width,
              tooWide.toString(16)),
          refusal.getMessage());
      if (width < Long.SIZE) {
        assertThrows(IllegalArgumentException.class, () -> in.set(1L << width));
      }
      assertThrows(IllegalArgumentException.class, () -> in.setBig(BigInteger.ONE.negate()));
      assertEquals(BigInteger.ZERO, in.getBig(), "a refused value drives nothing");
    }
  }

  private static BigInteger ones(int width) {
    return BigInteger.ONE.shiftLeft(width).subtract(BigInteger.ONE);
  }

  @Test
  void shouldBeInResetUntilItIsDrivenLow() {
    try (Dut dut = widths()) {
      dut.signal("in8").set(0x77);
      assertEquals(1, dut.signal("reset").get());
      dut.step(3);
      assertEquals(0, dut.signal("out8").get());
      assertEquals(0x77, dut.signal("same8").get());
      dut.signal("reset").set(0);
      dut.step();
      assertEquals(0, dut.signal("out8").get(), "the edge saw the reset of the cycle it ended");
      dut.step();
      assertEquals(0x77, dut.signal("out8").get());
    }
  }

  @Test
  void shouldTakeInputsWhenTheNextCycleBeginsAndNotAtTheEdgeBefore() {
    try (Dut dut = outOfReset()) {
      Signal in = dut.signal("in8");
      in.set(0x11);
      dut.step();
      assertEquals(0x11, dut.signal("same8").get(), "combinational paths settle in the cycle");
      in.set(0x22);
      dut.step();
      assertEquals(0x11, dut.signal("out8").get(), "the edge saw the value of the cycle it ended");
      assertEquals(0x22, dut.signal("same8").get());
      assertEquals(2, dut.cycle());
      dut.step(5);
      dut.step(0);
      assertEquals(7, dut.cycle());
    }
  }

  @Test
  void shouldRefuseToDriveOutputsAndUnknownNames() {
    try (Dut dut = outOfReset()) {
      assertThrows(IllegalStateException.class, () -> dut.signal("out8").set(1));
      assertThrows(IllegalStateException.class, () -> dut.signal("out65").setBytes(new byte[9]));
      assertEquals(Signal.Direction.OUTPUT, dut.signal("out8").direction());
      assertEquals(Signal.Direction.INPUT, dut.signal("in8").direction());
      assertFalse(dut.signal("out8").isInput());
      Exception unknown = assertThrows(BridgeException.class, () -> dut.signal("out9"));
      assertTrue(unknown.getMessage().contains("out8"), unknown.getMessage());
    }
  }

  @Test
  void shouldEndWhenAnAssertionFails() {
    try (Dut dut = endings()) {
      dut.step(10);
      dut.signal("how").set(5);
      dut.step();
      RtlEndedException end = assertThrows(RtlEndedException.class, () -> dut.step(5));
      assertEquals(Outcome.ASSERTION, end.outcome());
      assertEquals(11, end.cycle());
      assertTrue(end.text().contains("how must not be five: how=5"), end.text());
      assertThrows(RtlEndedException.class, dut::step, "an ended instance stays ended");
    }
  }

  @Test
  void shouldEnforcePhases() {
    try (Dut dut = outOfReset()) {
      Signal in = dut.signal("in8");
      Signal out = dut.signal("out8");
      dut.enter(Phase.DRIVE);
      in.set(1);
      assertThrows(IllegalStateException.class, out::get);
      for (Phase phase : List.of(Phase.SETTLE, Phase.SAMPLE, Phase.CHECK)) {
        dut.enter(phase);
        assertThrows(IllegalStateException.class, () -> in.set(2));
      }
      assertThrows(IllegalStateException.class, out::getBytes);
      dut.enter(Phase.SAMPLE);
      out.get();
      dut.enter(null);
      in.set(3);
      out.get();
    }
  }

  @Test
  void shouldCloseTwiceAndRefuseUseAfterwards() {
    Dut dut = widths();
    Signal in = dut.signal("in8");
    Signal out = dut.signal("out8");
    dut.close();
    dut.close();
    for (Runnable use :
        List.<Runnable>of(
            dut::step,
            dut::cycle,
            () -> dut.signal("in8"),
            out::get,
            out::getBytes,
            () -> in.set(1),
            in::getBig)) {
      Exception refusal = assertThrows(IllegalStateException.class, use::run);
      assertTrue(refusal.getMessage().startsWith("use after close"), refusal.getMessage());
    }
  }

  @Test
  void shouldBelongToOneThread() {
    try (Dut dut = outOfReset()) {
      for (Runnable use : List.<Runnable>of(dut::step, dut::close)) {
        ExecutionException refusal =
            assertThrows(ExecutionException.class, () -> CompletableFuture.runAsync(use).get());
        assertTrue(
            refusal.getCause().getMessage().contains("belongs to another thread"),
            refusal.getMessage());
      }
      dut.step();
      assertEquals(1, dut.cycle());
    }
  }
}
