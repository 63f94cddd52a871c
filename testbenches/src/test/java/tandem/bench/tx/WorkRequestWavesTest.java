package tandem.bench.tx;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tandem.bench.BrokenRtl;
import tandem.bench.WaveCase;
import tandem.cosim.regress.Benches;
import tandem.cosim.rtl.RtlSource;
import tandem.cosim.workrequest.WorkRequestHarness;

/** A failure of each block of the work requests as waves, model beside RTL. */
class WorkRequestWavesTest {
  private static final int REQUESTS = 200;

  @TempDir Path folder;

  private final Random random = new Random(1);

  @Test
  void shouldShowARequestThatIsScheduledWrongly() throws IOException {
    Map<String, Long> small = Map.of("queueDepth", 64L, "maxWindow", 16L);
    RtlSource broken =
        BrokenRtl.of(
            folder,
            "lookahead-scheduler",
            small,
            "LookaheadScheduler.sv",
            "scheduled_bits_bytes = record_bytes;",
            "scheduled_bits_bytes = record_bytes ^ 32'h100;");
    WaveCase.check(
        folder,
        Benches.harness("lookahead-scheduler"),
        SchedulerRandomBench.scenario(random, 1, small),
        broken,
        "LookaheadScheduler.scheduled",
        "bytes");
  }

  @Test
  void shouldShowAContextThatIsWrong() throws IOException {
    Map<String, Long> small = Map.of("cacheEntries", 16L, "connectionBits", 8L);
    WaveCase.check(
        folder,
        Benches.harness("context-cache"),
        CacheRandomBench.scenario(random, "waves", small),
        withOtherSequence("context-cache", small),
        "ContextCache.out",
        "sequence");
  }

  @Test
  void shouldShowADescriptorThatIsWrong() throws IOException {
    Map<String, Long> small = Map.of("fetchSlots", 3L);
    RtlSource broken =
        BrokenRtl.of(
            folder,
            "work-request-fetch",
            small,
            "WorkRequestFetch.sv",
            "_waiting_io_deq_bits_request_address : casez_tmp_3;",
            "_waiting_io_deq_bits_request_address : casez_tmp_3 + 64'h100;");
    WaveCase.check(
        folder,
        Benches.harness("work-request-fetch"),
        FetchRandomBench.scenario(random, 1, small),
        broken,
        "WorkRequestFetch.out",
        "address");
  }

  @Test
  void shouldShowAnEndThatIsWrong() throws IOException {
    Map<String, Long> small = Map.of("executionSlots", 5L, "cacheEntries", 16L);
    RtlSource broken =
        BrokenRtl.of(
            folder,
            "execution-stub",
            small,
            "ExecutionStub.sv",
            "io_enq_bits_completion_status (status)",
            "io_enq_bits_completion_status (status & 3'h5)");
    WaveCase.check(
        folder,
        Benches.harness("execution-stub"),
        ExecutionRandomBench.scenario(random, 1, small),
        broken,
        "ExecutionStub.completion",
        "status");
  }

  @Test
  void shouldShowWhatIsWrongInTheMiddleOfThePath() throws IOException {
    WaveCase.check(
        folder,
        new WorkRequestHarness(),
        new PathTraffic(random, PathBench.SMALL).scenario("waves", REQUESTS, false),
        withOtherSequence(WorkRequestHarness.BLOCK, PathBench.SMALL),
        "ContextCache.inContext",
        "sequence");
  }

  private RtlSource withOtherSequence(String block, Map<String, Long> parameters)
      throws IOException {
    return BrokenRtl.of(
        folder,
        block,
        parameters,
        "IssueEngine.sv",
        "out_bits_sequence = record_sequence;",
        "out_bits_sequence = record_sequence ^ 32'h8;");
  }
}
