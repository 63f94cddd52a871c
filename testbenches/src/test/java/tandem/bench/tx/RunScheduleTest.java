package tandem.bench.tx;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tandem.bench.CommandRun;
import tandem.bench.TestRtl;
import tandem.cosim.workrequest.PathLog;
import tandem.cosim.workrequest.PathPosting;
import tandem.cosim.workrequest.PathScenario;
import tandem.cosim.workrequest.WorkRequestHarness;
import tandem.model.record.Completion;
import tandem.model.record.DoorbellWrite;

/** {@code run schedule} on good and bad traces. */
class RunScheduleTest {
  @TempDir Path folder;

  @ParameterizedTest(name = "[{index}] {0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          connection,op,bytes;1,send            | :2: must have 3 values: values=2
          connection,op,bytes;1,send,4,0        | :2: must have 3 values: values=4
          connection,op,bytes;1,post,4          | :2: op must be one of send, write, read, bind, invalidate: op=post
          connection,op,bytes;1,send,4;;#;x,read,1 | :5: connection must be a number, decimal or 0x: connection=x
          connection,op,bytes;16777216,send,4   | :2: connection must be less than 2^24: connection=16777216
          connection,op,bytes;1,send,-4         | :2: bytes must be a number, decimal or 0x: bytes=-4
          connection,op,bytes;1,send,0x100000000 | :2: bytes must be less than 2^32: bytes=0x100000000
          connection,op,bytes,guest;1,send,4,256 | :2: guest must be less than 2^8: guest=256
          connection,op,bytes,fence;1,send,4,2  | :2: fence must be less than 2^1: fence=2
          connection,op,bytes,fence;1,send,4,   | :2: fence must be a number, decimal or 0x: fence=
          connection,op;1,send                  | :1: the header line must name connection,op,bytes, and may name guest,fence: header=connection,op
          connection,op,bytes,op;1,send,1,send  | :1: the header line must name connection,op,bytes
          cid,op,bytes;1,send,1                 | :1: the header line must name connection,op,bytes
          ''                                    | :1: the header line must name connection,op,bytes
          """)
  void shouldNameFileAndLineOfBadRequests(String lines, String message) throws IOException {
    Path in = trace(lines.replace(";", "\n"));
    schedule(in).assertRefused(in + message);
    assertOnlyFile(in);
  }

  @Test
  void shouldNameTheLineOfABadRequestFarInAndLeaveNothing() throws IOException {
    StringBuilder lines = new StringBuilder("connection,op,bytes\n");
    lines.append("1,send,64\n".repeat(100_000)).append("1,sned,64\n");
    Path in = trace(lines.toString());
    schedule(in).assertRefused(in + ":100002: op must be one of");
    assertOnlyFile(in);
  }

  @ParameterizedTest(name = "[{index}] --set {0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          windw=4           | unknown setting: windw=4 block=schedule; nearest names: window
          window=many       | window must be a number: window=many
          window=0          | window must lie in 1..256: window=0
          window=257        | window must lie in 1..256: window=257
          queueDepth=100    | queueDepth must be a power of two
          cacheEntries=0    | cacheEntries must lie in 1..4096: cacheEntries=0
          replacement=FIFO  | replacement must be one of LRU, LOOKAHEAD, PROTECTED: replacement=FIFO
          queueFormat=2     | queueFormat must lie in 0..1: queueFormat=2
          """)
  void shouldNameTheRuleOfABadSetting(String setting, String message) throws IOException {
    Path in = trace("connection,op,bytes\n1,send,1\n");
    schedule(in, setting).assertRefused(message);
    assertOnlyFile(in);
  }

  /** The sequence A B C A B C of the specification, with a cache of one. */
  @Test
  void shouldExecuteAsTheDesignSays() throws IOException {
    Path in =
        trace(
            "bytes, op,connection\n# posting order\n64,bind,7\n64,send,8\n64,read,0x9\n\n"
                + "1,send,7\n1,write,8\n1,invalidate,9\n");
    assertHeld(schedule(in, "window=4", "cacheEntries=1"));
    assertEquals(
        """
        {"position":0,"entry":0,"connection":7,"op":"bind","batch":0,"hit":false}
        {"position":1,"entry":3,"connection":7,"op":"send","batch":0,"hit":true}
        {"position":2,"entry":1,"connection":8,"op":"send","batch":1,"hit":false}
        {"position":3,"entry":4,"connection":8,"op":"write","batch":1,"hit":true}
        {"position":4,"entry":2,"connection":9,"op":"read","batch":2,"hit":false}
        {"position":5,"entry":5,"connection":9,"op":"invalidate","batch":2,"hit":true}
        {"summary":{"requests":6,"hits":3,"loads":3,"merged":0,"prefetches":0,"writebacks":2,\
        "batches":3,"cycles":N}}
        """,
        Files.readString(out()).replaceFirst("\"cycles\":[1-9][0-9]+}", "\"cycles\":N}"));
  }

  @Test
  void shouldMissEveryTimeInOrder() throws IOException {
    Path in = trace("connection,op,bytes\n" + "1,send,1\n2,send,1\n3,send,1\n".repeat(2));
    assertHeld(schedule(in, "window=1", "cacheEntries=1"));
    assertTrue(Files.readString(out()).contains("\"hits\":0,\"loads\":6"));
  }

  @Test
  void shouldWriteASummaryForATraceWithoutRequests() throws IOException {
    Path in = trace("connection,op,bytes,guest,fence\n");
    assertHeld(schedule(in));
    assertEquals(1, Files.readAllLines(out()).size());
    String summary = Files.readString(out());
    assertTrue(summary.startsWith("{\"summary\":{\"requests\":0,"), summary);
    assertTrue(summary.endsWith("\"cycles\":0}}\n"), summary);
  }

  @Test
  void shouldSayHowManyRequestsWereOfUnknownConnections() throws IOException {
    Path in = trace("connection,op,bytes\n1,send,1\n9,send,1\n");
    CommandRun o = schedule(in, "connectionLimit=8");
    assertEquals(0, o.status(), o.err());
    assertTrue(o.err().contains("1 requests are of unknown connections"), o.err());
    assertEquals(3, Files.readAllLines(out()).size());
  }

  /** One set of hardware, that of the benches. */
  private static final List<String> HARDWARE =
      PathBench.SMALL.entrySet().stream().map(e -> e.getKey() + "=" + e.getValue()).toList();

  @Test
  void shouldExecuteTheSameOnTheRtlWithoutPassing() throws IOException {
    Path in = trace(randomTrace(2000, 60));
    String[] settings = settings("nonBlocking=0", "window=32", "batchLimit=5", "prefetch=2");
    assertHeld(schedule(in, settings));
    String model = Files.readString(out());
    assertHeld(scheduleOn("both", in, settings));
    String rtl = Files.readString(out());
    String noTime = "(\"merged\":)[0-9]+|(\"cycles\":)[0-9]+";
    assertEquals(model.replaceAll(noTime, "$1$2N"), rtl.replaceAll(noTime, "$1$2N"));
    assertTrue(
        Math.abs(cycles(model) - cycles(rtl)) <= 0.03 * cycles(rtl),
        cycles(model) + " " + cycles(rtl));
  }

  @Test
  void shouldExecuteEveryRequestOnceOnTheRtlThatPassesMisses() throws IOException {
    Path in = trace(randomTrace(2000, 60));
    assertHeld(scheduleOn("both", in, settings("window=64")));
    List<String> lines = Files.readAllLines(out());
    assertEquals(2001, lines.size());
    boolean[] seen = new boolean[2000];
    for (int position = 0; position < 2000; position++) {
      String line = lines.get(position);
      assertTrue(line.startsWith("{\"position\":" + position + ","), line);
      int entry = Integer.parseInt(line.replaceAll(".*\"entry\":([0-9]+),.*", "$1"));
      assertTrue(!seen[entry], line);
      seen[entry] = true;
    }
    assertTrue(lines.get(2000).startsWith("{\"summary\":{\"requests\":2000,"), lines.get(2000));
  }

  /** On the RTL alone records are forgotten as they pass; with the model they are kept. */
  @Test
  void shouldExecuteTheSameWhetherRecordsAreKeptOrForgotten() throws IOException {
    Path in = trace(randomTrace(5000, 60));
    assertHeld(scheduleOn("both", in, settings()));
    String kept = Files.readString(out());
    assertHeld(scheduleOn("rtl", in, settings()));
    assertEquals(kept, Files.readString(out()));
  }

  /** With few doorbells offered at once, they are offered anew again and again. */
  @ParameterizedTest
  @ValueSource(ints = {37, 1 << 17})
  void shouldForgetWhatHasPassed(int offeredAtOnce) {
    PathScenario scenario =
        new PathTraffic(new Random(4), PathBench.SMALL).scenario("long", 5000, false);
    Map<Long, Completion> ended = new TreeMap<>();
    long[] most = new long[1];
    WorkRequestHarness.Result result =
        new WorkRequestHarness(offeredAtOnce)
            .drive(
                scenario,
                TestRtl.generated(),
                log -> {
                  log.completions().forEach(c -> ended.put(c.record().entry(), c.record()));
                  most[0] = Math.max(most[0], log.run().records());
                });
    PathLog rest = result.log().orElseThrow();
    rest.completions().forEach(c -> ended.put(c.record().entry(), c.record()));
    assertEquals(
        scenario.postings().stream().map(PathPosting::doorbell).map(d -> posted(d)).toList(),
        ended.values().stream().map(c -> completed(c)).toList());
    assertTrue(most[0] < scenario.postings().size(), "kept at once: " + most[0]);
  }

  private static String posted(DoorbellWrite d) {
    return String.format(Locale.ROOT, "%d %d %d %d", d.guest(), d.connection(), d.op(), d.bytes());
  }

  private static String completed(Completion c) {
    return String.format(Locale.ROOT, "%d %d %d %d", c.guest(), c.connection(), c.op(), c.bytes());
  }

  @Test
  void shouldNameFileAndLineOfABadRequestForTheRtl() throws IOException {
    Path in = trace("connection,op,bytes\n1,send,64\n1,sned,64\n");
    scheduleOn("rtl", in, settings()).assertRefused(in + ":3: op must be one of");
    assertOnlyFile(in);
  }

  @Test
  void shouldWriteASummaryOfTheRtlForATraceWithoutRequests() throws IOException {
    Path in = trace("connection,op,bytes\n");
    assertHeld(scheduleOn("rtl", in, settings()));
    String summary = Files.readString(out());
    assertTrue(summary.startsWith("{\"summary\":{\"requests\":0,"), summary);
    assertTrue(summary.endsWith("\"cycles\":0}}\n"), summary);
  }

  private static String[] settings(String... more) {
    List<String> all = new ArrayList<>(HARDWARE);
    all.addAll(List.of(more));
    return all.toArray(String[]::new);
  }

  private static String randomTrace(int requests, int connections) {
    Random random = new Random(11);
    String[] ops = {"send", "write", "bind", "invalidate"};
    StringBuilder lines = new StringBuilder("connection,op,bytes,guest,fence\n");
    for (int i = 0; i < requests; i++) {
      lines.append(
          String.format(
              Locale.ROOT,
              "%d,%s,%d,%d,%d\n",
              random.nextInt(connections),
              ops[random.nextInt(ops.length)],
              random.nextInt(5000),
              random.nextInt(256),
              random.nextInt(10) / 9));
    }
    return lines.toString();
  }

  private static long cycles(String output) {
    return Long.parseLong(output.replaceAll("(?s).*\"cycles\":([0-9]+).*", "$1"));
  }

  private Path trace(String lines) throws IOException {
    return Files.writeString(folder.resolve("trace.csv"), lines);
  }

  private Path out() {
    return folder.resolve("out.jsonl");
  }

  private CommandRun schedule(Path in, String... settings) {
    return scheduleOn("model", in, settings);
  }

  private CommandRun scheduleOn(String engine, Path in, String... settings) {
    List<String> args = new ArrayList<>(List.of("run", "schedule", "--engine", engine));
    args.addAll(List.of("--in", in.toString(), "--out", out().toString()));
    for (String setting : settings) {
      args.addAll(List.of("--set", setting));
    }
    return CommandRun.of(args.toArray(String[]::new));
  }

  private static void assertHeld(CommandRun o) {
    assertEquals(0, o.status(), o.err());
    assertTrue(o.err().startsWith("tandem: run schedule --engine "), o.err());
    assertEquals(1, o.err().lines().count(), o.err());
  }

  private void assertOnlyFile(Path file) throws IOException {
    try (var files = Files.list(folder)) {
      assertEquals(List.of(file), files.toList(), "no half-written file stays");
    }
  }
}
