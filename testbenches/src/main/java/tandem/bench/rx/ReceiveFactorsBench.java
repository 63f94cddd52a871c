package tandem.bench.rx;

import com.google.auto.service.AutoService;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import tandem.cosim.block.BlockRun;
import tandem.cosim.block.Scenario;
import tandem.cosim.regress.Bench;
import tandem.cosim.regress.BenchRun;
import tandem.cosim.regress.Suite;
import tandem.cosim.rx.ReceivePathBlock;
import tandem.cosim.rx.WireFrame;
import tandem.model.rx.Profile;
import tandem.model.rx.ReceiveConfig;
import tandem.model.workload.Frames;

/** How many segments an aggregate gets, by traffic and table; RTL and model alike. */
@AutoService(Bench.class)
public final class ReceiveFactorsBench extends ReceiveBench {
  private static final String ROW = "%-52s %8s %8s %9s";

  private static final long SEED = 16;

  /** Entries of the smallest table. */
  private static final int FEW = 8;

  private static final int PAYLOAD = 1448;
  private static final int SHORT_PAYLOAD = 6;
  private static final int BURST = 45;
  private static final int SHORT_BURST = 16;
  private static final int MANY_FLOWS = 256;
  private static final int REORDERED_BY = 8;

  /**
   * Traffic with the factor that must be reached.
   *
   * @param entries of the flow table, fully associative
   */
  record Case(String name, int entries, double least, double most, Scenario scenario) {}

  public ReceiveFactorsBench() {
    super(
        "receive-factors",
        "segments in an aggregate: bursts, many flows, reordering, and where nothing is gained");
  }

  @Override
  public void run(BenchRun run) {
    List<String> table = new ArrayList<>();
    table.add("segments in an aggregate");
    table.add(String.format(Locale.ROOT, ROW, "traffic", "reached", "at least", "at most"));
    boolean isSmoke = run.suite() == Suite.SMOKE;
    if (!run.rtl().isGenerated()) {
      asItIs(run);
      return;
    }
    for (Case each : cases(isSmoke ? 1 : 8)) {
      if (each.entries() == FEW || !isSmoke) {
        table.add(row(each, checkToTheCycle(run, each.scenario())));
      }
    }
    run.note(String.join("\n", table));
  }

  /** A replacement has the table that it has, so no factor can be demanded of it. */
  private void asItIs(BenchRun run) {
    for (Case each : cases(1)) {
      Map<String, Long> registers = new LinkedHashMap<>(each.scenario().settings());
      registers.keySet().removeAll(List.of("flowEntries", "flowWays"));
      check(
          run,
          ReceivePathBlock.scenario(
              each.name(), registers, each.scenario().get(ReceivePathBlock.FRAMES)));
    }
    run.note("receive-factors: no bounds, since --rtl is as it is");
  }

  private static String row(Case each, BlockRun<ReceiveConfig> result) {
    Map<String, Long> counters = result.log().counters();
    double factor =
        (double) counters.get("aggregatedSegments") / Math.max(1, counters.get("aggregates"));
    require(
        factor >= each.least() && factor <= each.most(),
        String.format(
            Locale.ROOT,
            "%s: segments in an aggregate=%.2f least=%.2f most=%.2f",
            each.name(),
            factor,
            each.least(),
            each.most()));
    return String.format(
        Locale.ROOT,
        ROW,
        each.name(),
        String.format(Locale.ROOT, "%.2f", factor),
        String.format(Locale.ROOT, "%.2f", each.least()),
        String.format(Locale.ROOT, "%.2f", each.most()));
  }

  /**
   * All traffic; the longer, the more rounds. It does not depend on the seed of the run: a mean
   * over random bursts would fall short of its bound with some seeds.
   */
  static List<Case> cases(int rounds) {
    Random random = new Random(SEED);
    List<Case> cases = new ArrayList<>();
    cases.add(
        of("8 interleaved bursts of 45", FEW, 44.8, BURST, interleaved(8, BURST, 2 * rounds)));
    for (Map.Entry<String, List<byte[]>> each : reordered(random, 4 * rounds).entrySet()) {
      cases.add(of(each.getKey() + ", isles", FEW, 0.9 * BURST, BURST, each.getValue()));
    }
    cases.add(of("reordered, no isles", FEW, 1, 8, late(random, 4 * rounds)));
    cases.add(of("64 flows, 8 entries, no bursts", FEW, 1, 1, interleaved(64, 8, rounds)));
    cases.add(of("every segment pushed", FEW, 1, 1, interleaved(8, 1, 40 * rounds)));
    cases.add(of("bursts of 16 over 256 flows", 16, 17, 18, scattered(random, 1500 * rounds)));
    cases.add(of("64 interleaved bursts of 45", 64, 44.6, BURST, interleaved(64, BURST, rounds)));
    return cases;
  }

  private static Case of(
      String name, int entries, double least, double most, List<byte[]> segments) {
    Map<String, Long> registers = new LinkedHashMap<>();
    registers.put("flowEntries", (long) entries);
    registers.put("flowWays", (long) entries);
    registers.put("outOfOrder", name.endsWith("isles") && !name.contains("no isles") ? 1L : 0L);
    List<WireFrame> frames = new ArrayList<>();
    segments.forEach(bytes -> frames.add(WireFrame.of(bytes, 0)));
    String full = String.format(Locale.ROOT, "%s, %d entries", name, entries);
    return new Case(
        full,
        entries,
        least,
        most,
        ReceivePathBlock.scenario(full, settings(Profile.TTO, registers), frames));
  }

  /** Bursts of all flows at once, frame by frame; the last segment of each is pushed. */
  private static List<byte[]> interleaved(int flows, int burst, int rounds) {
    List<byte[]> segments = new ArrayList<>();
    List<TestFlow> all = TestFlow.plain(0, flows);
    for (int i = 0; i < burst * rounds; i++) {
      for (TestFlow flow : all) {
        segments.add(segment(flow, i % burst == burst - 1));
      }
    }
    return segments;
  }

  /** Bursts one after the other, of flows taken at random; nothing is pushed. */
  private static List<byte[]> scattered(Random random, int bursts) {
    List<byte[]> segments = new ArrayList<>();
    List<TestFlow> all = TestFlow.plain(0, MANY_FLOWS);
    for (int burst = 0; burst < bursts; burst++) {
      TestFlow flow = all.get(random.nextInt(MANY_FLOWS));
      for (int i = 0; i < SHORT_BURST; i++) {
        segments.add(flow.next(SHORT_PAYLOAD).bytes());
      }
    }
    return segments;
  }

  private static Map<String, List<byte[]>> reordered(Random random, int bursts) {
    Map<String, List<byte[]>> orders = new LinkedHashMap<>();
    orders.put("shuffled in nines", shuffled(random, bursts));
    orders.put("late by up to 8", late(random, bursts));
    return orders;
  }

  /** Groups of nine in any order, but for the first segment, which says where the flow begins. */
  private static List<byte[]> shuffled(Random random, int bursts) {
    List<byte[]> segments = interleaved(1, BURST, bursts);
    for (int from = 1; from < segments.size(); from += REORDERED_BY + 1) {
      Collections.shuffle(
          segments.subList(from, Math.min(segments.size(), from + REORDERED_BY + 1)), random);
    }
    return segments;
  }

  /** One segment of ten comes up to eight places late. */
  private static List<byte[]> late(Random random, int bursts) {
    List<byte[]> segments = interleaved(1, BURST, bursts);
    for (int i = 1; i + REORDERED_BY < segments.size(); i++) {
      if (random.nextInt(10) == 0) {
        segments.add(i + 1 + random.nextInt(REORDERED_BY), segments.remove(i));
      }
    }
    return segments;
  }

  private static byte[] segment(TestFlow flow, boolean pushed) {
    Frames segment = flow.next(PAYLOAD);
    return (pushed ? segment.flags(Frames.ACK | Frames.PSH) : segment).bytes();
  }
}
