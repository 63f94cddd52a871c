package tandem.bench.regress;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tandem.bench.BrokenRtl;
import tandem.bench.CommandRun;
import tandem.cosim.regress.BenchRun;
import tandem.rtlgen.Flavour;

/** A regression in which a run, or what it leaves, goes wrong: that is told, and the rest done. */
class RegressFaultsTest {
  @TempDir private Path folder;

  @Test
  void shouldTellAMismatchWhoseCaseCannotBeWritten() throws IOException {
    long seed = BenchRun.derive(1, "test-differing#0") >>> 1;
    Path file = folder.resolve("report/failures/test-differing-" + seed + ".case.json");
    Files.createDirectories(file);
    CommandRun run = regress("--bench", "test-differing", "--bench", "test-fine");
    assertEquals(1, run.status(), run.err());
    assertTrue(run.out().contains("1 passed, 1 failed"), run.out());
    assertTrue(run.out().contains("expected") && run.out().contains("301"), run.out());
    assertTrue(run.out().contains("  no case    " + file + ": cannot be written: is a"), run.out());
    assertTrue(
        run.out().contains("./tandem regress --suite smoke --bench test-differing --seed 1"));
    String xml = Files.readString(folder.resolve("report/junit.xml"));
    assertTrue(xml.contains("tests=\"2\" failures=\"1\" errors=\"0\""), xml);
  }

  @Test
  void shouldTellWhatDiedWhenRtlCrashes() throws IOException {
    Path rtl = folder.resolve("rtl");
    BrokenRtl.generator().generate("alignment-splitter", Map.of(), Flavour.SYNTHESIS, rtl);
    BrokenRtl.replace(
        rtl,
        "BurstCutter.sv",
        "endmodule",
        """
          always @(posedge clock)
            if (!reset & offers & out_bits_guest != 0) $c("*(volatile int*)8 = 0;");
        endmodule""");
    CommandRun run =
        regress("--rtl", rtl + "", "--bench", "splitter-random", "--bench", "splitter-boundaries");
    assertEquals(1, run.status(), run.out() + run.err());
    assertTrue(run.out().contains("the worker crashed: SIGSEGV"), run.out());
    assertTrue(run.out().contains("1 passed, 2 failed"), run.out());
    String xml = Files.readString(folder.resolve("report/junit.xml"));
    assertTrue(xml.contains("tests=\"3\" failures=\"0\" errors=\"2\""), xml);
  }

  private CommandRun regress(String... options) {
    List<String> args = new ArrayList<>(List.of("regress", "--jobs", "1"));
    args.addAll(List.of("--report", folder.resolve("report").toString()));
    args.addAll(List.of(options));
    return CommandRun.of(args.toArray(String[]::new));
  }
}
