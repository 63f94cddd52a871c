package tandem.bench.tx;

import com.google.auto.service.AutoService;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import tandem.bench.block.BlockBench;
import tandem.cosim.block.BlockRun;
import tandem.cosim.block.Scenario;
import tandem.cosim.regress.Bench;
import tandem.cosim.regress.BenchRun;
import tandem.cosim.regress.Suite;
import tandem.cosim.stream.Beat;
import tandem.cosim.tx.LookaheadSchedulerBlock;
import tandem.cosim.tx.LookaheadSchedulerChecker;
import tandem.model.record.ScheduledRequest;
import tandem.model.tx.WorkRequestConfig;

/** Other hardware: several queues, small queues, narrow rows; and that a window of 1 is one. */
@AutoService(Bench.class)
public final class SchedulerParameterBench extends BlockBench<WorkRequestConfig> {
  private static final int SCENARIOS = 8;

  private static final List<Map<String, Long>> HARDWARE =
      List.of(
          Map.of("numQueues", 3L, "maxWindow", 16L, "queueDepth", 64L),
          Map.of("numQueues", 16L, "maxWindow", 8L, "queueDepth", 64L),
          Map.of("maxWindow", 64L, "queueDepth", 64L, "connectionBits", 9L),
          Map.of("maxWindow", 1L, "queueDepth", 64L));

  public SchedulerParameterBench() {
    super(
        "scheduler-parameters",
        "1 to 16 queues, queues no deeper than the window; window 1 is hardware of window 1",
        new LookaheadSchedulerBlock());
  }

  @Override
  public int seeds(Suite suite) {
    return suite == Suite.SMOKE ? 1 : 20;
  }

  @Override
  public void run(BenchRun run) {
    if (!run.rtl().isGenerated()) {
      run.note("scheduler-parameters: other parameters were not run, since --rtl is as it is");
      Map<String, Long> own = run.parameters(block(), SchedulerRandomBench.DEFAULTS);
      check(run, SchedulerRandomBench.scenario(run.random("as it is"), 0, own));
      return;
    }
    long outOfTurn = 0;
    for (Map<String, Long> parameters : HARDWARE) {
      for (int i = 0; i < SCENARIOS; i++) {
        String purpose = String.format(Locale.ROOT, "%s %d", new TreeMap<>(parameters), i);
        BlockRun<WorkRequestConfig> result =
            check(run, SchedulerRandomBench.scenario(run.random(purpose), i, parameters));
        outOfTurn += result.allowance(LookaheadSchedulerChecker.OUT_OF_TURN);
      }
    }
    run.note(
        String.format(
            Locale.ROOT,
            "scheduler-parameters seed=%d: queues out of turn=%d",
            run.seed(),
            outOfTurn));
    for (int i = 0; i < SCENARIOS; i++) {
      requireStrictOrder(run, i);
    }
  }

  /** WR-12: cycle for cycle what hardware does that can look no further. */
  private void requireStrictOrder(BenchRun run, int number) {
    Scenario narrow =
        SchedulerRandomBench.scenario(
            run.random("strict " + number), number, Map.of("maxWindow", 1L));
    Scenario wide = narrow.withSetting("maxWindow", 256L);
    List<Beat<ScheduledRequest>> expected = scheduled(check(run, narrow));
    List<Beat<ScheduledRequest>> actual = scheduled(check(run, wide));
    for (int i = 0; i < expected.size(); i++) {
      require(
          expected.get(i).equals(actual.get(i)),
          String.format(
              Locale.ROOT,
              "WR-12, %s: pick=%d expected=%s actual=%s",
              narrow.name(),
              i,
              expected.get(i),
              actual.get(i)));
    }
  }

  private static List<Beat<ScheduledRequest>> scheduled(BlockRun<WorkRequestConfig> result) {
    return result.log().beats("scheduled", ScheduledRequest.class);
  }
}
