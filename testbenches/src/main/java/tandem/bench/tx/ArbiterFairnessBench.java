package tandem.bench.tx;

import com.google.auto.service.AutoService;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import tandem.bench.block.BlockBench;
import tandem.cosim.block.BlockRun;
import tandem.cosim.block.Scenario;
import tandem.cosim.regress.Bench;
import tandem.cosim.regress.BenchRun;
import tandem.cosim.regress.Suite;
import tandem.cosim.stream.Beat;
import tandem.cosim.stream.Offer;
import tandem.cosim.tx.GuestArbiterBlock;
import tandem.model.record.ArbiterCommand;
import tandem.model.record.EndEvent;
import tandem.model.record.PageWrite;
import tandem.model.record.QueueReady;
import tandem.model.record.TurnEvent;
import tandem.model.tx.GuestArbiterConfig;

/**
 * What guests get, measured on the RTL: by weight, in rounds, beside a storm, at a rate, urgent.
 */
@AutoService(Bench.class)
public final class ArbiterFairnessBench extends BlockBench<GuestArbiterConfig> {
  private static final int GUESTS = 256;
  private static final int QUANTUM = 4096;
  private static final int COMMAND_CYCLES = 4;
  private static final int ROUNDS = 20;
  private static final int REQUESTS = 9;
  private static final int CONNECTIONS = 1 << 16;
  private static final int SHARE = CONNECTIONS / GUESTS;
  private static final double LEAST_JAIN = 0.99;
  private static final double MOST_OFF = 0.02;

  private static final int LATE = 255;

  private static final int STORM = 254;
  private static final int LIMITED = 253;
  private static final long RATE = 2048;
  private static final long BURST = 4 * RATE;

  public ArbiterFairnessBench() {
    super(
        "arbiter-fairness",
        "256 guests: shares, rounds, who comes late, a storm of doorbells, a rate, an urgent guest",
        new GuestArbiterBlock());
  }

  @Override
  public int seeds(Suite suite) {
    return 1;
  }

  private static int weight(int guest) {
    return 1 + guest % 4;
  }

  @Override
  public void run(BenchRun run) {
    Random random = run.random("order");
    run.attempt(
        () -> {
          BlockRun<GuestArbiterConfig> result = measured(run, random, false, false);
          shares(result);
          late(result, GUESTS);
        });
    run.attempt(() -> late(measured(run, random, false, true), 1));
    run.attempt(() -> shares(measured(run, random, true, false)));
  }

  private BlockRun<GuestArbiterConfig> measured(
      BenchRun run, Random random, boolean storms, boolean isUrgent) {
    List<Offer<ArbiterCommand>> commands = new ArrayList<>();
    for (int guest = 0; guest < GUESTS; guest++) {
      long rate = guest == LIMITED ? RATE : 0;
      commands.add(
          new Offer<>(
              0,
              new ArbiterCommand(
                  guest,
                  0,
                  guest,
                  true,
                  isUrgent && guest == LATE,
                  weight(guest),
                  rate,
                  BURST,
                  guest * SHARE,
                  SHARE)));
    }
    List<Offer<PageWrite>> pages = new ArrayList<>();
    long cycle = (long) GUESTS * COMMAND_CYCLES;
    for (int i = 0; i < REQUESTS * GUESTS; i++) {
      int guest = i % GUESTS;
      if (guest != LATE) {
        pages.add(write(cycle + i, guest, 16 * QUANTUM));
      }
    }
    long lateCycle = cycle + 2 * REQUESTS * GUESTS;
    for (int i = 0; storms && i < 4 * REQUESTS * GUESTS; i++) {
      pages.add(write(lateCycle + i, STORM, random.nextInt(2 * QUANTUM)));
    }
    if (!storms) {
      pages.add(write(lateCycle, LATE, QUANTUM));
    }
    Map<String, Long> hardware =
        run.parameters(block(), Map.of("guests", (long) GUESTS, "numQueues", 16L));
    return check(
        run,
        Scenario.of("fairness", hardware)
            .with(GuestArbiterBlock.PAGES, pages)
            .with(GuestArbiterBlock.COMMANDS, commands)
            .with(GuestArbiterBlock.PICKS, List.of(8)));
  }

  private static Offer<PageWrite> write(long cycle, int guest, long bytes) {
    return new Offer<>(
        cycle,
        new PageWrite(
            (long) guest * PageWrite.PAGE_BYTES,
            guest,
            guest * SHARE,
            0,
            bytes,
            false,
            false,
            false,
            0));
  }

  /** Shares of the guests that always have something, over rounds of the first of them. */
  private static void shares(BlockRun<GuestArbiterConfig> run) {
    requireToTheCycle(run);
    List<Beat<TurnEvent>> turns = run.log().beats("turnEvent", TurnEvent.class);
    long allPosted = run.log().beats("page", PageWrite.class).get(GUESTS).cycle();
    long[] rounds =
        turns.stream()
            .filter(turn -> turn.record().guest() == 0 && turn.cycle() > allPosted)
            .mapToLong(Beat::cycle)
            .toArray();
    require(rounds.length > ROUNDS + 1, "rounds=" + rounds.length);
    // Behind a round in which everybody is in the list.
    long from = rounds[1];
    long to = rounds[ROUNDS + 1];
    double[] got = new double[GUESTS];
    for (Beat<EndEvent> end : run.log().beats("endEvent", EndEvent.class)) {
      if (end.cycle() > from && end.cycle() <= to) {
        got[end.record().guest()] += end.record().charged();
      }
    }
    double sum = 0;
    double squares = 0;
    int count = 0;
    for (int guest = 0; guest < LIMITED; guest++) {
      double each = got[guest] / weight(guest) / QUANTUM / ROUNDS;
      double off = Math.abs(each - 1);
      require(off <= MOST_OFF, text("share", guest, each));
      sum += each;
      squares += each * each;
      count++;
    }
    require(sum * sum / (count * squares) >= LEAST_JAIN, "Jain=" + sum * sum / (count * squares));
    double sweeps = (double) (to - from) / GUESTS;
    double most = BURST + RATE * (sweeps + 1) + weight(LIMITED) * QUANTUM;
    require(got[LIMITED] <= most, text("limited", LIMITED, got[LIMITED]));
    List<Beat<QueueReady>> grants = run.log().beats("out", QueueReady.class);
    requireEveryCycle(
        grants.stream().filter(g -> g.cycle() > from && g.cycle() < to).toList(), "grants");
  }

  /** Who comes late has its turn before anybody has two, and an urgent guest the next. */
  private static void late(BlockRun<GuestArbiterConfig> run, long most) {
    requireToTheCycle(run);
    List<Beat<PageWrite>> pages = run.log().beats("page", PageWrite.class);
    long posted = pages.get(pages.size() - 1).cycle();
    List<Integer> before =
        run.log().beats("turnEvent", TurnEvent.class).stream()
            .filter(turn -> turn.cycle() > posted + 2)
            .map(turn -> turn.record().guest())
            .takeWhile(guest -> guest != LATE)
            .toList();
    require(before.size() <= most, "turns before that of who came late=" + before.size());
    require(Set.copyOf(before).size() == before.size(), "somebody had two turns before");
  }

  private static String text(String what, int guest, double value) {
    return String.format(Locale.ROOT, "%s: guest=%d got=%.4f", what, guest, value);
  }
}
