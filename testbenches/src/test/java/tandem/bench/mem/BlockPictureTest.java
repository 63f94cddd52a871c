package tandem.bench.mem;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tandem.bench.TestRtl;
import tandem.cosim.block.BlockHarness;
import tandem.cosim.block.Scenario;
import tandem.cosim.mem.AlignmentSplitterBlock;
import tandem.cosim.mem.MemorySpec;
import tandem.cosim.regress.CaseFile;
import tandem.cosim.stream.TraceWindow;
import tandem.cosim.waves.CaseWaves;
import tandem.model.record.MemoryOp;
import tandem.waveforms.compare.CompareMode;
import tandem.waveforms.compare.CompareOptions.Tolerance;
import tandem.waveforms.compare.Comparison;

/** The waveform in the block's page is drawn from a real run, so it is always true. */
class BlockPictureTest {
  private static final Path PICTURE = Path.of("../docs/blocks/alignment-splitter.svg");

  /** {@code mvn -pl testbenches -am test -Dtest=BlockPictureTest -Dtandem.draw=true} draws anew. */
  private static final boolean DRAW = Boolean.getBoolean("tandem.draw");

  @TempDir Path folder;

  @Test
  void shouldShowInTheBlockPageWhatTheRtlDoes() throws IOException {
    Scenario scenario =
        AlignmentSplitterBlock.scenario(
                "block page",
                Map.of("policy", 2L),
                List.of(
                    Spans.of(MemoryOp.WRITE, 0x20, 300, 1), Spans.of(MemoryOp.READ, 0x1000, 64, 2)))
            .with(AlignmentSplitterBlock.MEMORY, new MemorySpec(4, 0, 0, 0));
    var verdict =
        new BlockHarness<>(new AlignmentSplitterBlock())
            .run(scenario, TestRtl.generated(), TraceWindow.none())
            .verdict();
    CaseFile page = CaseFile.of(AlignmentSplitterBlock.BLOCK, "block page", 0, scenario, verdict);
    CaseWaves waves = new CaseWaves(page, TestRtl.generated(), folder);
    Tolerance none = new Tolerance(0, 0);
    Comparison result = waves.compare(CompareMode.TRANSACTION, none);
    assertTrue(result.equal(), () -> waves.text(result));
    String svg = waves.svg(CompareMode.TRANSACTION, none, result);
    if (DRAW) {
      Files.writeString(PICTURE, svg);
    }
    assertEquals(
        Files.readString(PICTURE),
        svg,
        "the picture is out of date: draw it with -Dtandem.draw=true");
  }
}
