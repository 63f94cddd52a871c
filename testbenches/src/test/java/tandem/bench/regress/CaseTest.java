package tandem.bench.regress;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tandem.bench.BrokenRtl;
import tandem.bench.WaveCase;
import tandem.cosim.block.BlockHarness;
import tandem.cosim.block.BlockRun;
import tandem.cosim.block.Scenario;
import tandem.cosim.mem.AlignmentSplitterBlock;
import tandem.cosim.mem.MemorySpec;
import tandem.cosim.regress.Bench;
import tandem.cosim.regress.BenchFailure;
import tandem.cosim.regress.BenchRun;
import tandem.cosim.regress.Benches;
import tandem.cosim.regress.CaseFile;
import tandem.cosim.regress.Shrinker;
import tandem.cosim.regress.Suite;
import tandem.cosim.regress.Verdict;
import tandem.cosim.rtl.RtlSource;
import tandem.cosim.rtl.UsageException;
import tandem.cosim.stream.TraceWindow;
import tandem.cosim.waves.CaseWaves;
import tandem.model.mem.SplitterConfig;
import tandem.model.record.HostSpan;
import tandem.model.record.MemoryOp;
import tandem.model.record.SpanDone;
import tandem.rtlgen.Flavour;
import tandem.rtlgen.SynthGate;
import tandem.support.CacheDirectory;
import tandem.waveforms.compare.CompareMode;
import tandem.waveforms.compare.CompareOptions.Tolerance;
import tandem.waveforms.compare.Comparison;

/** A failure leaves a case, the case repeats it, and a smaller one fails in the same way. */
class CaseTest {
  private static final String BLOCK = "alignment-splitter";

  @TempDir Path folder;

  @Test
  void shouldRepeatAnInducedFailureExactlyAndMakeItSmaller() throws IOException {
    RtlSource broken = broken("BurstCutter.sv", "first = burst_first;", "first = 1'h1;");
    Bench bench = Benches.named("splitter-boundaries");
    BenchRun run = new BenchRun(bench.name(), 1, Suite.SMOKE, broken, folder);
    BenchFailure failure = assertThrows(BenchFailure.class, () -> bench.run(run));
    assertTrue(failure.getMessage().contains("./tandem replay"), failure.getMessage());

    CaseFile recorded = CaseFile.read(failure.caseFile().orElseThrow());
    var harness = Benches.harness(recorded.block());
    Verdict again = harness.replay(recorded.scenario(), broken, TraceWindow.none());
    assertEquals(recorded.mismatch(), again.mismatch());
    assertEquals(recorded.events(), again.events());
    assertEquals(recorded.expected(), again.expected());

    Shrinker shrinker =
        new Shrinker(
            harness.stimulus(), s -> harness.replay(s, broken, TraceWindow.none()), recorded);
    JsonNode small = shrinker.shrink(recorded.scenario());
    assertEquals(1, small.get("spans").size());
    assertTrue(!harness.replay(small, broken, TraceWindow.none()).isAgreed());
  }

  @Test
  void shouldRecordTheWavesOfAReplay() throws IOException {
    RtlSource broken = broken("BurstCutter.sv", "first = burst_first;", "first = 1'h1;");
    Bench bench = Benches.named("splitter-boundaries");
    BenchRun run = new BenchRun(bench.name(), 1, Suite.SMOKE, broken, folder);
    BenchFailure failure = assertThrows(BenchFailure.class, () -> bench.run(run));
    CaseFile recorded = CaseFile.read(failure.caseFile().orElseThrow());
    CaseWaves waves = new CaseWaves(recorded, broken, folder.resolve("waves"));
    assertTrue(waves.isSameAsRecorded(), "tracing changes nothing");
    Tolerance none = new Tolerance(0, 0);
    Comparison result = waves.compare(CompareMode.TRANSACTION, none);
    assertEquals("model.AlignmentSplitter.out", result.first().stream());
    assertEquals("first", result.first().field());
    long cycle = recorded.mismatch().orElseThrow().cycle();
    assertEquals(cycle, result.first().actual().cycle());
    assertTrue(waves.svg(CompareMode.TRANSACTION, none, result).contains("model and RTL differ"));
    for (Path file : waves.combine()) {
      assertTrue(Files.size(file) > 0, file::toString);
    }
  }

  @Test
  void shouldShowTheWavesOfARunInWhichMemoryFails() throws IOException {
    Map<String, Long> small = Map.of("requestSlots", 2L);
    RtlSource broken =
        BrokenRtl.of(
            folder, BLOCK, small, "BurstCutter.sv", "first = burst_first;", "first = 1'h1;");
    HostSpan span = new HostSpan(MemoryOp.WRITE, 0x1020, 1500, 7, true, 3, 9);
    Scenario scenario =
        AlignmentSplitterBlock.scenario("memory", small, Collections.nCopies(3, span))
            .with(AlignmentSplitterBlock.MEMORY, new MemorySpec(9, 0, 500, 1));
    WaveCase.check(
        folder,
        new BlockHarness<>(new AlignmentSplitterBlock()),
        scenario,
        broken,
        "AlignmentSplitter.out",
        "first");
  }

  @Test
  void shouldTurnAFailedAssertionIntoAProblemOfThatRunOnly() throws IOException {
    RtlSource broken =
        broken(
            "SpanAcceptance.sv",
            "config_maxPayloadBytes >= {4'h0, config_writeLineBytes}",
            "config_maxPayloadBytes < {4'h0, config_writeLineBytes}");
    Bench bench = Benches.named("splitter-boundaries");
    BenchRun run = new BenchRun(bench.name(), 1, Suite.SMOKE, broken, folder);
    BenchFailure failure = assertThrows(BenchFailure.class, () -> bench.run(run));
    assertTrue(failure.getMessage().contains("assertion in AlignmentSplitter cycle="));
    assertTrue(failure.getMessage().contains("accepted while maxPayloadBytes < writeLineBytes"));
    assertTrue(failure.caseFile().isPresent(), "a failed assertion can be replayed, too");
  }

  @Test
  void shouldRunTheNetlistOfYosysInPlaceOfTheRtl() throws IOException {
    Map<String, String> small = Map.of("requestSlots", "2");
    Path rtl = folder.resolve("rtl");
    BrokenRtl.generator().generate(BLOCK, small, Flavour.SYNTHESIS, rtl);
    Path netlist = Files.createDirectory(folder.resolve("netlist")).resolve("netlist.v");
    assertTrue(new SynthGate().checkAndWriteNetlist(rtl, netlist).passed());
    RtlSource source = new RtlSource(CacheDirectory.ofUser(), Optional.of(netlist.getParent()));
    HostSpan span = new HostSpan(MemoryOp.WRITE, 0x1020, 1500, 7, true, 3, 9);
    Scenario scenario =
        AlignmentSplitterBlock.scenario(
            "netlist", Map.of("requestSlots", 2L, "policy", 3L), Collections.nCopies(50, span));
    BlockRun<SplitterConfig> result =
        new BlockHarness<>(new AlignmentSplitterBlock()).run(scenario, source, TraceWindow.none());
    assertTrue(result.verdict().isAgreed(), () -> result.verdict().toString());
    assertEquals(50, result.log().beats("done", SpanDone.class).size());
  }

  @Test
  void shouldRefuseAFolderWithoutVerilogAndACaseThatIsNone() throws IOException {
    Optional<Path> empty = Optional.of(Files.createDirectory(folder.resolve("empty")));
    assertThrows(UsageException.class, () -> new RtlSource(CacheDirectory.ofUser(), empty));
    Path text = Files.writeString(folder.resolve("text.case.json"), "{\"format\": 1,\n oops");
    UsageException bad = assertThrows(UsageException.class, () -> CaseFile.read(text));
    assertTrue(bad.getMessage().startsWith(text + ":2: not a CaseFile"), bad.getMessage());
  }

  private RtlSource broken(String file, String text, String instead) throws IOException {
    return BrokenRtl.of(folder, BLOCK, Map.of(), file, text, instead);
  }
}
