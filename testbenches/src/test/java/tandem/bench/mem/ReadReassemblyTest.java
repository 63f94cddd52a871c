package tandem.bench.mem;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import tandem.bench.TestRtl;
import tandem.cosim.reassembly.PayloadBeat;
import tandem.cosim.reassembly.ReadMemorySpec;
import tandem.cosim.reassembly.ReassemblyHarness;
import tandem.cosim.reassembly.ReassemblyHarness.Result;
import tandem.cosim.reassembly.ReassemblyLog;
import tandem.cosim.reassembly.ReassemblyScenario;
import tandem.cosim.rtl.RtlSource;
import tandem.cosim.stream.Beat;
import tandem.cosim.stream.TraceWindow;
import tandem.model.mem.SplitterConfig;
import tandem.model.record.ByteString;
import tandem.model.record.HostSpan;
import tandem.model.record.MemoryOp;

/** AL-32 on the RTL of the reassembly. */
class ReadReassemblyTest {
  private static final ReadMemorySpec SHUFFLED = new ReadMemorySpec(1, 200, 2, 32, 7);

  @Test
  void AL_32_readsOutOfOrderBetweenBurstsAreDeliveredInOrderAndExact() {
    Result result = run(spans(), SHUFFLED);
    assertEquals("", problem(result));
    ReassemblyLog log = result.log().orElseThrow();
    assertTrue(isOutOfOrder(log), "the pieces must come out of order to show anything");
    List<Long> bytes = new ArrayList<>();
    long sum = 0;
    for (Beat<PayloadBeat> beat : log.out()) {
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
    ReassemblyScenario scenario = scenario(spans(), SHUFFLED);
    ReassemblyLog log = run(spans(), SHUFFLED).log().orElseThrow();
    SplitterConfig config = SplitterConfig.DEFAULTS;
    assertTrue(ReassemblyHarness.mismatch(config, scenario, log).isEmpty());
    Beat<PayloadBeat> beat = log.out().get(5);
    byte[] data = beat.record().data().toArray();
    data[data.length - 1] ^= 1;
    log.out().set(5, replaced(beat, beat.record().last(), data));
    assertEquals(List.of("data"), differing(config, scenario, log));
    log.out().set(5, replaced(beat, !beat.record().last(), beat.record().data().toArray()));
    assertEquals(List.of("last"), differing(config, scenario, log));
    log.out().set(5, beat);
    log.out().remove(log.out().size() - 1);
    assertEquals(List.of("beats"), differing(config, scenario, log));
  }

  @Test
  void AL_32_aBeatBeforeItsBytesIsNoticed() {
    ReassemblyScenario scenario = scenario(spans(), SHUFFLED);
    ReassemblyLog log = run(spans(), SHUFFLED).log().orElseThrow();
    Beat<PayloadBeat> beat = log.out().get(0);
    long early = log.completion().get(0).cycle();
    log.out().set(0, new Beat<>(beat.record(), early, early));
    assertTrue(differing(SplitterConfig.DEFAULTS, scenario, log).contains("data"));
  }

  @Test
  void aBurstLongerThanTheBufferStopsTheRun() {
    ReassemblyScenario scenario =
        ReassemblyScenario.of(
            "too long",
            Map.of("reassemblyBeats", 8L),
            Map.of("maxReadRequestBytes", 4096L),
            List.of(Spans.of(MemoryOp.READ, 0, 4096, 0)),
            ReadMemorySpec.IN_ORDER);
    String problem = problem(new ReassemblyHarness().run(scenario, rtl(), TraceWindow.none()));
    assertTrue(problem.contains("a burst came that is longer than the buffer"), problem);
  }

  private static RtlSource rtl() {
    return TestRtl.generated();
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

  private static ReassemblyScenario scenario(List<HostSpan> spans, ReadMemorySpec memory) {
    return ReassemblyScenario.of("test", Map.of(), Map.of(), spans, memory);
  }

  private static Result run(List<HostSpan> spans, ReadMemorySpec memory) {
    return new ReassemblyHarness().run(scenario(spans, memory), rtl(), TraceWindow.none());
  }

  /** What went wrong, or nothing. */
  private static String problem(Result result) {
    return result
        .verdict()
        .problem()
        .or(() -> result.verdict().mismatch().map(Object::toString))
        .orElse("");
  }

  private static boolean isOutOfOrder(ReassemblyLog log) {
    for (int i = 1; i < log.completion().size(); i++) {
      var before = log.completion().get(i - 1).record();
      var piece = log.completion().get(i).record();
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
      SplitterConfig config, ReassemblyScenario scenario, ReassemblyLog log) {
    return ReassemblyHarness.mismatch(config, scenario, log).orElseThrow().differing();
  }
}
