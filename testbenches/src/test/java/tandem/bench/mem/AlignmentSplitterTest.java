package tandem.bench.mem;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import tandem.bench.TestRtl;
import tandem.cosim.block.BlockHarness;
import tandem.cosim.block.BlockRun;
import tandem.cosim.block.Scenario;
import tandem.cosim.mem.AlignmentSplitterBlock;
import tandem.cosim.mem.MemorySpec;
import tandem.cosim.stream.Beat;
import tandem.cosim.stream.RunLog;
import tandem.cosim.stream.TraceWindow;
import tandem.model.mem.SplitterConfig;
import tandem.model.record.BurstDone;
import tandem.model.record.HostBurst;
import tandem.model.record.HostSpan;
import tandem.model.record.MemoryOp;
import tandem.model.record.SpanDone;
import tandem.model.record.SpanStatus;

/** The numbered requirements on the RTL itself, looked at without the model's help. */
class AlignmentSplitterTest {
  private static final int LINE = 64;
  private static final int PAGE = 4096;

  @Test
  void AL_1_bothDirections() {
    RunLog log =
        run(
            Map.of(),
            List.of(Spans.of(MemoryOp.READ, 0, 64, 0), Spans.of(MemoryOp.WRITE, 0, 64, 1)));
    assertEquals(
        List.of(MemoryOp.READ, MemoryOp.WRITE),
        log.beats("out", HostBurst.class).stream().map(b -> b.record().op()).toList());
  }

  @Test
  void AL_2_firstPortionEndsAtTheFirstLineBoundary() {
    for (int offset = 1; offset < LINE; offset++) {
      List<HostBurst> bursts =
          bursts(run(Map.of(), List.of(Spans.of(MemoryOp.WRITE, offset, 900, 0))));
      assertEquals(LINE - offset, bursts.get(0).bytes());
    }
  }

  @Test
  void AL_3_and_AL_11_everyCutButTheEndsIsOnALineBoundary() {
    forEachRequest(
        bursts -> {
          for (int i = 1; i < bursts.size(); i++) {
            assertEquals(0, bursts.get(i).address() % LINE);
          }
          HostBurst first = bursts.get(0);
          assertTrue(first.address() % LINE == 0 || bursts.size() == 1 || first.bytes() < LINE);
        });
  }

  @Test
  void AL_4_theCostIsCountedAndTheSplitLowersIt() {
    List<HostSpan> spans = List.of(Spans.of(MemoryOp.WRITE, 0x20, 1500, 0));
    long off = run(Map.of("policy", 0L), spans).counters().get("memoryBytes");
    long always = run(Map.of("policy", 1L), spans).counters().get("memoryBytes");
    assertTrue(always < off, always + " < " + off);
  }

  @Test
  void AL_10_exactCover() {
    List<HostSpan> spans = requests();
    RunLog log = run(Map.of(), spans);
    int next = 0;
    for (HostSpan span : spans) {
      long at = span.address();
      for (long left = span.bytes(); left > 0; ) {
        HostBurst burst = log.beats("out", HostBurst.class).get(next++).record();
        assertEquals(at, burst.address());
        assertEquals(at == span.address(), burst.first());
        left -= burst.bytes();
        at += burst.bytes();
        assertEquals(left == 0, burst.last());
      }
    }
    assertEquals(next, log.beats("out", HostBurst.class).size());
  }

  @Test
  void AL_12_alignedStartsAndEndsHaveNoPortionOfTheirOwn() {
    assertEquals(List.of(256, 256), sizes(Spans.of(MemoryOp.WRITE, 0x40, 512, 0)));
    assertEquals(List.of(16), sizes(Spans.of(MemoryOp.WRITE, 0x11, 16, 0)));
    assertEquals(List.of(32, 256), sizes(Spans.of(MemoryOp.WRITE, 0x20, 288, 0)));
  }

  @Test
  void AL_13_atMostTwoPartialLinesARequest() {
    for (HostSpan span : requests()) {
      if (span.op() == MemoryOp.WRITE) {
        long partial = run(Map.of(), List.of(span)).counters().get("partialLineWrites");
        assertTrue(partial <= 2, span + " partial=" + partial);
      }
    }
  }

  @Test
  void AL_14_noBurstBeyondItsLimitOrAPage() {
    forEachRequest(
        bursts -> {
          for (HostBurst b : bursts) {
            assertTrue(b.bytes() <= (b.op() == MemoryOp.WRITE ? 256 : 512));
            assertEquals(b.address() / PAGE, (b.address() + b.bytes() - 1) / PAGE);
          }
        });
  }

  @Test
  void AL_15_alignmentGoesByTheFinalAddress() {
    long unalignedBase = 0x7_0000_0030L;
    assertEquals(16, sizes(Spans.of(MemoryOp.WRITE, unalignedBase + 0x40, 512, 0)).get(0));
  }

  @Test
  void AL_16_readAndWriteLinesAreSetApartAndCanBeOff() {
    Map<String, Long> settings = Map.of("readLineBytes", 128L, "writeLineBytes", 0L);
    List<HostSpan> spans =
        List.of(Spans.of(MemoryOp.READ, 0x48, 512, 0), Spans.of(MemoryOp.WRITE, 0x48, 512, 1));
    List<HostBurst> bursts = bursts(run(settings, spans));
    assertEquals(0x80 - 0x48, bursts.get(0).bytes());
    assertEquals(256, bursts.get(2).bytes(), "off: counted from the odd start");
  }

  @Test
  void AL_32_endsComeInOrderAfterTheLastAnswer() {
    RunLog log = run(Map.of(), requests(), new MemorySpec(20, 100, 0, 3));
    // 60 requests hold 60 different slots.
    Map<Integer, Long> lastAnswer = new HashMap<>();
    for (Beat<BurstDone> answer : log.beats("response", BurstDone.class)) {
      lastAnswer.merge(answer.record().slot(), answer.cycle(), Math::max);
    }
    for (Beat<SpanDone> end : log.beats("done", SpanDone.class)) {
      assertTrue(end.cycle() > lastAnswer.get(end.record().slot()), end::toString);
    }
    List<Integer> tags =
        log.beats("done", SpanDone.class).stream().map(d -> d.record().tag()).toList();
    assertEquals(
        log.beats("in", HostSpan.class).stream().map(b -> b.record().tag()).toList(), tags);
    assertEquals(60, lastAnswer.size());
  }

  @Test
  void AL_34_padsToTheLineEndOnlyIntoOwnedBytes() {
    HostSpan owned = new HostSpan(MemoryOp.WRITE, 0x100, 16, 48, true, 0, 0);
    HostSpan tooFew = new HostSpan(MemoryOp.WRITE, 0x100, 16, 47, true, 0, 1);
    List<HostBurst> bursts = bursts(run(Map.of(), List.of(owned, tooFew)));
    assertEquals(64, bursts.get(0).bytes());
    assertEquals(48, bursts.get(0).padBytes());
    assertEquals(16, bursts.get(1).bytes());
    assertEquals(0, bursts.get(1).padBytes());
  }

  @Test
  void AL_36_emptyRejectedAndFailedRequests() {
    List<HostSpan> spans =
        List.of(
            Spans.of(MemoryOp.WRITE, 0x20, 0, 0),
            Spans.of(MemoryOp.READ, -1, 2, 1),
            new HostSpan(MemoryOp.WRITE, 0x20, 100, 0, false, 0, 2),
            Spans.of(MemoryOp.WRITE, 0, 16_384, 3),
            Spans.of(MemoryOp.WRITE, 0x40, 64, 4));
    RunLog log = run(Map.of(), spans, new MemorySpec(3, 0, 500, 12));
    List<SpanStatus> ends =
        log.beats("done", SpanDone.class).stream().map(d -> d.record().status()).toList();
    assertEquals(
        List.of(SpanStatus.OK, SpanStatus.REJECTED, SpanStatus.REJECTED, SpanStatus.FAILED),
        ends.subList(0, 4));
    long issued =
        log.beats("out", HostBurst.class).stream().filter(b -> b.record().tag() == 3).count();
    assertTrue(issued < 64, "later bursts are cancelled: issued=" + issued);
  }

  /** Requests around every boundary. */
  private static List<HostSpan> requests() {
    Random random = new Random(7);
    List<HostSpan> spans = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      MemoryOp op = i % 2 == 0 ? MemoryOp.WRITE : MemoryOp.READ;
      spans.add(Spans.of(op, random.nextInt(3 * PAGE), 1 + random.nextInt(5000), i));
    }
    return spans;
  }

  private static void forEachRequest(java.util.function.Consumer<List<HostBurst>> check) {
    List<HostBurst> request = new ArrayList<>();
    for (HostBurst burst : bursts(run(Map.of(), requests()))) {
      request.add(burst);
      if (burst.last()) {
        check.accept(request);
        request.clear();
      }
    }
  }

  private static List<Integer> sizes(HostSpan span) {
    return bursts(run(Map.of(), List.of(span))).stream().map(HostBurst::bytes).toList();
  }

  private static List<HostBurst> bursts(RunLog log) {
    return log.beats("out", HostBurst.class).stream().map(Beat::record).toList();
  }

  private static RunLog run(Map<String, Long> settings, List<HostSpan> spans) {
    return run(settings, spans, MemorySpec.REFERENCE);
  }

  private static RunLog run(Map<String, Long> settings, List<HostSpan> spans, MemorySpec memory) {
    Scenario scenario =
        AlignmentSplitterBlock.scenario("requirement", settings, spans)
            .with(AlignmentSplitterBlock.MEMORY, memory);
    BlockRun<SplitterConfig> result =
        new BlockHarness<>(new AlignmentSplitterBlock())
            .run(scenario, TestRtl.generated(), TraceWindow.none());
    assertTrue(result.verdict().isAgreed(), () -> result.verdict().toString());
    return result.log();
  }
}
