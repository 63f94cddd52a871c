package tandem.bench.tx;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.LongUnaryOperator;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tandem.bench.TestRtl;
import tandem.cosim.stream.Beat;
import tandem.cosim.stream.TraceWindow;
import tandem.cosim.workrequest.PathHostSpec;
import tandem.cosim.workrequest.PathLog;
import tandem.cosim.workrequest.PathPosting;
import tandem.cosim.workrequest.PathScenario;
import tandem.cosim.workrequest.PathTiming;
import tandem.cosim.workrequest.PathTimingCheck;
import tandem.cosim.workrequest.WorkRequestHarness;
import tandem.cosim.workrequest.WorkRequestHarness.Result;
import tandem.model.record.DoorbellWrite;
import tandem.model.record.WorkOp;
import tandem.model.tx.WorkRequestConfig;

/** The comparison of cycles is made to fail: an RTL that is late or slow must be noticed. */
class PathTimingSelfTest {
  private static final int REQUESTS = 300;
  private static final int UNKNOWN = 1023;
  private static final LongUnaryOperator SAME = cycle -> cycle;

  private static PathScenario scenario;
  private static Result result;

  @BeforeAll
  static void run() {
    List<DoorbellWrite> doorbells = new ArrayList<>();
    for (int i = 0; i < REQUESTS; i++) {
      doorbells.add(Doorbells.send(i * i % 40));
    }
    scenario = PathScenario.of("self-test", PathBench.SMALL, doorbells).startingFull(1, UNKNOWN);
    result = new WorkRequestHarness().run(scenario, TestRtl.generated(), TraceWindow.none());
  }

  @Test
  void shouldBePredictedToTheCycle() {
    PathTiming timing = timing(SAME, SAME, SAME, SAME);
    assertEquals(List.of(), timing.excesses());
    assertEquals(0, timing.summary().worstCycles());
    assertEquals(timing.expectedCycles(), timing.actualCycles());
  }

  /** 8 cycles are more than 1 percent of the mean delay of any hop here, and less of all. */
  @ParameterizedTest
  @CsvSource({
    "8, 0, 0, inContext after scheduled",
    "0, 8, 0, workRequest after scheduled",
    "0, 0, 8, completion after scheduled"
  })
  void shouldNoticeAStreamThatIsLate(int inContext, int workRequest, int completion, String hop) {
    PathTiming timing = timing(SAME, c -> c + inContext, c -> c + workRequest, c -> c + completion);
    assertEquals(1, timing.excesses().size(), timing.excesses().toString());
    assertTrue(timing.excesses().get(0).startsWith(hop + ": "), timing.excesses().toString());
    assertEquals(8, timing.summary().worstCycles());
  }

  @Test
  void shouldNoticeARtlThatIsFourPercentSlower() {
    long first = log().scheduled().get(scenario.heldBarriers()).cycle();
    LongUnaryOperator slower = c -> c + Math.max(0, c - first) / 25;
    PathTiming timing = timing(SAME, SAME, SAME, slower);
    assertTrue(
        timing.excesses().stream().anyMatch(e -> e.startsWith("cycles expected=")),
        timing.excesses().toString());
  }

  /** All picks but the first a tenth of their distance from it late, all else with them. */
  @Test
  void shouldNoticePicksThatAreLateBehindAFullStart() {
    long first = log().scheduled().get(scenario.heldBarriers()).cycle();
    LongUnaryOperator late = c -> c + Math.max(0, c - first) / 10;
    PathTiming timing = timing(late, SAME, SAME, SAME);
    assertTrue(
        timing.excesses().stream().anyMatch(e -> e.startsWith("scheduled after first pick: ")),
        timing.excesses().toString());
  }

  /** One of twenty is a barrier; without the held start, which is one itself. */
  @ParameterizedTest
  @CsvSource({"0, 0, 64", "1, 0, 64", "1, 1, 8", "0, 0, 1"})
  void shouldPredictBarriersToTheCycle(long liveScan, long windowCounts, long window) {
    List<DoorbellWrite> doorbells = new ArrayList<>();
    for (int i = 0; i < REQUESTS; i++) {
      boolean barrier = i % 20 == 10;
      doorbells.add(
          new DoorbellWrite(
              0, i * i % 23, WorkOp.SEND.code(), 64, false, barrier, false, 4096L * i));
    }
    Map<String, Long> settings =
        PathBench.with(
            PathBench.SMALL, "liveScan", liveScan, "windowCounts", windowCounts, "window", window);
    Result barriers =
        new WorkRequestHarness()
            .run(
                PathScenario.of("barriers", settings, doorbells).withHost(PathBench.NEAR),
                TestRtl.generated(),
                TraceWindow.none());
    PathTiming timing = barriers.timing().orElseThrow();
    assertEquals(REQUESTS, timing.requests());
    assertEquals(0, timing.summary().worstCycles(), timing.line());
  }

  @ParameterizedTest
  @CsvSource({"0, 0, 1, true", "1, 0, 1, false", "0, 1, 1, false", "0, 0, 4, false"})
  void shouldNotCompareWhatIsNotPredicted(
      int jitter, int spacing, long queues, boolean isPredicted) {
    PathScenario other =
        PathScenario.of("other", scenario.settings(), List.of())
            .withPostings(ofGuestsInTurn(queues))
            .withHost(new PathHostSpec(10, jitter, spacing, 0, 0, 0, 0, false));
    WorkRequestConfig config = result.config().with("numQueues", queues);
    assertEquals(isPredicted, PathTimingCheck.of(other, config, log()).isPresent());
  }

  private static List<PathPosting> ofGuestsInTurn(long guests) {
    List<PathPosting> postings = new ArrayList<>();
    for (PathPosting posting : scenario.postings()) {
      DoorbellWrite d = posting.doorbell();
      int guest = (int) (postings.size() % guests);
      postings.add(
          PathPosting.of(
              new DoorbellWrite(
                  guest, d.connection(), d.op(), d.bytes(), false, d.barrier(), false, 0)));
    }
    return postings;
  }

  private static PathLog log() {
    return result.log().orElseThrow();
  }

  /** The verdict on the run with the cycles of some streams changed. */
  private static PathTiming timing(
      LongUnaryOperator scheduled,
      LongUnaryOperator inContext,
      LongUnaryOperator workRequest,
      LongUnaryOperator completion) {
    PathLog log = log();
    PathLog changed =
        new PathLog(
            log.startCycle(),
            log.endCycle(),
            log.releasedCycle(),
            log.doorbells(),
            log.commands(),
            log.acknowledges(),
            at(log.scheduled(), scheduled),
            log.hints(),
            log.events(),
            at(log.inContext(), inContext),
            log.host(),
            log.fetches(),
            log.fetchBeats(),
            at(log.workRequests(), workRequest),
            log.released(),
            at(log.completions(), completion),
            log.counters());
    return PathTimingCheck.of(scenario, result.config(), changed).orElseThrow();
  }

  private static <R extends Record> List<Beat<R>> at(
      List<Beat<R>> beats, LongUnaryOperator change) {
    return beats.stream()
        .map(b -> new Beat<>(b.record(), b.offeredCycle(), change.applyAsLong(b.cycle())))
        .toList();
  }
}
