package tandem.bridge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Many instances, many threads, and what a fault in a model can do. */
class LifeTest {
  private static final long MOST_GROWTH_KB = 16 * 1024;

  @Test
  void shouldNotGrowOverAThousandInstances() throws Exception {
    Design design = TestDesigns.queue();
    open(design, 200);
    long before = residentKb();
    open(design, 1000);
    long growth = residentKb() - before;
    // A leaked ring alone would be ten times as much.
    assertTrue(growth < MOST_GROWTH_KB, "growthKb=" + growth);
  }

  private static void open(Design design, int times) {
    for (int i = 0; i < times; i++) {
      try (RtlDut dut = design.open(i)) {
        dut.streams().attach("out", 1024);
        dut.step(2);
      }
    }
    System.gc();
  }

  private static long residentKb() throws Exception {
    return Files.readAllLines(Path.of("/proc/self/status")).stream()
        .filter(line -> line.startsWith("VmRSS"))
        .map(line -> Long.parseLong(line.replaceAll("\\D", "")))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void shouldRunManyDesignsInManyThreads() throws Exception {
    List<Design> designs =
        List.of(TestDesigns.widths(BuildRequest.Trace.NONE), TestDesigns.queue());
    ExecutorService threads = Executors.newFixedThreadPool(4);
    try {
      List<Future<Long>> results = new ArrayList<>();
      for (int i = 0; i < 64; i++) {
        int number = i;
        results.add(threads.submit(() -> use(designs.get(number % 2), number)));
      }
      for (int i = 0; i < results.size(); i++) {
        assertEquals(50 + i, results.get(i).get());
      }
    } finally {
      threads.shutdown();
    }
  }

  private static long use(Design design, int number) {
    try (RtlDut dut = design.open(number)) {
      dut.signal("reset").set(1);
      for (int i = 0; i < 50 + number; i++) {
        dut.step();
      }
      return dut.cycle();
    }
  }

  @Test
  void shouldChangeHandsWhenReleasedAndWhenTheOwnerHasEnded() throws Exception {
    RtlDut dut = TestDesigns.queue().open(1);
    dut.release();
    Thread other =
        new Thread(
            () -> {
              dut.step();
              assertThrows(IllegalStateException.class, () -> onAnotherThread(dut::step));
            });
    other.start();
    other.join();
    assertEquals(1, dut.cycle());
    dut.step();
    dut.close();
  }

  private static void onAnotherThread(Runnable use) {
    List<RuntimeException> thrown = new ArrayList<>();
    Thread thread =
        new Thread(
            () -> {
              try {
                use.run();
              } catch (RuntimeException e) {
                thrown.add(e);
              }
            });
    thread.start();
    try {
      thread.join();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
    if (!thrown.isEmpty()) {
      throw thrown.get(0);
    }
  }

  @Test
  void shouldLoseOnlyTheProcessWhoseModelCrashes(@TempDir Path directory) throws Exception {
    TestDesigns.compile(TestDesigns.crashManifest(), BuildRequest.Trace.NONE);
    assertEquals("survived", worker(directory, "0", true).strip());
    String report = worker(directory, "1", false);
    assertTrue(report.contains("SIGSEGV"), report);
    assertTrue(report.contains("design.so"), "the report names the library: " + report);
  }

  private static String worker(Path directory, String crash, boolean survives) throws Exception {
    String classes =
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:-CreateCoredumpOnCrash",
                "-XX:ErrorFile=" + directory.resolve("crash.log"),
                "-cp",
                classes,
                Worker.class.getName(),
                crash)
            .redirectErrorStream(true)
            .start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(survives, process.waitFor() == 0, output);
    return output;
  }

  /** What a regression's worker is to a crash: a process of its own. */
  static final class Worker {
    public static void main(String[] arguments) {
      Design design = TestDesigns.compile(TestDesigns.crashManifest(), BuildRequest.Trace.NONE);
      try (RtlDut dut = design.open(1)) {
        dut.signal("crash").set(Long.parseLong(arguments[0]));
        dut.step(5);
      }
      System.out.println("survived");
    }
  }

  @Test
  void shouldReportWhatDependsOnTheInitialState() {
    Design design = TestDesigns.compile(TestDesigns.forgottenManifest(), BuildRequest.Trace.NONE);
    assertEquals(List.of(), InitialStates.compare(design, 1, 2, dut -> watch(dut, "good")));
    List<InitialStates.Difference> differences =
        InitialStates.compare(design, 1, 2, dut -> watch(dut, "forgotten"));
    assertEquals(5, differences.size());
    assertEquals(0, differences.get(0).index());
    assertNotEquals(differences.get(0).first(), differences.get(0).second());
    assertTrue(
        !InitialStates.compare(design, 1, 2, dut -> watch(dut, "cell_at")).isEmpty(),
        "memories are random too");
    assertEquals(List.of(), InitialStates.compare(design, 3, 3, dut -> watch(dut, "forgotten")));
  }

  private static List<Long> watch(RtlDut dut, String signal) {
    List<Long> seen = new ArrayList<>();
    dut.signal("reset").set(1);
    dut.step(2);
    dut.signal("reset").set(0);
    for (int i = 0; i < 5; i++) {
      dut.signal("at").set(i);
      dut.step();
      seen.add(dut.signal(signal).get());
    }
    return seen;
  }
}
