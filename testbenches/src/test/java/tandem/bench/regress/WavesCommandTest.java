package tandem.bench.regress;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tandem.bench.BrokenRtl;
import tandem.bench.CommandRun;
import tandem.cosim.block.BlockHarness;
import tandem.cosim.block.Scenario;
import tandem.cosim.check.Mismatch;
import tandem.cosim.mem.AlignmentSplitterBlock;
import tandem.cosim.mem.MemorySpec;
import tandem.cosim.regress.CaseFile;
import tandem.cosim.regress.Verdict;
import tandem.cosim.rtl.RtlSource;
import tandem.cosim.stream.TraceWindow;
import tandem.model.record.HostSpan;
import tandem.model.record.MemoryOp;

/** What the commands that show waves say of a case in which a number is wrong and no record. */
class WavesCommandTest {
  private static final HostSpan SPAN = new HostSpan(MemoryOp.WRITE, 0x1020, 1500, 7, true, 3, 9);

  @TempDir Path folder;

  @Test
  void shouldSayWhatIsWrongAndWhetherTheReplayIsAsRecorded() throws IOException {
    showAndCompare(MemorySpec.REFERENCE, "predicted");
  }

  @Test
  void shouldSayThatItFollowsTheRtlWhereMemoryFails() throws IOException {
    showAndCompare(new MemorySpec(9, 0, 500, 1), "those of the RTL, since memory fails requests");
  }

  private void showAndCompare(MemorySpec memory, String cyclesOf) throws IOException {
    RtlSource broken =
        BrokenRtl.of(
            folder,
            AlignmentSplitterBlock.BLOCK,
            Map.of("requestSlots", 2L),
            "SplitCounters.sv",
            "counts_requests = counts_requests_total;",
            "counts_requests = counts_requests_total + 64'h1;");
    Scenario scenario =
        AlignmentSplitterBlock.scenario(
                "counter", Map.of("requestSlots", 2L), Collections.nCopies(3, SPAN))
            .with(AlignmentSplitterBlock.MEMORY, memory);
    // Traced, so that the design is compiled once.
    TraceWindow window = TraceWindow.of(folder.resolve("first.fst"), 5, 6);
    Verdict verdict =
        new BlockHarness<>(new AlignmentSplitterBlock()).run(scenario, broken, window).verdict();
    Mismatch mismatch = verdict.mismatch().orElseThrow();
    assertEquals(List.of("requests"), mismatch.differing());
    Path same = folder.resolve("same.case.json");
    CaseFile.of(AlignmentSplitterBlock.BLOCK, "counter", 1, scenario, verdict).write(same);
    Path other = folder.resolve("other.case.json");
    Verdict elsewhere = Verdict.differs(1, 1, 1, mismatch, List.of("another"), List.of());
    CaseFile.of(AlignmentSplitterBlock.BLOCK, "counter", 1, scenario, elsewhere).write(other);

    check("compare", same, 1, "replayed as recorded", cyclesOf);
    check("show", same, 0, "replayed as recorded", cyclesOf);
    check("compare", other, 1, "the replay is not as recorded", cyclesOf);
    check("show", other, 0, "the replay is not as recorded", cyclesOf);
  }

  private void check(String verb, Path file, int status, String replayed, String cyclesOf)
      throws IOException {
    String rtl = folder.resolve("broken").toString();
    String out = folder.resolve("waves").toString();
    CommandRun run = CommandRun.of("waves", verb, file.toString(), "--rtl", rtl, "--out", out);
    assertEquals(status, run.status(), run::err);
    List<String> lines = run.out().lines().toList();
    assertTrue(lines.contains(replayed), run::out);
    assertTrue(lines.contains("cycles of the model's records: " + cyclesOf), run::out);
    if (verb.equals("compare")) {
      assertTrue(lines.stream().anyMatch(l -> l.matches("  requests +3 +4 +<<<")), run::out);
    }
    String picture = Files.readString(folder.resolve("waves").resolve("picture.svg"));
    assertTrue(picture.contains("requests") && !picture.contains("agree"), picture);
  }
}
