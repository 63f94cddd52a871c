package tandem.bench.mem;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tandem.bench.BrokenRtl;
import tandem.bench.WaveCase;
import tandem.cosim.block.BlockHarness;
import tandem.cosim.block.Scenario;
import tandem.cosim.check.Mismatch;
import tandem.cosim.mem.AlignmentSplitterBlock;
import tandem.cosim.mem.MemorySpec;
import tandem.cosim.rtl.RtlSource;
import tandem.cosim.stream.PauseSpec;
import tandem.cosim.waves.CaseWaves;
import tandem.model.record.HostSpan;
import tandem.model.record.MemoryOp;
import tandem.waveforms.compare.Comparison;
import tandem.waveforms.compare.Divergence;

/** The waves of failures that no record shows; they never say that model and RTL agree. */
class FailureWavesTest {
  private static final Map<String, Long> SMALL = Map.of("requestSlots", 2L);
  private static final String STAGE = "AlignmentSplitter";

  @TempDir Path folder;

  private RtlSource broken(String file, String from, String to) throws IOException {
    return BrokenRtl.of(folder, AlignmentSplitterBlock.BLOCK, SMALL, file, from, to);
  }

  /** Five requests with the tags 0 to 4. */
  private CaseWaves waves(int failPerMille, RtlSource rtl) {
    return waves(failPerMille, PauseSpec.NEVER, rtl);
  }

  private CaseWaves waves(int failPerMille, PauseSpec out, RtlSource rtl) {
    List<HostSpan> spans =
        IntStream.range(0, 5)
            .mapToObj(i -> new HostSpan(MemoryOp.WRITE, 0x1020, 1500, 7, true, 3, i))
            .toList();
    Scenario scenario =
        AlignmentSplitterBlock.scenario("failure", SMALL, spans)
            .withPause("out", out)
            .with(AlignmentSplitterBlock.MEMORY, new MemorySpec(9, 0, failPerMille, 1));
    return WaveCase.of(folder, new BlockHarness<>(new AlignmentSplitterBlock()), scenario, rtl);
  }

  /** With and without a model that predicts cycles. */
  @ParameterizedTest
  @ValueSource(ints = {0, 1})
  void shouldShowTheFirstRecordThatIsMissing(int failPerMille) throws IOException {
    RtlSource rtl =
        broken(
            "BurstCutter.sv",
            "assign out_valid = offers;",
            "assign out_valid = offers & ~burst_tag[2];");
    CaseWaves waves = waves(failPerMille, rtl);
    assertEquals(-1, waves.verdict().mismatch().orElseThrow().cycle());
    Divergence first = WaveCase.compare(waves).first();
    assertEquals(Divergence.Kind.MISSING, first.kind());
    assertEquals("model." + STAGE + ".out", first.stream());
    assertEquals(
        List.of("4"),
        first.fields().stream()
            .filter(f -> f.name().equals("tag"))
            .map(Divergence.FieldValues::expected)
            .toList());
    String svg = WaveCase.picture(waves);
    assertTrue(svg.contains(STAGE + ".out: RTL lacks a record"), svg);
  }

  @Test
  void shouldShowACounterThatIsWrong() throws IOException {
    String total = "counts_requests_total + {63'h0, counts_requests_REG}";
    CaseWaves waves = waves(1, broken("SplitCounters.sv", total, "counts_requests_total + 64'h2"));
    Comparison result = differing(waves);
    assertFalse(waves.isAgreed(result));
    assertEquals(Divergence.Kind.RULE, result.first().kind());
    assertEquals("requests", result.first().field());
    String svg = WaveCase.picture(waves);
    assertTrue(svg.contains(STAGE + ".requests: model 5, RTL "), svg);
    assertTrue(svg.contains("last activity in cycle " + result.first().actual().cycle()), svg);
  }

  @Test
  void shouldShowTheCycleOfAnAssertion() throws IOException {
    CaseWaves waves =
        waves(
            1,
            new PauseSpec(PauseSpec.Kind.RANDOM, 50, 3),
            broken("BurstCutter.sv", "if (cuts | out_ready)", "if (1'h1)"));
    Comparison result = differing(waves);
    assertFalse(waves.isAgreed(result));
    String svg = WaveCase.picture(waves);
    assertFalse(svg.contains("agree"), svg);
    // An assertion, or what the agents at the stream saw in that cycle: the model was not asked.
    assertEquals(Divergence.Kind.RULE, result.first().kind());
    long cycle = waves.verdict().mismatch().map(Mismatch::cycle).orElse(waves.verdict().cycles());
    assertEquals(cycle, result.first().actual().cycle());
    assertTrue(svg.contains("nothing is known of model here"), svg);
    assertFalse(svg.contains(">model<"), svg);
    for (Path file : waves.combine()) {
      assertTrue(Files.size(file) > 0, file::toString);
    }
  }

  /** What differs, and that both commands say so. */
  private static Comparison differing(CaseWaves waves) {
    Comparison result = WaveCase.compare(waves);
    String text = waves.text(result);
    assertFalse(text.contains("EQUAL"), text);
    assertTrue(text.contains("DIFFERENT"), text);
    assertTrue(text.contains("MISMATCH  "), text);
    return result;
  }
}
