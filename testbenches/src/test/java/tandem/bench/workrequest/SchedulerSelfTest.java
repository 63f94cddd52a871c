package tandem.bench.workrequest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import tandem.bench.TestRtl;
import tandem.cosim.check.Mismatch;
import tandem.cosim.stream.TraceWindow;
import tandem.cosim.workrequest.SchedulerHarness;
import tandem.cosim.workrequest.SchedulerHarness.Result;
import tandem.cosim.workrequest.SchedulerModel;
import tandem.cosim.workrequest.SchedulerScenario;
import tandem.model.record.ScheduledRequest;
import tandem.model.tx.LookaheadScheduler;
import tandem.model.tx.WorkRequestConfig;
import tandem.model.tx.WorkRequestCounters;

/**
 * The checker of the look-ahead scheduler is made to fail: each way of breaking the model must be
 * noticed, in the right field.
 */
class SchedulerSelfTest {
  private static final int REQUESTS = 400;

  static Stream<Arguments> brokenFields() {
    return Stream.of(
        broken("guest", r -> request(r, 0, r.guest() ^ 0x80)),
        broken("connection", r -> request(r, 1, r.connection() ^ 1)),
        broken("op", r -> request(r, 2, r.op() ^ 4)),
        broken("bytes", r -> request(r, 3, r.bytes() ^ 1)),
        broken("fence", r -> request(r, 4, r.fence() ? 0 : 1)),
        broken("fail", r -> request(r, 5, r.fail() ? 0 : 1)),
        broken("address", r -> request(r, 6, r.address() + 1)),
        broken("entry", r -> request(r, 7, r.entry() ^ 1)),
        broken("batch", r -> request(r, 8, r.batch() ^ 1)),
        broken("first", r -> request(r, 9, r.first() ? 0 : 1)),
        broken("last", r -> request(r, 10, r.last() ? 0 : 1)),
        broken("windowTail", r -> request(r, 11, r.windowTail() ^ 1)));
  }

  @ParameterizedTest(name = "model breaks {0}")
  @MethodSource("brokenFields")
  void shouldNoticeABrokenField(String field, UnaryOperator<ScheduledRequest> breaking) {
    SchedulerModel model =
        new Broken(Map.of()) {
          private int count;

          @Override
          public ScheduledRequest picked(LookaheadScheduler scheduler) {
            ScheduledRequest request = scheduler.picked();
            return count++ == 17 ? breaking.apply(request) : request;
          }
        };
    Mismatch mismatch = mismatch(model);
    assertEquals("LookaheadScheduler", mismatch.stage());
    assertEquals(List.of(field), mismatch.differing());
    assertTrue(mismatch.cycle() > 0 && !mismatch.journey().isEmpty(), mismatch::toString);
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
    Mismatch mismatch = mismatch(new Broken(Map.of(name, value)));
    assertEquals("LookaheadScheduler", mismatch.stage());
    assertTrue(mismatch.differing().contains(field), mismatch::toString);
  }

  @Test
  void shouldNoticeAModelThatHintsInAnotherOrder() {
    Mismatch mismatch =
        mismatch(
            new Broken(Map.of()) {
              @Override
              public int hints(LookaheadScheduler scheduler, int[] into) {
                int count = scheduler.hints(into);
                if (count > 1) {
                  int first = into[0];
                  into[0] = into[1];
                  into[1] = first;
                }
                return count;
              }
            });
    assertEquals("hint", mismatch.tag());
  }

  @Test
  void shouldNoticeAModelThatForgetsAHint() {
    Mismatch mismatch =
        mismatch(
            new Broken(Map.of()) {
              @Override
              public int hints(LookaheadScheduler scheduler, int[] into) {
                return Math.max(0, scheduler.hints(into) - 1);
              }
            });
    assertEquals("hint", mismatch.tag());
  }

  /** What the tests above rest on: without anything broken the scenario agrees. */
  @Test
  void shouldAgreeWhenNothingIsBroken() {
    Result result = run(SchedulerModel.GOLDEN);
    assertTrue(result.verdict().isAgreed(), () -> result.verdict().mismatch().toString());
    assertEquals(REQUESTS, result.log().orElseThrow().scheduled().size());
    assertTrue(result.log().orElseThrow().hints().size() > REQUESTS / 10);
  }

  private static class Broken implements SchedulerModel {
    private final Map<String, Long> changes;

    Broken(Map<String, Long> changes) {
      this.changes = changes;
    }

    @Override
    public LookaheadScheduler create(WorkRequestConfig config) {
      return new LookaheadScheduler(config.with(changes), new WorkRequestCounters());
    }
  }

  private static Arguments broken(String field, UnaryOperator<ScheduledRequest> breaking) {
    return Arguments.of(field, breaking);
  }

  /** A copy of a request with the field at that index set to a number. */
  private static ScheduledRequest request(ScheduledRequest r, int field, long value) {
    return new ScheduledRequest(
        field == 0 ? (int) value : r.guest(),
        field == 1 ? (int) value : r.connection(),
        field == 2 ? (int) value : r.op(),
        field == 3 ? value : r.bytes(),
        field == 4 ? value == 1 : r.fence(),
        field == 5 ? value == 1 : r.fail(),
        field == 6 ? value : r.address(),
        field == 7 ? value : r.entry(),
        field == 8 ? value : r.batch(),
        field == 9 ? value == 1 : r.first(),
        field == 10 ? value == 1 : r.last(),
        field == 11 ? value : r.windowTail());
  }

  private static Mismatch mismatch(SchedulerModel model) {
    Result result = run(model);
    assertTrue(!result.verdict().isAgreed(), "the checker let it pass");
    return result.verdict().mismatch().orElseThrow();
  }

  private static Result run(SchedulerModel model) {
    // A cache that blocks drops no hint.
    Map<String, Long> settings =
        Map.of("window", 64L, "prefetch", 4L, "nonBlocking", 0L, "batchLimit", 0L);
    SchedulerScenario scenario =
        SchedulerScenario.of(
            "self test", settings, Doorbells.random(new Random(5), REQUESTS, 12, 0));
    return new SchedulerHarness(model).run(scenario, TestRtl.generated(), TraceWindow.none());
  }
}
