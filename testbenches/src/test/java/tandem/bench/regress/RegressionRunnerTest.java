package tandem.bench.regress;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tandem.cosim.regress.JUnitXml;
import tandem.cosim.regress.RegressionRunner;
import tandem.cosim.regress.RunResult;
import tandem.cosim.regress.RunSpec;
import tandem.cosim.regress.Suite;
import tandem.cosim.regress.Summary;

class RegressionRunnerTest {
  @TempDir Path folder;

  @Test
  void shouldFailABenchThatCheckedNothing() {
    RunResult result = run("test-idle").get(0);
    assertTrue(!result.passed());
    assertEquals("the bench checked no record", result.failure().orElseThrow());
  }

  @Test
  void shouldLoseOnlyTheRunThatCrashes() {
    List<RunResult> results = run("test-fine", "test-crash", "test-fine", "test-faulty");
    assertEquals(
        List.of(true, false, true, false), results.stream().map(RunResult::passed).toList());
    assertEquals(
        "the worker died: exit status 139 (signal 11)", results.get(1).failure().orElseThrow());
    assertTrue(results.get(3).failure().orElseThrow().contains("a fault in the bench"));
  }

  @Test
  void shouldGiveUpARunThatDoesNotEnd() {
    List<RunResult> results = run("test-hang", "test-fine");
    assertEquals("the run did not end: timeout=10 s", results.get(0).failure().orElseThrow());
    assertTrue(results.get(1).passed());
  }

  @Test
  void shouldCountFailuresInSummaryAndXml() throws Exception {
    List<RunResult> results = run("test-fine", "test-idle");
    Summary summary = Summary.of(results);
    assertEquals(2, summary.runs());
    assertEquals(1, summary.failed());
    assertTrue(summary.table().contains("the bench checked no record"));
    Path xml = folder.resolve("junit.xml");
    JUnitXml.write(xml, results);
    String text = Files.readString(xml);
    assertTrue(text.contains("tests=\"2\" failures=\"1\""), text);
    assertTrue(text.contains("<failure message=\"the bench checked no record\">"), text);
  }

  private List<RunResult> run(String... benches) {
    List<RunSpec> specs =
        Arrays.stream(benches).map(b -> new RunSpec(b, 1, Suite.SMOKE, folder.toString())).toList();
    List<RunResult> seen = new ArrayList<>();
    List<RunResult> results = new RegressionRunner(1, 10, Optional.empty()).run(specs, seen::add);
    assertEquals(specs.size(), seen.size(), "every result is told as it comes");
    return results;
  }
}
