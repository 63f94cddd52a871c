package tandem.model.mem;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import tandem.model.record.HostBurst;
import tandem.model.record.HostSpan;
import tandem.model.record.MemoryOp;

class AlignmentSplitterTest {
  private static final SplitterConfig ALWAYS = SplitterConfig.DEFAULTS;

  @ParameterizedTest
  @EnumSource(MemoryOp.class)
  void AL_1_shouldCutBothDirections(MemoryOp op) {
    SplitRequest request = Spans.split(ALWAYS, Spans.of(op, 0x20, 1500));
    assertTrue(request.bursts().size() > 1);
    request.bursts().forEach(burst -> assertEquals(op, burst.op()));
  }

  @ParameterizedTest
  @CsvSource({"0x20, 32", "0x3F, 1", "0x01, 63"})
  void AL_2_shouldCutAtTheFirstLineBoundary(String address, int headBytes) {
    SplitRequest request = Spans.split(ALWAYS, Spans.write(Long.decode(address), 300));
    assertEquals(headBytes, request.bursts().get(0).bytes());
  }

  @Test
  void AL_3_shouldAlignEverySegmentOfTheSecondPortion() {
    List<HostBurst> bursts = Spans.split(ALWAYS, Spans.write(0x20, 2000)).bursts();
    for (HostBurst burst : bursts.subList(1, bursts.size())) {
      assertEquals(0, burst.address() % 64, burst::toString);
    }
    assertTrue(bursts.size() > 3);
  }

  @Test
  void AL_4_shouldLowerTheMemorySideCostOfALongRequest() {
    HostSpan span = Spans.write(0x20, 1500);
    long baseline = Spans.count(ALWAYS.with(SplitPolicy.OFF), span).memoryBytes();
    long split = Spans.count(ALWAYS, span).memoryBytes();
    assertTrue(split < baseline, "baseline=" + baseline + ", split=" + split);
  }

  @Test
  void shouldCarryTheIdentityOfTheRequestAndMarkItsEnds() {
    HostSpan span = new HostSpan(MemoryOp.READ, 0x1020, 1500, 0, true, 200, 60000);
    List<HostBurst> bursts = Spans.split(ALWAYS, span).bursts();
    for (HostBurst burst : bursts) {
      assertEquals(200, burst.guest());
      assertEquals(60000, burst.tag());
      assertEquals(burst == bursts.get(0), burst.first());
      assertEquals(burst == bursts.get(bursts.size() - 1), burst.last());
    }
  }

  @Test
  void AL_10_shouldCoverEveryRequestExactlyOnceInAscendingOrder() {
    forRandomRequests(
        (splitter, request) -> {
          HostSpan span = request.span();
          long offset = 0;
          for (HostBurst burst : request.bursts()) {
            assertEquals(offset, burst.offset());
            assertEquals(span.address() + offset, burst.address());
            offset += burst.bytes();
          }
          long padding = request.bursts().stream().mapToLong(HostBurst::padBytes).sum();
          assertEquals(span.bytes(), offset - padding);
          assertTrue(padding <= span.padBytes());
        });
  }

  @Test
  void AL_11_shouldStartAndEndInnerSegmentsOnLineBoundaries() {
    forRandomRequests(
        (splitter, request) -> {
          if (splitter.plan(request.span()) == SplitPolicy.OFF) {
            return;
          }
          int line = splitter.config().lineBytes(request.span().op());
          for (HostBurst burst : request.bursts()) {
            assertTrue(burst.first() || burst.address() % line == 0);
            assertTrue(burst.last() || (burst.address() + burst.bytes()) % line == 0);
          }
          HostBurst first = request.bursts().get(0);
          assertTrue(first.address() % line == 0 || first.bytes() < line);
        });
  }

  @ParameterizedTest(name = "{0}+{1}: {2}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          0x40 | 100 | 100
          0x42 |  10 | 10
          0x42 |  62 | 62
          0x7F |   1 | 1
          0x20 | 160 | 32, 128
          0x40 | 512 | 256, 256
          """)
  void AL_12_shouldOmitPortionsThatAreEmpty(String address, int bytes, String segments) {
    SplitRequest request = Spans.split(ALWAYS, Spans.write(Long.decode(address), bytes));
    assertEquals(Spans.sizes(segments), Spans.sizes(request));
  }

  @Test
  void AL_13_shouldTouchAtMostTwoPartialLines() {
    forRandomRequests(
        (splitter, request) -> {
          if (splitter.plan(request.span()) == SplitPolicy.OFF) {
            return;
          }
          int line = splitter.config().lineBytes(request.span().op());
          Set<Long> partial = new HashSet<>();
          for (HostBurst burst : request.bursts()) {
            long end = burst.address() + burst.bytes();
            if (burst.address() % line != 0) {
              partial.add(burst.address() / line);
            }
            if (end % line != 0) {
              partial.add(end / line);
            }
          }
          assertTrue(partial.size() <= 2, () -> request + " has partial lines " + partial);
        });
  }

  @Test
  void AL_14_shouldNeitherExceedTheMaximumNorCrossAPage() {
    forRandomRequests(
        (splitter, request) -> {
          int max = splitter.config().maxBurstBytes(request.span().op());
          for (HostBurst burst : request.bursts()) {
            assertTrue(burst.bytes() <= max, burst::toString);
            long lastByte = burst.address() + burst.bytes() - 1;
            assertEquals(burst.address() / 4096, lastByte / 4096, burst::toString);
          }
        });
  }

  @ParameterizedTest
  @CsvSource({"0xFFF, 1", "0x1000, 1", "0x1001, 2"})
  void AL_14_shouldSplitAtPageEdgeOnlyWhenTheSpanEndsBeyond(String endAddress, int bursts) {
    SplitterConfig config = Spans.config(SplitPolicy.OFF, 256);
    long end = Long.decode(endAddress);
    assertEquals(bursts, Spans.split(config, Spans.write(0xFC0, end - 0xFC0)).bursts().size());
  }

  @Test
  void AL_15_shouldAlignOnTheFinalAddressWhenTheBaseIsUnaligned() {
    long base = 0x7_0030;
    long alignedOffset = 0x40;
    SplitRequest request = Spans.split(ALWAYS, Spans.write(base + alignedOffset, 128));
    assertEquals(Spans.sizes("16, 112"), Spans.sizes(request));
  }

  @Test
  void AL_16_shouldUseTheLineOfTheDirection() {
    SplitterConfig config = ALWAYS.with("readLineBytes", 128).with("writeLineBytes", 32);
    assertEquals(96, Spans.split(config, Spans.read(0x20, 500)).bursts().get(0).bytes());
    assertEquals(256, Spans.split(config, Spans.write(0x20, 500)).bursts().get(0).bytes());
    assertEquals(16, Spans.split(config, Spans.write(0x10, 500)).bursts().get(0).bytes());
  }

  @ParameterizedTest
  @EnumSource(SplitPolicy.class)
  void AL_16_shouldCutAsTheBaselineWhereTheLineIsOff(SplitPolicy policy) {
    SplitterConfig config = ALWAYS.with(policy).with("writeLineBytes", 0);
    HostSpan span = Spans.padded(MemoryOp.WRITE, 0x20, 1500, 255);
    assertEquals(Spans.sizes("5x256, 220"), Spans.sizes(Spans.split(config, span)));
    assertEquals(0, Spans.count(config, span).memoryBytes());
  }

  @ParameterizedTest
  @CsvSource({"OFF, 152", "ALWAYS, '20, 132'", "ISOLATE_TAIL, '20, 128, 4'", "COST, 152"})
  void AL_17_shouldCutByThePolicy(SplitPolicy policy, String segments) {
    SplitterConfig config = Spans.config(policy, 512);
    assertEquals(Spans.sizes(segments), Spans.sizes(Spans.split(config, Spans.write(0x62EC, 152))));
  }

  @Test
  void AL_17_shouldNotIsolateATailOfALastSegmentWithinOneLine() {
    SplitterConfig config = Spans.config(SplitPolicy.ISOLATE_TAIL, 256);
    assertEquals(Spans.sizes("63"), Spans.sizes(Spans.split(config, Spans.write(0x40, 63))));
    assertEquals(Spans.sizes("64, 1"), Spans.sizes(Spans.split(config, Spans.write(0x40, 65))));
  }

  @Test
  void shouldNumberSlotsByAcceptanceWhateverTheVerdict() {
    AlignmentSplitter splitter = new AlignmentSplitter(ALWAYS.with("requestSlots", 3));
    List<Integer> slots = new ArrayList<>();
    for (int bytes : new int[] {10, 0, 10, 0, 10}) {
      slots.add(splitter.accept(Spans.write(0, bytes)).slot());
    }
    assertEquals(List.of(0, 1, 2, 0, 1), slots);
    assertEquals(5, splitter.acceptedRequests());
  }

  @Test
  void shouldRefuseFieldsWiderThanConfigured() {
    AlignmentSplitter splitter = new AlignmentSplitter(ALWAYS.with("addressBits", 40));
    HostSpan span = Spans.write(1L << 40, 0);
    assertThrows(IllegalArgumentException.class, () -> splitter.accept(span));
  }

  @Test
  void shouldGiveTheSameBurstsWithAndWithoutAList() {
    forRandomRequests(
        (splitter, request) -> {
          List<HostBurst> oneByOne = new ArrayList<>();
          splitter.forEachBurst(request.span(), request.slot(), oneByOne::add);
          assertEquals(request.bursts(), oneByOne);
          assertEquals(oneByOne.size(), splitter.burstCount(request.span()));
        });
  }

  private static void forRandomRequests(BiConsumer<AlignmentSplitter, SplitRequest> check) {
    Random random = new Random(20240607);
    for (int i = 0; i < 300; i++) {
      AlignmentSplitter splitter = new AlignmentSplitter(Spans.randomConfig(random));
      for (int j = 0; j < 20; j++) {
        check.accept(splitter, splitter.accept(Spans.randomSpan(random, 6000)));
      }
    }
  }
}
