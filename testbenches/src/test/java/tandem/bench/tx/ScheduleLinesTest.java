package tandem.bench.tx;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tandem.bench.TestRtl;
import tandem.cosim.check.Mismatch;
import tandem.cosim.check.MismatchException;
import tandem.cosim.rtl.UsageException;
import tandem.cosim.stream.TraceWindow;
import tandem.cosim.workrequest.ModelExecution;
import tandem.cosim.workrequest.PathPosting;
import tandem.cosim.workrequest.PathScenario;
import tandem.cosim.workrequest.RtlExecution;
import tandem.cosim.workrequest.ScheduleWriter;
import tandem.cosim.workrequest.WorkRequestHarness;
import tandem.model.record.DoorbellWrite;
import tandem.model.record.WorkOp;
import tandem.model.record.WorkStatus;
import tandem.model.tx.WorkRequestConfig;
import tandem.model.tx.WorkRequestTimingParams;
import tandem.model.workload.Requests;

/** What {@code run schedule} writes on model, RTL and both, line by line (contract, section 7). */
class ScheduleLinesTest {
  private static final Map<String, Long> BLOCKING =
      PathBench.with(PathBench.SMALL, "nonBlocking", 0, "readCycles", 0);

  /** Requests as op letters, a fence behind those with an exclamation mark. */
  private static Requests requests(String text, int connections) {
    Requests requests = new Requests();
    for (int i = 0; i < text.length(); i++) {
      WorkOp op =
          switch (text.charAt(i)) {
            case 'w' -> WorkOp.WRITE;
            case 'r' -> WorkOp.READ;
            case 'b' -> WorkOp.BIND;
            default -> WorkOp.SEND;
          };
      boolean fence = i + 1 < text.length() && text.charAt(i + 1) == '!';
      requests.add(requests.size() % connections, op, 128, 0, fence);
      i += fence ? 1 : 0;
    }
    return requests;
  }

  /**
   * A fence behind a read waits for it, and with it the line of its descriptor: which ones share a
   * line depends on where the consumer index begins.
   */
  @ParameterizedTest(name = "{0}, {1} connections, readCycles={2}")
  @CsvSource({
    "wrw!, 1, 0",
    "wrw!, 1, 225",
    "wwrw!, 1, 0",
    "wrw, 1, 0",
    "rw!, 1, 0",
    "rw!, 1, 20",
    "wwwrw!, 1, 0",
    "wrrw!rw!, 1, 225",
    "wrb, 1, 225",
    "wrw!wrw!wrw!, 2, 225",
    "rrrrw!w!r!, 3, 20"
  })
  void D32_shouldBeginWithFreshContextsOnBothSides(String ops, int connections, long readCycles)
      throws IOException {
    Map<String, Long> settings = PathBench.with(BLOCKING, "readCycles", readCycles);
    assertSame(settings, requests(ops, connections));
    // Where requests pass each other only the cycles can be told beforehand.
    Map<String, Long> passing = PathBench.with(settings, "nonBlocking", 1);
    Requests all = requests(ops, connections);
    assertEquals(cycles(model(passing, all)), cycles(rtl(passing, all)));
  }

  /** Where the queue is shorter than twice the window, it is not full at every pick. */
  @ParameterizedTest(name = "window={0} batchBytes={1}")
  @CsvSource({"64, 0", "64, 100", "63, 0", "33, 0", "32, 0"})
  void D33_shouldHaveTheWindowsOfTheHardwareAlsoWhereTheyLag(long window, long batchBytes)
      throws IOException {
    Requests requests = new Requests();
    Random random = new Random(1);
    for (int i = 0; i < 4 * 127; i++) {
      int connection = i % 2 == 0 ? i % 130 : random.nextInt(130);
      requests.add(connection, WorkOp.SEND, 64, connection, false);
    }
    Map<String, Long> settings =
        PathBench.with(
            PathHardware.SHORT,
            "nonBlocking",
            0,
            "readCycles",
            0,
            "window",
            window,
            "batchBytes",
            batchBytes);
    assertSame(settings, requests);
  }

  /** A descriptor says 16 bits of its index; the places of the work queue are used again. */
  @ParameterizedTest
  @ValueSource(ints = {65_535, 65_536, 65_537})
  void D3_shouldExecuteMoreRequestsOfAConnectionThanAnIndexHas(int count) throws IOException {
    Requests requests = new Requests(count);
    for (int i = 0; i < count; i++) {
      requests.add(1, i == 0 ? WorkOp.WRITE : WorkOp.SEND, 64, 0, false);
    }
    assertSame(PathBench.SMALL, requests);
  }

  @Test
  void D3_shouldWrapWithMixedRequestsOfTwoConnections() throws IOException {
    Random random = new Random(3);
    Requests requests = new Requests();
    for (int i = 0; i < 140_000; i++) {
      WorkOp op = WorkOp.values()[random.nextInt(WorkOp.values().length)];
      requests.add(i % 2, op, random.nextInt(5000), random.nextInt(256), random.nextInt(50) == 0);
    }
    assertSame(PathBench.with(PathBench.SMALL, "readCycles", 20), requests);
  }

  /** A descriptor that is not written leaves what was in its place one round before. */
  @Test
  void D3_shouldFindTheDescriptorOfARoundBeforeWhereOneIsMissing() {
    List<PathPosting> postings = new ArrayList<>();
    for (int i = 0; i < 66_000; i++) {
      int op = i >= 65_536 + 200 ? WorkOp.WRITE.code() : WorkOp.SEND.code();
      DoorbellWrite doorbell = new DoorbellWrite(0, 1, op, 64, false, false, false, i);
      postings.add(new PathPosting(0, doorbell, i == 65_536 + 100 || i == 65_536 + 300));
    }
    PathScenario scenario =
        PathScenario.of("stale", PathBench.SMALL, List.of()).withPostings(postings);
    WorkRequestHarness.Result result =
        new WorkRequestHarness().run(scenario, TestRtl.generated(), TraceWindow.none());
    assertTrue(result.verdict().isAgreed(), () -> result.verdict().mismatch().toString());
    long[] ends = new long[WorkStatus.values().length];
    result.log().orElseThrow().completions().forEach(c -> ends[c.record().status().code()]++);
    // The first is found as it was, the second says another operation.
    assertEquals(1, ends[WorkStatus.BAD_DESCRIPTOR.code()]);
    assertEquals(65_536 + 300, ends[WorkStatus.OK.code()]);
  }

  @Test
  void shouldRefuseAConnectionInSeveralQueuesWhoseDescriptorsAreFetched() throws IOException {
    Map<String, Long> settings = PathBench.with(PathHardware.SHORT, "nonBlocking", 0);
    Requests requests = new Requests();
    requests.add(7, WorkOp.SEND, 64, 0, false);
    requests.add(7, WorkOp.WRITE, 64, 1, false);
    UsageException e = assertThrows(UsageException.class, () -> model(settings, requests));
    assertTrue(e.getMessage().contains("connection=7 queues=0,1 numQueues=2"), e.getMessage());
    assertSame(PathBench.with(settings, "queueFormat", 1), requests);
  }

  @Test
  void shouldRefuseMoreOpenRequestsThanAWorkQueueHolds() {
    Map<String, Long> settings =
        PathBench.with(PathBench.SMALL, "numQueues", 16, "queueDepth", 4096);
    WorkRequestConfig config = config(settings);
    PathScenario scenario =
        PathScenario.of("deep", settings, List.of())
            .withPostings(
                Collections.nCopies(
                    65_537,
                    PathPosting.of(new DoorbellWrite(0, 1, 0, 64, false, false, false, 0))));
    UsageException e =
        assertThrows(UsageException.class, () -> WorkRequestHarness.contexts(scenario, config));
    assertTrue(e.getMessage().contains("requests=65537"), e.getMessage());
  }

  /** A model that is wrong in one thing is found in the first line and field that show it. */
  @ParameterizedTest(name = "{0}={1} instead")
  @CsvSource({
    "window, 2, line=2, batch",
    "batchLimit, 1, line=2, entry",
    "prefetch, 2, line=3, hit"
  })
  void shouldNameTheFirstLineAndFieldThatDiffer(
      String name, long value, String line, String field) {
    Mismatch found = mismatch(config -> new ModelExecution(config.with(name, value)));
    assertEquals(line, found.tag());
    assertTrue(found.differing().contains(field), found::toString);
  }

  @Test
  void shouldNoticeCyclesThatAreOffByOne() {
    WorkRequestTimingParams slow = WorkRequestTimingParams.DEFAULTS.withHostLatency(226);
    Mismatch found = mismatch(config -> new ModelExecution(config, slow, 1000));
    assertEquals("line=9", found.tag());
    assertEquals(List.of("cycles"), found.differing());
  }

  /** Without the cycles the lines are those of the execution without time. */
  @Test
  void shouldWriteTheSameLinesWithoutTimeWhereTheyDoNotDependOnIt() throws IOException {
    Requests requests = requests("wsrwb!srw!bsrwsrwssrw!", 5);
    WorkRequestConfig config = config(BLOCKING);
    StringWriter timed = new StringWriter();
    assertTrue(
        new ModelExecution(config).run(requests.rewind(), "timed", new ScheduleWriter(timed)));
    StringWriter untimed = new StringWriter();
    ModelExecution few = new ModelExecution(config, WorkRequestTimingParams.DEFAULTS, 7);
    assertTrue(!few.run(requests.rewind(), "too many", new ScheduleWriter(untimed)));
    assertEquals(
        timed.toString().replaceAll("\"cycles\":[0-9]+", "\"cycles\":null"), untimed.toString());
  }

  private static Mismatch mismatch(Function<WorkRequestConfig, ModelExecution> models) {
    Requests requests = requests("wswswsws", 4);
    RtlExecution execution = new RtlExecution(TestRtl.generated(), BLOCKING, true, models);
    return assertThrows(
            MismatchException.class, () -> execution.run("broken", requests, new StringWriter()))
        .mismatch();
  }

  private static void assertSame(Map<String, Long> settings, Requests requests) throws IOException {
    StringWriter both = new StringWriter();
    RtlExecution.Executed executed =
        new RtlExecution(TestRtl.generated(), settings, true).run("both", requests, both);
    assertTrue(executed.verdict().records() > 0);
    assertEquals(rtl(settings, requests), both.toString());
    if (config(settings).hitsPassMisses()) {
      assertTrue(executed.uncompared().isPresent());
      assertTrue(executed.refused() == 0, "refused=" + executed.refused());
    } else {
      assertEquals(requests.size() + 1, executed.lines());
      assertEquals(model(settings, requests), both.toString());
    }
  }

  private static String rtl(Map<String, Long> settings, Requests requests) throws IOException {
    StringWriter text = new StringWriter();
    new RtlExecution(TestRtl.generated(), settings, false).run("rtl", requests, text);
    return text.toString();
  }

  private static String model(Map<String, Long> settings, Requests requests) throws IOException {
    StringWriter text = new StringWriter();
    new ModelExecution(config(settings)).run(requests.rewind(), "model", new ScheduleWriter(text));
    return text.toString();
  }

  private static WorkRequestConfig config(Map<String, Long> settings) {
    Map<String, Long> values = new LinkedHashMap<>(WorkRequestConfig.DEFAULTS.toMap());
    values.put("connectionLimit", 1L << settings.get("connectionBits"));
    values.put("window", Math.min(64, settings.get("maxWindow")));
    values.putAll(settings);
    return WorkRequestConfig.of(values);
  }

  private static long cycles(String lines) {
    return Long.parseLong(lines.replaceAll("(?s).*\"cycles\":([0-9]+).*", "$1"));
  }
}
