package tandem.bench.regress;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How the real command line ends that is told to, or killed, in the midst of a regression. */
class RegressSignalsTest {
  private static final long MOST_SECONDS = 20;

  @TempDir Path folder;
  private Process tandem;
  private List<ProcessHandle> children = List.of();

  @AfterEach
  void endAll() {
    children.forEach(ProcessHandle::destroyForcibly);
    if (tandem != null) {
      tandem.destroyForcibly();
    }
  }

  @ParameterizedTest(name = "[{index}] {0}")
  @CsvSource({"INT, 130", "TERM, 143", "HUP, 129"})
  void shouldReportWhatWasDoneBeforeTheSignal(String signal, int status) throws Exception {
    beginRegression();
    send(signal);
    assertTrue(tandem.waitFor(MOST_SECONDS, TimeUnit.SECONDS), "the command goes on");
    String text = Files.readString(folder.resolve("text"));
    assertEquals(status, tandem.exitValue(), text);
    assertTrue(text.contains("1 passed, 0 failed, 1 not run: ended before all were done"), text);
    String xml = Files.readString(folder.resolve("report/junit.xml"));
    assertTrue(xml.contains("test-fine") && xml.contains("test-sleeper"), xml);
    assertTrue(xml.contains("tests=\"2\""), xml);
    String page = Files.readString(folder.resolve("report/index.html"));
    assertTrue(page.contains("test-fine") && page.contains("not run"), page);
    assertChildrenEnd();
    assertNothingHalfWritten();
  }

  @Test
  void shouldNotOutliveACommandThatIsKilled() throws Exception {
    beginRegression();
    send("KILL");
    assertTrue(tandem.waitFor(MOST_SECONDS, TimeUnit.SECONDS), "the command goes on");
    assertChildrenEnd();
  }

  /** Returns when the first run is done and the second, which does not end, has a child. */
  private void beginRegression() throws Exception {
    // Whoever starts the tests may ignore signals, as nohup and shells in the background do.
    ProcessBuilder builder =
        new ProcessBuilder("env", "--default-signal=INT,TERM,HUP")
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("text").toFile());
    builder.environment().put("TANDEM_CACHE", folder.resolve("cache").toString());
    String java = Path.of(System.getProperty("java.home"), "bin/java").toString();
    String classes = System.getProperty("java.class.path");
    builder.command().addAll(List.of(java, "-XX:+UseSerialGC", "-cp", classes));
    builder.command().addAll(List.of("tandem.cosim.cli.Tandem", "regress", "--report", "report"));
    builder.command().addAll(List.of("--jobs", "1"));
    builder.command().addAll(List.of("--bench", "test-fine", "--bench", "test-sleeper"));
    tandem = builder.start();
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(MOST_SECONDS);
    while (children.stream().noneMatch(RegressSignalsTest::isSleep)) {
      String text = Files.readString(folder.resolve("text"));
      assertTrue(tandem.isAlive() && System.nanoTime() < end, "the run does not begin: " + text);
      Thread.sleep(50);
      children = tandem.descendants().toList();
    }
    assertTrue(children.size() >= 2, "a worker and its child: " + children);
  }

  private static boolean isSleep(ProcessHandle process) {
    return process.info().command().filter(c -> !c.endsWith("java")).isPresent()
        && process.info().arguments().filter(a -> List.of(a).contains("1000")).isPresent();
  }

  private void send(String signal) throws Exception {
    assertEquals(0, new ProcessBuilder("kill", "-" + signal, tandem.pid() + "").start().waitFor());
  }

  private void assertChildrenEnd() throws Exception {
    for (ProcessHandle child : children) {
      child.onExit().get(5, TimeUnit.SECONDS);
    }
  }

  private void assertNothingHalfWritten() throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      List<String> names = files.map(p -> p.getFileName().toString()).toList();
      assertTrue(names.contains("junit.xml"), names.toString());
      assertFalse(
          names.stream().anyMatch(n -> n.startsWith(".") || n.endsWith(".tmp")), names.toString());
    }
  }
}
