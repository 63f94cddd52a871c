package tandem.bench.tx;

import com.google.auto.service.AutoService;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import tandem.bench.block.BlockBench;
import tandem.cosim.block.BlockRun;
import tandem.cosim.regress.Bench;
import tandem.cosim.regress.BenchRun;
import tandem.cosim.regress.Suite;
import tandem.cosim.tx.LookaheadSchedulerBlock;
import tandem.cosim.tx.LookaheadSchedulerChecker;
import tandem.model.record.DoorbellWrite;
import tandem.model.record.ScheduledRequest;
import tandem.model.tx.WorkRequestConfig;

/** How large batches are where the specification has a formula for it. */
@AutoService(Bench.class)
public final class SchedulerClosedFormBench extends BlockBench<WorkRequestConfig> {
  private static final int TIMES = 16;
  private static final int DISTANCE = 8;
  private static final int PAIR_GROUPS = 8;

  /** The barrier in front of the requests ends when all of them have been posted. */
  private static final int ALL_POSTED_CYCLES = 300;

  /** A connection that no request has. */
  private static final int OTHER = 60_000;

  public SchedulerClosedFormBench() {
    super(
        "scheduler-closed-forms",
        "batches of round robin and of pairs at a distance, against the formulas",
        new LookaheadSchedulerBlock());
  }

  @Override
  public int seeds(Suite suite) {
    return 1;
  }

  @Override
  public void run(BenchRun run) {
    for (int connections : new int[] {4, 8}) {
      for (int limit : new int[] {0, 1, 2, 8}) {
        for (int window = 1; window <= 4 * connections + 1; window++) {
          int reach = window;
          run.attempt(() -> roundRobin(run, connections, reach, limit));
        }
      }
    }
    for (int window : new int[] {1, DISTANCE, DISTANCE + 1, 2 * DISTANCE}) {
      run.attempt(() -> pairs(run, window));
    }
  }

  private void roundRobin(BenchRun run, int connections, int window, int limit) {
    int reach = 1 + (window - 1) / connections;
    int batch = Math.min(TIMES, Math.min(limit == 0 ? TIMES : limit, reach));
    int batches = connections * ((TIMES + batch - 1) / batch);
    List<DoorbellWrite> doorbells = Doorbells.roundRobin(connections, TIMES);
    requireBatches(run, "round robin over " + connections, doorbells, window, limit, batches);
  }

  private void pairs(BenchRun run, int window) {
    int pairs = DISTANCE * PAIR_GROUPS;
    List<DoorbellWrite> doorbells = Doorbells.bindThenSend(DISTANCE, PAIR_GROUPS);
    int batches = window > DISTANCE ? pairs : 2 * pairs;
    requireBatches(run, "pairs at distance " + DISTANCE, doorbells, window, 0, batches);
  }

  private void requireBatches(
      BenchRun run,
      String what,
      List<DoorbellWrite> doorbells,
      int window,
      int limit,
      int expected) {
    String name = String.format(Locale.ROOT, "%s, window=%d batchLimit=%d", what, window, limit);
    List<DoorbellWrite> posted = new ArrayList<>(doorbells);
    posted.add(0, Doorbells.barrier(OTHER));
    Map<String, Long> settings = Map.of("window", (long) window, "batchLimit", (long) limit);
    BlockRun<WorkRequestConfig> result =
        check(
            run,
            LookaheadSchedulerBlock.scenario(name, settings, posted)
                .with(LookaheadSchedulerBlock.COMPLETION_CYCLES, ALL_POSTED_CYCLES));
    ScheduledRequest last =
        result.log().beats("scheduled", ScheduledRequest.class).get(posted.size() - 1).record();
    require(
        last.batch() == expected,
        String.format(
            Locale.ROOT, "%s: batches expected=%d actual=%d", name, expected, last.batch()));
    require(
        result.allowance(LookaheadSchedulerChecker.LAGGING) == 0,
        String.format(
            Locale.ROOT,
            "%s: windows that lag=%d",
            name,
            result.allowance(LookaheadSchedulerChecker.LAGGING)));
  }
}
