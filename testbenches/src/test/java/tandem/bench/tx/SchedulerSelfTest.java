package tandem.bench.tx;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tandem.bench.TestRtl;
import tandem.cosim.block.BlockHarness;
import tandem.cosim.block.BlockRun;
import tandem.cosim.check.Mismatch;
import tandem.cosim.stream.Beat;
import tandem.cosim.stream.TraceWindow;
import tandem.cosim.tx.LookaheadSchedulerBlock;
import tandem.cosim.tx.LookaheadSchedulerChecker;
import tandem.model.record.DoorbellWrite;
import tandem.model.record.PrefetchHint;
import tandem.model.record.ScheduledRequest;
import tandem.model.tx.WorkRequestConfig;

/**
 * The checker of the look-ahead scheduler is made to fail in what is its own; that it notices every
 * field of every record is seen by BlockSelfTest.
 */
class SchedulerSelfTest {
  private static final int REQUESTS = 400;

  private static final BlockHarness<WorkRequestConfig> HARNESS =
      new BlockHarness<>(new LookaheadSchedulerBlock());

  private static BlockRun<WorkRequestConfig> run;

  @BeforeAll
  static void run() {
    List<DoorbellWrite> doorbells = Doorbells.random(new Random(5), REQUESTS, 12, 0);
    run =
        HARNESS.run(
            LookaheadSchedulerBlock.scenario("self test", SchedulerRandomBench.BLOCKING, doorbells),
            TestRtl.generated(),
            TraceWindow.none());
    assertTrue(run.verdict().isAgreed(), () -> run.verdict().toString());
    assertEquals(REQUESTS, scheduled().size());
    assertTrue(hints().size() > REQUESTS / 10);
  }

  private static List<Beat<ScheduledRequest>> scheduled() {
    return run.log().beats("scheduled", ScheduledRequest.class);
  }

  private static List<Beat<PrefetchHint>> hints() {
    return run.log().beats("hint", PrefetchHint.class);
  }

  /** A model with another configuration must be noticed by what it does. */
  @ParameterizedTest(name = "model has {0}={1}")
  @CsvSource({
    "window, 4, windowTail",
    "window, 200, windowTail",
    "batchLimit, 3, last",
    "batchBytes, 9000, last",
    "queueFormat, 1, address",
    "queueDepth, 64, held"
  })
  void shouldNoticeAnotherConfiguration(String name, long value, String field) {
    Mismatch mismatch = noticed(run.with(run.config().with(name, value)));
    assertTrue(mismatch.differing().contains(field), mismatch::toString);
  }

  @Test
  void shouldNoticeHintsOfABatchInAnotherOrder() {
    List<Beat<PrefetchHint>> hints = new ArrayList<>(hints());
    int at = REQUESTS / 20;
    while (hints.get(at).record().batch() != hints.get(at + 1).record().batch()) {
      at++;
    }
    Beat<PrefetchHint> first = hints.get(at);
    Beat<PrefetchHint> second = hints.get(at + 1);
    hints.set(at, new Beat<>(second.record(), first.offeredCycle(), first.cycle()));
    hints.set(at + 1, new Beat<>(first.record(), second.offeredCycle(), second.cycle()));
    Mismatch mismatch = noticed(run.with(run.log().with("hint", PrefetchHint.class, hints)));
    assertEquals("hint", mismatch.tag());
  }

  /** The journey of a request begins with its doorbell, which does not have its number. */
  @Test
  void shouldTellWhereARequestCameFrom() {
    List<Beat<ScheduledRequest>> scheduled = new ArrayList<>(scheduled());
    Beat<ScheduledRequest> late = scheduled.get(17);
    long cycle = late.cycle() + 1;
    scheduled.set(17, new Beat<>(scheduled.get(18).record(), cycle, cycle));
    Mismatch mismatch =
        noticed(run.with(run.log().with("scheduled", ScheduledRequest.class, scheduled)));
    assertEquals(cycle, mismatch.cycle());
    assertTrue(mismatch.journey().get(0).startsWith("doorbell@"), mismatch::toString);
  }

  private static Mismatch noticed(BlockRun<WorkRequestConfig> altered) {
    Optional<Mismatch> mismatch = HARNESS.mismatch(altered);
    assertTrue(mismatch.isPresent(), "the checker let it pass");
    assertEquals(LookaheadSchedulerChecker.STAGE, mismatch.get().stage());
    return mismatch.get();
  }
}
