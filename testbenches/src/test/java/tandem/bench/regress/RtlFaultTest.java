package tandem.bench.regress;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tandem.bench.BrokenRtl;
import tandem.bench.CommandRun;
import tandem.cosim.check.Mismatch;
import tandem.cosim.regress.Bench;
import tandem.cosim.regress.BenchFailure;
import tandem.cosim.regress.BenchRun;
import tandem.cosim.regress.Benches;
import tandem.cosim.regress.CaseFile;
import tandem.cosim.regress.Suite;
import tandem.cosim.regress.Verdict;
import tandem.cosim.rtl.RtlSource;
import tandem.cosim.stream.TraceWindow;
import tandem.cosim.waves.CaseWaves;
import tandem.rtlgen.Flavour;
import tandem.support.CacheDirectory;
import tandem.waveforms.compare.CompareMode;
import tandem.waveforms.compare.CompareOptions.Tolerance;

/**
 * RTL without assertions, as a netlist or somebody else's is, that does what only the harness can
 * see: each is a mismatch with a case that repeats it, and with waves.
 */
class RtlFaultTest {
  private static final String BLOCK = "alignment-splitter";

  @TempDir private Path folder;

  /** What is replaced in the cutter, which bench sees it, and the field, values and rule shown. */
  private enum Fault {
    VALID_FALLS(
        "if (cuts | out_ready)",
        "if (cuts | out_ready | failed)",
        "splitter-random",
        new Mismatch.Field("valid", "true", "false"),
        "valid, once up, stays up until ready"),
    RECORD_CHANGES(
        "assign out_bits_guest = burst_guest;",
        "reg waits; always @(posedge clock) waits <= offers & ~out_ready;"
            + " assign out_bits_guest = waits ? 8'hff : burst_guest;",
        "splitter-boundaries",
        new Mismatch.Field("guest", "0", "255"),
        "the record does not change while it waits for ready"),
    ZERO_BYTES(
        "out_bits_bytes = burst_bytes;",
        "out_bits_bytes = burst_last ? 13'h0 : burst_bytes;",
        "splitter-boundaries",
        new Mismatch.Field("bytes", "1..4096", "0"),
        "bytes must lie in 1..4096: bytes=0"),
    BUBBLE(
        "if (in_ready_0)\n        busy <= in_valid;",
        "if (in_ready_0 | ends)\n        busy <= in_valid & ~busy;",
        "splitter-random",
        new Mismatch.Field("latency%", "at most 1.00", ""),
        "predicted cycles are within 1 % of the RTL's throughput and 1 % of its delays");

    private final String text;
    private final String instead;
    private final String bench;
    private final Mismatch.Field field;
    private final String rule;

    Fault(String text, String instead, String bench, Mismatch.Field field, String rule) {
      this.text = text;
      this.instead = instead;
      this.bench = bench;
      this.field = field;
      this.rule = rule;
    }
  }

  /** {@code run} on the same RTL: the first fault in the user's own input, with a case as well. */
  @Test
  void shouldLeaveACaseOfARunToo() throws IOException {
    Path rtl = folder.resolve("rtl");
    BrokenRtl.generator().generate(BLOCK, Map.of(), Flavour.SYNTHESIS, rtl);
    Fault fault = Fault.ZERO_BYTES;
    BrokenRtl.replace(rtl, "BurstCutter.sv", fault.text, fault.instead);
    Path in = Files.writeString(folder.resolve("in.csv"), "op,address,bytes\nwrite,0x20,300\n");
    Path out = folder.resolve("out.jsonl");
    for (String engine : List.of("both", "rtl")) {
      CommandRun run =
          CommandRun.of(
              "run",
              "split",
              "--in",
              in.toString(),
              "--out",
              out.toString(),
              "--rtl",
              rtl.toString(),
              "--engine",
              engine);
      assertEquals(1, run.status(), run.err());
      Path file = folder.resolve("out.jsonl.case.json");
      assertTrue(run.out().contains("./tandem replay " + file + " --rtl " + rtl), run.out());
      CommandRun replay = CommandRun.of("replay", file.toString(), "--rtl", rtl.toString());
      assertEquals(1, replay.status(), replay.err());
      assertTrue(replay.out().contains("the same as recorded"), replay.out());
      Files.delete(file);
      assertTrue(Files.notExists(out));
    }
    Files.createDirectory(folder.resolve("out.jsonl.case.json"));
    CommandRun run =
        CommandRun.of("run", "split", "--in", in + "", "--out", out + "", "--rtl", rtl + "");
    assertEquals(1, run.status(), run.err());
    assertTrue(run.out().contains("1..4096") && run.out().contains("  no case  "), run.out());
  }

  @ParameterizedTest
  @EnumSource
  void shouldLeaveACaseThatRepeatsItAndHasWaves(Fault fault) throws IOException {
    Path rtl = folder.resolve("rtl");
    BrokenRtl.generator().generate(BLOCK, Map.of(), Flavour.SYNTHESIS, rtl);
    BrokenRtl.replace(rtl, "BurstCutter.sv", fault.text, fault.instead);
    if (fault == Fault.BUBBLE) {
      BrokenRtl.replace(rtl, "BurstCutter.sv", "in_ready_0 = ~busy | ends;", "in_ready_0 = ~busy;");
    }
    RtlSource broken = new RtlSource(CacheDirectory.ofUser(), Optional.of(rtl));
    Bench bench = Benches.named(fault.bench);
    BenchRun run = new BenchRun(bench.name(), 1, Suite.SMOKE, broken, folder);
    BenchFailure failure = assertThrows(BenchFailure.class, () -> bench.run(run));

    CaseFile recorded = CaseFile.read(failure.caseFile().orElseThrow());
    Mismatch mismatch = recorded.mismatch().orElseThrow();
    assertEquals(fault.rule, mismatch.rule());
    List<Mismatch.Field> differing =
        mismatch.fields().stream().filter(Mismatch.Field::differs).toList();
    assertEquals(fault.field.name(), differing.get(0).name(), failure.getMessage());
    assertEquals(fault.field.expected(), differing.get(0).expected(), failure.getMessage());
    assertTrue(differing.get(0).actual().startsWith(fault.field.actual()), failure.getMessage());
    if (fault != Fault.BUBBLE) {
      assertEquals("AlignmentSplitter", mismatch.stage());
      assertTrue(mismatch.tag().startsWith("out="), mismatch.tag());
      assertTrue(mismatch.cycle() > 0);
      assertTrue(!recorded.events().isEmpty());
    }

    Verdict again = Benches.harness(BLOCK).replay(recorded.scenario(), broken, TraceWindow.none());
    assertEquals(recorded.mismatch(), again.mismatch());
    assertEquals(recorded.events(), again.events());

    CaseWaves waves = new CaseWaves(recorded, broken, folder.resolve("waves"));
    assertTrue(waves.isSameAsRecorded(), "tracing changes nothing");
    Tolerance none = new Tolerance(0, 0);
    CompareMode mode = CompareMode.TRANSACTION;
    String svg = waves.svg(mode, none, waves.compare(mode, none));
    assertTrue(svg.contains("<svg") && !svg.contains("agree"), svg);
  }
}
