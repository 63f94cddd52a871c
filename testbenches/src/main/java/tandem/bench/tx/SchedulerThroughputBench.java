package tandem.bench.tx;

import com.google.auto.service.AutoService;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import tandem.bench.block.BlockBench;
import tandem.cosim.block.BlockRun;
import tandem.cosim.regress.Bench;
import tandem.cosim.regress.BenchRun;
import tandem.cosim.regress.Suite;
import tandem.cosim.stream.Beat;
import tandem.cosim.stream.Offer;
import tandem.cosim.stream.RunLog;
import tandem.cosim.tx.LookaheadSchedulerBlock;
import tandem.cosim.tx.LookaheadSchedulerChecker;
import tandem.model.record.DoorbellWrite;
import tandem.model.record.ScheduledRequest;
import tandem.model.tx.WorkRequestConfig;

/** Back to back: a pick a cycle with full windows, the first within two cycles. */
@AutoService(Bench.class)
public final class SchedulerThroughputBench extends BlockBench<WorkRequestConfig> {
  private static final int REQUESTS = 4000;
  private static final int MOST_CYCLES_TO_OFFER = 2;

  /** The barrier in front of the requests ends when the queue is full. */
  private static final int FULL_CYCLES = 1200;

  private static final int OTHER = 60_000;
  private static final int SPARSE_CYCLES = 20;

  public SchedulerThroughputBench() {
    super(
        "scheduler-back-to-back",
        "one pick a cycle with full windows, offered 2 cycles after the doorbell",
        new LookaheadSchedulerBlock());
  }

  @Override
  public int seeds(Suite suite) {
    return 1;
  }

  @Override
  public void run(BenchRun run) {
    Random random = run.random("connections");
    for (long window : new long[] {1, 8, 64, 256}) {
      run.attempt(
          () -> {
            saturated(run, "one connection", window, doorbells(() -> 7));
            saturated(run, "uniform over 300", window, doorbells(() -> random.nextInt(300)));
            saturated(run, "batches of one", window, Doorbells.roundRobin(500, REQUESTS / 500));
            sparse(run, window);
          });
    }
  }

  private static List<DoorbellWrite> doorbells(java.util.function.IntSupplier connection) {
    List<DoorbellWrite> doorbells = new ArrayList<>();
    for (int i = 0; i < REQUESTS; i++) {
      doorbells.add(Doorbells.send(connection.getAsInt()));
    }
    return doorbells;
  }

  private void saturated(BenchRun run, String what, long window, List<DoorbellWrite> doorbells) {
    String name = String.format(Locale.ROOT, "%s, window=%d", what, window);
    List<DoorbellWrite> posted = new ArrayList<>(doorbells);
    posted.add(0, Doorbells.barrier(OTHER));
    BlockRun<WorkRequestConfig> result =
        check(
            run,
            LookaheadSchedulerBlock.scenario(name, Map.of("window", window), posted)
                .with(LookaheadSchedulerBlock.COMPLETION_CYCLES, FULL_CYCLES));
    List<Beat<ScheduledRequest>> picks = result.log().beats("scheduled", ScheduledRequest.class);
    for (int i = 2; i < picks.size(); i++) {
      long gap = picks.get(i).cycle() - picks.get(i - 1).cycle();
      require(
          gap == 1,
          String.format(Locale.ROOT, "a pick a cycle, %s: pick=%d cycles=%d", name, i, gap));
    }
    require(
        result.allowance(LookaheadSchedulerChecker.LAGGING) == 0,
        String.format(
            Locale.ROOT,
            "full windows, %s: windows that lag=%d",
            name,
            result.allowance(LookaheadSchedulerChecker.LAGGING)));
  }

  private void sparse(BenchRun run, long window) {
    List<Offer<DoorbellWrite>> offers = new ArrayList<>();
    for (int i = 0; i < REQUESTS / SPARSE_CYCLES; i++) {
      offers.add(new Offer<>((long) SPARSE_CYCLES * i, Doorbells.send(i)));
    }
    String name = "now and then, window=" + window;
    RunLog log =
        check(
                run,
                LookaheadSchedulerBlock.scenario(name, Map.of("window", window), List.of())
                    .with(LookaheadSchedulerBlock.DOORBELLS, offers))
            .log();
    List<Beat<DoorbellWrite>> doorbells = log.beats("doorbell", DoorbellWrite.class);
    List<Beat<ScheduledRequest>> picks = log.beats("scheduled", ScheduledRequest.class);
    for (int i = 0; i < offers.size(); i++) {
      long cycles = picks.get(i).offeredCycle() - doorbells.get(i).cycle();
      require(
          cycles <= MOST_CYCLES_TO_OFFER,
          String.format(
              Locale.ROOT,
              "offered within %d cycles, %s: request=%d cycles=%d",
              MOST_CYCLES_TO_OFFER,
              name,
              i,
              cycles));
    }
  }
}
