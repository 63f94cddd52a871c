package tandem.bench.tx;

import com.google.auto.service.AutoService;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.commons.math3.random.RandomGenerator;
import org.apache.commons.math3.random.Well19937c;
import tandem.cosim.regress.Bench;
import tandem.cosim.regress.BenchRun;
import tandem.cosim.regress.Suite;
import tandem.cosim.workrequest.PathPosting;
import tandem.cosim.workrequest.PathScenario;
import tandem.cosim.workrequest.PathTiming;
import tandem.model.record.DoorbellWrite;
import tandem.model.record.WorkOp;
import tandem.model.workload.Arrivals;
import tandem.model.workload.ConnectionChoice;
import tandem.model.workload.ConnectionChoices;

/** Holds the cycles that the timing model predicts alone against those of the RTL. */
@AutoService(Bench.class)
public final class PathTimingBench extends PathBench {
  private static final int REQUESTS = 2000;

  /** One after the other, each with its load: a few are enough. */
  private static final int REQUESTS_ONE_BY_ONE = 500;

  private static final int CACHED = 16;
  private static final int OVERSUBSCRIBED = 51;
  private static final int UNKNOWN = 1023;
  private static final double ZIPF = 0.99;
  private static final double RATE = 0.4;

  @Override
  public String name() {
    return "path-timing";
  }

  @Override
  public String about() {
    return "the predicted cycles of every record beside the RTL's, for each workload";
  }

  @Override
  public int seeds(Suite suite) {
    return suite == Suite.SMOKE ? 1 : 4;
  }

  @Override
  public void run(BenchRun run) {
    RandomGenerator random = new Well19937c(run.seed());
    for (long window : new long[] {1, 8, 64}) {
      windows(run, window, random);
    }
    Map<String, Long> plain = with(SMALL, "window", 64);
    Map<String, Long> full = with(plain, "queueFormat", 1);
    ConnectionChoice cached = uniform(CACHED, random);
    ConnectionChoice fourTimes = uniform(4 * CACHED, random);
    timed(run, "full requests, all cached", full, sends(cached, REQUESTS));
    timed(run, "full requests, 4x", full, sends(fourTimes, REQUESTS));
    timed(run, "pairs at distance 20", plain, Doorbells.bindThenSend(20, 20));
    timed(run, "reads, 4x", plain, reads(fourTimes, random));
    timed(run, "not passing, 4x", with(plain, "nonBlocking", 0), sends(fourTimes, REQUESTS));
    timed(run, "look-ahead victims, 4x", with(plain, "replacement", 1), sends(fourTimes, REQUESTS));
    timed(run, "protected, 4x", with(plain, "replacement", 2), sends(fourTimes, REQUESTS));
    ConnectionChoice many = uniform(OVERSUBSCRIBED * CACHED, random);
    timed(run, "prefetch, 51x", with(plain, "prefetch", 4), sends(many, REQUESTS));
    inOrder(run, plain, fourTimes, random);
    arriving(run, "Poisson, all cached", plain, sends(cached, REQUESTS), random);
    arriving(run, "Poisson, full requests", full, sends(cached, REQUESTS), random);
  }

  private void windows(BenchRun run, long window, RandomGenerator random) {
    Map<String, Long> settings = with(SMALL, "window", window);
    int count = window == 1 ? REQUESTS_ONE_BY_ONE : REQUESTS;
    int many = OVERSUBSCRIBED * CACHED;
    String at = ", window " + window;
    timed(run, "one connection" + at, settings, sends(() -> 7, count));
    timed(run, "uniform, all cached" + at, settings, sends(uniform(CACHED, random), count));
    timed(run, "uniform, 4x" + at, settings, sends(uniform(4 * CACHED, random), count));
    timed(run, "uniform, 51x" + at, settings, sends(uniform(many, random), count));
    ConnectionChoice zipf = ConnectionChoices.zipf(many, ZIPF, random);
    timed(run, "Zipf, 51x" + at, settings, sends(zipf, count));
    int times = count / (2 * CACHED);
    timed(run, "round robin, 2x" + at, settings, Doorbells.roundRobin(2 * CACHED, times));
  }

  /** Without passing, with hints under every policy; and all operations with the host near by. */
  private void inOrder(
      BenchRun run, Map<String, Long> plain, ConnectionChoice choice, RandomGenerator random) {
    Map<String, Long> hinted = with(plain, "nonBlocking", 0, "prefetch", 2);
    for (int policy = 0; policy < 3; policy++) {
      String name = "not passing, prefetch, 4x, replacement=" + policy;
      timed(run, name, with(hinted, "replacement", policy), sends(choice, REQUESTS_ONE_BY_ONE));
    }
    for (int nonBlocking = 0; nonBlocking < 2; nonBlocking++) {
      String name = "host near by, all operations, prefetch, nonBlocking=" + nonBlocking;
      PathScenario scenario =
          PathScenario.of(name, with(hinted, "nonBlocking", nonBlocking), mixed(choice, random));
      judge(run, scenario.withHost(NEAR).startingFull(1, UNKNOWN));
    }
  }

  private static ConnectionChoice uniform(int connections, RandomGenerator random) {
    return ConnectionChoices.uniform(connections, random);
  }

  private static List<DoorbellWrite> sends(ConnectionChoice choice, int count) {
    List<DoorbellWrite> doorbells = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      doorbells.add(Doorbells.send(choice.next()));
    }
    return doorbells;
  }

  /** One of five is a read. */
  private static List<DoorbellWrite> reads(ConnectionChoice choice, RandomGenerator random) {
    List<DoorbellWrite> doorbells = new ArrayList<>();
    for (int i = 0; i < REQUESTS; i++) {
      WorkOp op = random.nextInt(5) == 0 ? WorkOp.READ : WorkOp.SEND;
      doorbells.add(doorbell(choice.next(), op, false));
    }
    return doorbells;
  }

  /** Every operation, one of twenty behind a fence. */
  private static List<DoorbellWrite> mixed(ConnectionChoice choice, RandomGenerator random) {
    WorkOp[] ops = WorkOp.values();
    List<DoorbellWrite> doorbells = new ArrayList<>();
    for (int i = 0; i < REQUESTS; i++) {
      doorbells.add(
          doorbell(choice.next(), ops[random.nextInt(ops.length)], random.nextInt(20) == 0));
    }
    return doorbells;
  }

  private static DoorbellWrite doorbell(int connection, WorkOp op, boolean fence) {
    return new DoorbellWrite(0, connection, op.code(), 64, fence, false, false, 0);
  }

  private void timed(
      BenchRun run, String name, Map<String, Long> settings, List<DoorbellWrite> doorbells) {
    judge(run, PathScenario.of(name, settings, doorbells).startingFull(1, UNKNOWN));
  }

  private void arriving(
      BenchRun run,
      String name,
      Map<String, Long> settings,
      List<DoorbellWrite> doorbells,
      RandomGenerator random) {
    Arrivals arrivals = Arrivals.poisson(RATE, random);
    List<PathPosting> postings =
        doorbells.stream().map(d -> new PathPosting(arrivals.nextCycle(), d, false)).toList();
    judge(run, PathScenario.of(name, settings, List.of()).withPostings(postings));
  }

  private void judge(BenchRun run, PathScenario scenario) {
    PathTiming timing = check(run, scenario).timing().orElseThrow();
    run.note(String.format(Locale.ROOT, "path-timing %s: %s", scenario.name(), timing.line()));
  }
}
