package tandem.bench.mem;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tandem.bench.BrokenRtl;
import tandem.cosim.block.BlockHarness;
import tandem.cosim.block.BlockRun;
import tandem.cosim.block.Scenario;
import tandem.cosim.check.Mismatch;
import tandem.cosim.mem.AlignmentSplitterBlock;
import tandem.cosim.rtl.RtlSource;
import tandem.cosim.stream.TraceWindow;
import tandem.model.mem.SplitterConfig;
import tandem.rtlgen.Flavour;
import tandem.rtlgen.RtlGenerator;
import tandem.support.CacheDirectory;

/**
 * The harness is made to fail: each way of breaking model or RTL must be noticed, at the right
 * stage and in the right field. A checker that lets one pass could not be trusted with the others.
 */
class HarnessSelfTest {
  @TempDir Path folder;

  /** The RTL breaks: a text of the generated Verilog is replaced by another. */
  @ParameterizedTest(name = "RTL breaks {0}: {1}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          BurstCutter   | assign out_bits_first = burst_first; | assign out_bits_first = 1'h1;  | first
          BurstCutter   | assign out_bits_op = burst_op; | assign out_bits_op = 1'h0;   | op
          BurstCutter   | assign out_bits_guest = burst_guest; | assign out_bits_guest = 8'h0; | guest
          SpanTracker   | assign done_bits_slot = ended[7:0]; | assign done_bits_slot = 8'h0;  | slot
          SplitCounters | counted ? onBus : 14'h0             | counted ? 14'h1 : 14'h0        | busBytes
          """)
  void shouldNoticeBrokenRtl(String file, String text, String instead, String field)
      throws IOException {
    RtlSource rtl = broken(file, text, instead);
    Mismatch m =
        mismatch(
            new BlockHarness<>(new AlignmentSplitterBlock())
                .run(scenario(), rtl, TraceWindow.none()));
    assertEquals("AlignmentSplitter", m.stage());
    assertEquals(List.of(field), m.differing());
  }

  @Test
  void shouldNoticeRtlGeneratedWithAnotherParameter() throws IOException {
    RtlGenerator generator = generator();
    generator.generate(
        "alignment-splitter",
        Map.of("readLineBytes", "128"),
        Flavour.SIMULATION,
        folder.resolve("rtl"));
    Files.delete(folder.resolve("rtl/manifest.json")); // which would tell
    RtlSource rtl = new RtlSource(CacheDirectory.ofUser(), Optional.of(folder.resolve("rtl")));
    Mismatch m =
        mismatch(
            new BlockHarness<>(new AlignmentSplitterBlock())
                .run(scenario(), rtl, TraceWindow.none()));
    assertTrue(m.differing().contains("bytes"), m::toString);
  }

  private static Mismatch mismatch(BlockRun<SplitterConfig> result) {
    assertTrue(!result.verdict().isAgreed(), "the checker let it pass");
    return result.verdict().mismatch().orElseThrow();
  }

  private static Scenario scenario() {
    return AlignmentSplitterBlock.scenario(
        "self test", Map.of(), new ArrayList<>(Spans.random(new Random(3), 300)));
  }

  private static RtlGenerator generator() {
    return new RtlGenerator(CacheDirectory.ofUser().root().resolve("rtl"));
  }

  private Path generated() {
    generator().generate("alignment-splitter", Map.of(), Flavour.SIMULATION, folder.resolve("rtl"));
    return folder.resolve("rtl");
  }

  private RtlSource broken(String file, String text, String instead) throws IOException {
    Path rtl = generated();
    BrokenRtl.replace(rtl, file + ".sv", text, instead);
    return new RtlSource(CacheDirectory.ofUser(), Optional.of(rtl));
  }
}
