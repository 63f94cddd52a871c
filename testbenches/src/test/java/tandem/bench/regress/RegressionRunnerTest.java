package tandem.bench.regress;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import tandem.cosim.regress.JUnitXml;
import tandem.cosim.regress.Outcome;
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

  @ParameterizedTest(name = "[{index}] {0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          test-crash    | the worker died: SIGSEGV (signal 11)
          test-quit     | the worker died: exit status 0
          test-killed   | the worker died: SIGKILL (signal 9, sent by somebody or for want of memory)
          test-liar     | the worker answered what is no result of this run: all is well
          test-memory   | the bench itself failed: java.lang.OutOfMemoryError: none left
          test-faulty   | the bench itself failed: java.lang.IllegalArgumentException: a fault in the bench
          """)
  void shouldLoseOnlyTheRunThatHasNoVerdict(String bench, String why) {
    List<RunResult> results = run("test-fine", bench, "test-fine");
    assertEquals(
        List.of(Outcome.PASSED, Outcome.ERROR, Outcome.PASSED),
        results.stream().map(RunResult::outcome).toList());
    String failure = results.get(1).failure().orElseThrow();
    assertTrue(failure.startsWith(why), failure);
  }

  @Test
  void shouldEndWhatAWorkerThatDiedHasStarted() throws Exception {
    Optional<ProcessHandle> child =
        ProcessHandle.of(Long.parseLong(run("test-killed").get(0).output()));
    if (child.isPresent()) {
      child.get().onExit().get(5, TimeUnit.SECONDS); // killed, but not yet waited for
    }
  }

  @Test
  void shouldKeepWhatAJvmSaysThatCrashes() {
    List<RunResult> results = run("test-fine", "test-segfault", "test-fine");
    assertTrue(results.get(2).passed());
    String failure = results.get(1).explanation();
    assertTrue(failure.startsWith("the worker crashed: SIGSEGV (0xb) at pc="), failure);
    Path report = folder.resolve("test-segfault-1.crash.log");
    assertTrue(Files.exists(report));
    assertTrue(failure.contains("  run        test-segfault seed=1, after 1 others"), failure);
    assertTrue(failure.contains("  report     " + report), failure);
    assertTrue(failure.lines().findFirst().orElseThrow().contains("Unsafe_PutLong"), failure);
  }

  @Test
  void shouldSayWhereARunIsThatDoesNotEnd() {
    List<RunResult> results = run("test-hang", "test-fine");
    assertEquals(
        List.of(Outcome.ERROR, Outcome.PASSED), results.stream().map(RunResult::outcome).toList());
    String failure = results.get(0).explanation();
    assertTrue(failure.startsWith("the run did not end: timeout=5 s"), failure);
    assertTrue(failure.contains("at tandem.bench.regress.TestBenches$Hang.run"), failure);
    assertTrue(!failure.contains("Full thread dump"), failure);
  }

  @Test
  void shouldNotMindWhatIsWrittenToStandardOutput() {
    RunResult result = run("test-noisy").get(0);
    assertEquals(Outcome.PASSED, result.outcome());
    assertTrue(result.output().startsWith("[... the beginning was left out]"));
    assertTrue(result.output().endsWith("noise \\u001b[31m\nthe last line"));
  }

  @Test
  void shouldHaveAResultForEachRunWhenItIsEndedEarly() throws Exception {
    AtomicReference<List<RunResult>> results = new AtomicReference<>();
    CountDownLatch begun = new CountDownLatch(1);
    List<RunSpec> specs = specs("test-fine", "test-sleeper", "test-fine");
    Thread runner = new Thread(() -> results.set(runner().run(specs, result -> begun.countDown())));
    runner.start();
    begun.await();
    runner.interrupt();
    runner.join();
    assertEquals(
        List.of(Outcome.PASSED, Outcome.NOT_RUN, Outcome.NOT_RUN),
        results.get().stream().map(RunResult::outcome).toList());
    assertEquals("1 passed, 0 failed, 2 not run", Summary.of(results.get()).verdict());
  }

  @Test
  void shouldCountWhatDidNotPassInSummaryAndXml() throws Exception {
    List<RunResult> results = new ArrayList<>(run("test-fine", "test-idle", "test-quit"));
    results.add(RunResult.notRun(specs("test-fine").get(0)));
    Summary summary = Summary.of(results);
    assertEquals("1 passed, 2 failed, 1 not run", summary.verdict());
    assertTrue(summary.table().contains("the bench checked no record"));
    Path xml = folder.resolve("junit.xml");
    JUnitXml.write(xml, Instant.parse("2026-02-03T04:05:06.789Z"), results);
    Element suite =
        DocumentBuilderFactory.newInstance()
            .newDocumentBuilder()
            .parse(xml.toFile())
            .getDocumentElement();
    assertEquals("4", suite.getAttribute("tests"));
    assertEquals("1", suite.getAttribute("failures"));
    assertEquals("2", suite.getAttribute("errors"));
    assertEquals("2026-02-03T04:05:06", suite.getAttribute("timestamp"));
    assertFalse(suite.getAttribute("hostname").isBlank());
    assertEquals(
        "the bench checked no record", message(suite.getElementsByTagName("failure").item(0)));
    assertEquals(
        "the worker died: exit status 0", message(suite.getElementsByTagName("error").item(0)));
  }

  @Test
  void shouldWriteTextOfAnyKindAsXml() throws Exception {
    String text = "\u001b[31m \u0000 \ud800 \uffff <&>]]> \u00e4 \ud83d\ude00";
    RunResult noisy = run("test-noisy").get(0);
    RunResult result = RunResult.notRun(specs("test-fine").get(0)).withOutput(text);
    Path xml = folder.resolve("junit.xml");
    JUnitXml.write(xml, Instant.EPOCH, List.of(noisy, result));
    String read =
        DocumentBuilderFactory.newInstance()
            .newDocumentBuilder()
            .parse(xml.toFile())
            .getElementsByTagName("system-out")
            .item(1)
            .getTextContent();
    assertEquals("\\u001b[31m \\u0000 \\ud800 \\uffff <&>]]> \u00e4 \ud83d\ude00", read);
  }

  private static String message(Node node) {
    return node.getAttributes().getNamedItem("message").getTextContent();
  }

  private List<RunSpec> specs(String... benches) {
    return Arrays.stream(benches)
        .map(b -> new RunSpec(b, 1, Suite.SMOKE, folder.toString()))
        .toList();
  }

  private static RegressionRunner runner() {
    return new RegressionRunner(1, 5, Optional.empty(), Optional.empty());
  }

  private List<RunResult> run(String... benches) {
    List<RunSpec> specs = specs(benches);
    List<RunResult> seen = new ArrayList<>();
    List<RunResult> results = runner().run(specs, seen::add);
    assertEquals(specs.size(), seen.size(), "every result is told as it comes");
    return results;
  }
}
