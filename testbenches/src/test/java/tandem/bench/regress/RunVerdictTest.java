package tandem.bench.regress;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tandem.bench.CommandRun;
import tandem.bench.TestRtl;
import tandem.cosim.check.LineComparison;
import tandem.cosim.check.Mismatch;
import tandem.cosim.check.MismatchException;
import tandem.cosim.mem.AlignmentSplitterBlock;
import tandem.cosim.mem.SplitterEngine;
import tandem.cosim.rtl.BlockSettings;
import tandem.cosim.rtl.UsageException;
import tandem.model.record.HostSpan;
import tandem.model.record.MemoryOp;

/** What {@code run} says at its end, and what it compares line by line. */
class RunVerdictTest {
  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          model | nothing compared
          rtl   | nothing compared
          both  | compared with the model: records=8 lines=3, nothing differs
          """)
  void shouldEndWithOneLineOfVerdict(String engine, String compared) throws IOException {
    Path in = Files.writeString(folder.resolve("in.csv"), "op,address,bytes\nwrite,0x20,300\n");
    Path out = folder.resolve("out.jsonl");
    CommandRun run =
        CommandRun.of(
            "run",
            "split",
            "--in",
            in.toString(),
            "--engine",
            engine,
            "--out",
            out.toString(),
            "--set",
            "policy=ALWAYS");
    run.assertHeld();
    assertEquals(3, Files.readAllLines(out).size());
    assertEquals(
        "tandem: run split --engine %s: inputs=1 lines=3; %s; written: %s\n"
            .replaceFirst("%s", engine)
            .replaceFirst("%s", compared)
            .replaceFirst("%s", out.toString()),
        run.err());
    assertEquals("", run.out());
  }

  @Test
  void shouldNameTheFirstLineAndFieldThatDiffer() {
    LineComparison lines = new LineComparison("run x");
    lines.expect("{\"a\":1}");
    lines.found("{\"a\":1}");
    lines.expect("{\"summary\":{\"cycles\":472,\"hits\":2}}");
    Mismatch found =
        assertThrows(
                MismatchException.class,
                () -> lines.found("{\"summary\":{\"cycles\":698,\"hits\":2}}"))
            .mismatch();
    assertEquals("line=2", found.tag());
    assertEquals(List.of(new Mismatch.Field("cycles", "472", "698")), differing(found));
  }

  @Test
  void shouldNoticeLinesThatOnlyOneSideHas() {
    LineComparison lines = new LineComparison("run x");
    lines.expect("{\"a\":1}");
    Mismatch found = assertThrows(MismatchException.class, lines::finish).mismatch();
    assertEquals(List.of(new Mismatch.Field("a", "1", "-")), differing(found));
  }

  private static List<Mismatch.Field> differing(Mismatch mismatch) {
    return mismatch.fields().stream().filter(Mismatch.Field::differs).toList();
  }

  /** What waits is run before its bursts are many; the bursts come in order all the same. */
  @Test
  void shouldSplitLargeRequestsOnTheRtlAFewAtATime() {
    List<Long> bursts = new ArrayList<>();
    SplitterEngine engine =
        SplitterEngine.rtl(
            BlockSettings.of(
                TestRtl.generated().manifest(AlignmentSplitterBlock.BLOCK, Map.of()), Map.of()),
            TestRtl.generated(),
            (request, burst) -> bursts.add(request));
    int before = 0;
    for (int i = 0; i < 5; i++) {
      engine.split(new HostSpan(MemoryOp.WRITE, 0, 10_000_000, 0, true, 0, i));
      assertTrue(bursts.size() >= before, "waiting: " + bursts.size());
      before = bursts.size();
    }
    assertTrue(before > 0, "the first were run before the last came");
    engine.finish();
    assertEquals(5 * 39_063, bursts.size());
    assertEquals(bursts.stream().sorted().toList(), bursts);
  }

  @Test
  void shouldRefuseARequestOnTheRtlWhoseRecordsMemoryDoesNotHold() {
    SplitterEngine engine =
        SplitterEngine.both(
            BlockSettings.of(
                TestRtl.generated().manifest(AlignmentSplitterBlock.BLOCK, Map.of()),
                Map.of("maxPayloadBytes", "32", "writeLineBytes", "32")),
            TestRtl.generated(),
            (request, burst) -> {},
            (request, burst) -> {});
    UsageException e =
        assertThrows(
            UsageException.class,
            () -> engine.split(new HostSpan(MemoryOp.WRITE, 0, 0xFFFF_FFFFL, 0, true, 0, 0)));
    assertTrue(e.getMessage().contains("request 0 has more bursts"), e.getMessage());
  }
}
