package tandem.bench.mem;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import tandem.bench.TestRtl;
import tandem.cosim.block.BlockHarness;
import tandem.cosim.block.BlockRun;
import tandem.cosim.block.Scenario;
import tandem.cosim.mem.ReadMemorySpec;
import tandem.cosim.mem.ReadReassemblyBlock;
import tandem.cosim.stream.Beat;
import tandem.cosim.stream.TraceWindow;
import tandem.model.mem.PayloadBeat;
import tandem.model.mem.SplitterConfig;
import tandem.model.record.ByteString;
import tandem.model.record.HostSpan;
import tandem.model.record.MemoryOp;
import tandem.model.record.ReadCompletion;

/** AL-32 on the RTL of the reassembly. */
class ReadReassemblyTest {
  private static final BlockHarness<SplitterConfig> HARNESS =
      new BlockHarness<>(new ReadReassemblyBlock());
  private static final ReadMemorySpec SHUFFLED = new ReadMemorySpec(1, 200, 2, 32, 7);

  @Test
  void AL_32_readsOutOfOrderBetweenBurstsAreDeliveredInOrderAndExact() {
    BlockRun<SplitterConfig> run = run(spans(), SHUFFLED);
    assertEquals("", problem(run));
    assertTrue(isOutOfOrder(run), "the pieces must come out of order to show anything");
    List<Long> bytes = new ArrayList<>();
    long sum = 0;
    for (Beat<PayloadBeat> beat : out(run)) {
      sum += beat.record().bytes();
      if (beat.record().last()) {
        bytes.add(sum);
        sum = 0;
      }
    }
    assertEquals(spans().stream().map(HostSpan::bytes).toList(), bytes);
  }

  @Test
  void AL_32_everyStartAndLengthAroundABeat() {
    List<HostSpan> spans = new ArrayList<>();
    for (int start = 0; start < 64; start++) {
      for (int bytes : new int[] {1, 63 - start % 2, 64, 65 + start, 128}) {
        spans.add(Spans.of(MemoryOp.READ, 4096L * spans.size() + start, bytes, spans.size()));
      }
    }
    assertEquals("", problem(run(spans, SHUFFLED)));
  }

  @Test
  void AL_32_oneWrongByteIsNoticed() {
    BlockRun<SplitterConfig> run = run(spans(), SHUFFLED);
    assertTrue(HARNESS.mismatch(run).isEmpty());
    Beat<PayloadBeat> beat = out(run).get(5);
    byte[] data = beat.record().data().toArray();
    data[data.length - 1] ^= 1;
    assertEquals(List.of("data"), differing(run, 5, replaced(beat, beat.record().last(), data)));
    byte[] same = beat.record().data().toArray();
    assertEquals(List.of("last"), differing(run, 5, replaced(beat, !beat.record().last(), same)));
    List<Beat<PayloadBeat>> fewer = out(run).subList(0, out(run).size() - 1);
    assertEquals(List.of("beats"), differing(run, fewer));
  }

  @Test
  void AL_32_aBeatBeforeItsBytesIsNoticed() {
    BlockRun<SplitterConfig> run = run(spans(), SHUFFLED);
    long early = run.log().beats("completion", ReadCompletion.class).get(0).cycle();
    Beat<PayloadBeat> beat = new Beat<>(out(run).get(0).record(), early, early);
    assertTrue(differing(run, 0, beat).contains("data"));
  }

  @Test
  void aBurstLongerThanTheBufferStopsTheRun() {
    Scenario scenario =
        ReadReassemblyBlock.scenario(
            "too long",
            Map.of("reassemblyBeats", 8L),
            Map.of("maxReadRequestBytes", 4096L),
            List.of(Spans.of(MemoryOp.READ, 0, 4096, 0)),
            ReadMemorySpec.IN_ORDER);
    String problem = problem(HARNESS.run(scenario, TestRtl.generated(), TraceWindow.none()));
    assertTrue(problem.contains("a burst came that is longer than the buffer"), problem);
  }

  private static List<HostSpan> spans() {
    Random random = new Random(32);
    List<HostSpan> spans = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      int bytes = 1 + random.nextInt(3000);
      spans.add(Spans.of(MemoryOp.READ, 8192L * i + random.nextInt(4096), bytes, i));
    }
    return spans;
  }

  private static BlockRun<SplitterConfig> run(List<HostSpan> spans, ReadMemorySpec memory) {
    Scenario scenario = ReadReassemblyBlock.scenario("test", Map.of(), Map.of(), spans, memory);
    return HARNESS.run(scenario, TestRtl.generated(), TraceWindow.none());
  }

  private static List<Beat<PayloadBeat>> out(BlockRun<SplitterConfig> run) {
    return run.log().beats("out", PayloadBeat.class);
  }

  /** What went wrong, or nothing. */
  private static String problem(BlockRun<SplitterConfig> run) {
    return run.verdict()
        .problem()
        .or(() -> run.verdict().mismatch().map(Object::toString))
        .orElse("");
  }

  private static boolean isOutOfOrder(BlockRun<SplitterConfig> run) {
    List<Beat<ReadCompletion>> pieces = run.log().beats("completion", ReadCompletion.class);
    for (int i = 1; i < pieces.size(); i++) {
      ReadCompletion before = pieces.get(i - 1).record();
      ReadCompletion piece = pieces.get(i).record();
      if (piece.slot() == before.slot() && piece.offset() < before.offset()) {
        return true;
      }
    }
    return false;
  }

  private static Beat<PayloadBeat> replaced(Beat<PayloadBeat> beat, boolean last, byte[] data) {
    PayloadBeat record =
        new PayloadBeat(beat.record().slot(), beat.record().bytes(), last, ByteString.of(data));
    return new Beat<>(record, beat.offeredCycle(), beat.cycle());
  }

  private static List<String> differing(
      BlockRun<SplitterConfig> run, int number, Beat<PayloadBeat> instead) {
    List<Beat<PayloadBeat>> altered = new ArrayList<>(out(run));
    altered.set(number, instead);
    return differing(run, altered);
  }

  private static List<String> differing(
      BlockRun<SplitterConfig> run, List<Beat<PayloadBeat>> altered) {
    BlockRun<SplitterConfig> other = run.with(run.log().with("out", PayloadBeat.class, altered));
    return HARNESS.mismatch(other).orElseThrow().differing();
  }
}
