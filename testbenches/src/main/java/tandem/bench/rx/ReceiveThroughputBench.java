package tandem.bench.rx;

import com.google.auto.service.AutoService;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.IntFunction;
import tandem.cosim.block.BlockRun;
import tandem.cosim.block.Scenario;
import tandem.cosim.regress.Bench;
import tandem.cosim.regress.BenchRun;
import tandem.cosim.rx.ReceivePathBlock;
import tandem.cosim.rx.WireFrame;
import tandem.cosim.stream.Beat;
import tandem.cosim.stream.RunLog;
import tandem.cosim.timing.TimingComparison;
import tandem.model.record.FrameBeat;
import tandem.model.record.SegmentRun;
import tandem.model.rx.Profile;
import tandem.model.rx.ReceiveConfig;
import tandem.model.workload.Frames;

/** Back to back: a beat and a minimum-size frame a cycle, the decision within four cycles. */
@AutoService(Bench.class)
public final class ReceiveThroughputBench extends ReceiveBench {
  private static final String ROW = "%-50s %7s %7s %9s %7s %14s";
  private static final int FRAMES = 4000;
  private static final int LARGE_FRAMES = 600;
  private static final int MANY_FLOWS = 2000;

  /** With 54 bytes of headers the frame of 60 bytes that Ethernet demands. */
  private static final int MINIMUM_PAYLOAD = 6;

  private static final int MTU_PAYLOAD = 1448;
  private static final int JUMBO_PAYLOAD = 8948;
  private static final int BURST = 45;
  private static final int MOST_CYCLES_TO_DECIDE = 4;
  private static final int END_OF_BURST = 24;

  public ReceiveThroughputBench() {
    super(
        "receive-back-to-back",
        "a beat and a minimum-size frame a cycle, one flow or all different; decided in 4 cycles");
  }

  @Override
  public void run(BenchRun run) {
    List<String> table = new ArrayList<>();
    table.add(
        String.format(
            Locale.ROOT,
            ROW,
            "receive path, back to back",
            "beats",
            "frames",
            "decided",
            "error",
            "latency error"));
    table.add(
        String.format(
            Locale.ROOT, ROW, "", "a cycle", "a cycle", "in cycles", "percent", "cycles"));
    for (Scenario scenario : scenarios()) {
      BlockRun<ReceiveConfig> result = checkToTheCycle(run, scenario);
      RunLog log = result.log();
      double beats = requireBeatEveryCycle(scenario.name(), log);
      TimingComparison timing = result.timing().orElseThrow();
      table.add(
          String.format(
              Locale.ROOT,
              ROW,
              scenario.name(),
              String.format(Locale.ROOT, "%.3f", beats),
              String.format(
                  Locale.ROOT,
                  "%.3f",
                  beats
                      * scenario.get(ReceivePathBlock.FRAMES).size()
                      / log.beats("in", FrameBeat.class).size()),
              requireDecided(scenario.name(), log),
              String.format(Locale.ROOT, "%.2f", timing.error().throughputPercent()),
              String.format(Locale.ROOT, "%.2f", timing.meanCycles())));
    }
    run.note(String.join("\n", table));
  }

  /** Every kind of traffic that the block must keep up with. */
  static List<Scenario> scenarios() {
    TestFlow one = TestFlow.plain(0);
    List<TestFlow> many = TestFlow.plain(0, MANY_FLOWS);
    List<TestFlow> some = TestFlow.plain(0, 8);
    List<Scenario> scenarios = new ArrayList<>();
    for (Profile profile : Profile.values()) {
      String label = profile.label();
      scenarios.add(
          of(label + ", minimum size, one flow", profile, FRAMES, i -> one.next(MINIMUM_PAYLOAD)));
      scenarios.add(
          of(
              label + ", minimum size, every frame another flow",
              profile,
              FRAMES,
              i -> many.get(i % MANY_FLOWS).next(MINIMUM_PAYLOAD)));
      scenarios.add(
          of(
              label + ", minimum size, all pushed",
              profile,
              FRAMES,
              i -> some.get(i % 8).next(MINIMUM_PAYLOAD).flags(Frames.ACK | Frames.PSH)));
      scenarios.add(
          of(label + ", acknowledgments", profile, FRAMES, i -> some.get(i % 8).at(0, 0).ack(i)));
      scenarios.add(
          of(
              label + ", bursts of MTU size",
              profile,
              LARGE_FRAMES,
              i -> pushed(some.get(i % 8).next(MTU_PAYLOAD), i / 8)));
    }
    scenarios.add(
        of("tto, jumbo frames", Profile.TTO, LARGE_FRAMES / 6, i -> one.next(JUMBO_PAYLOAD)));
    return scenarios;
  }

  private static Frames pushed(Frames segment, int index) {
    return index % BURST == BURST - 1 ? segment.flags(Frames.ACK | Frames.PSH) : segment;
  }

  private static Scenario of(String name, Profile profile, int count, IntFunction<Frames> segment) {
    List<WireFrame> frames = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      frames.add(WireFrame.of(segment.apply(i).bytes(), i));
    }
    return ReceivePathBlock.scenario(name, settings(profile, Map.of()), frames);
  }

  private static double requireBeatEveryCycle(String name, RunLog log) {
    List<Beat<FrameBeat>> in = log.beats("in", FrameBeat.class);
    for (int i = 1; i < in.size(); i++) {
      long gap = in.get(i).cycle() - in.get(i - 1).cycle();
      require(
          gap == 1,
          String.format(Locale.ROOT, "a beat a cycle, %s: beat=%d cycles=%d", name, i, gap));
    }
    return (double) in.size() / (in.get(in.size() - 1).cycle() - in.get(0).cycle() + 1);
  }

  /**
   * Units that a frame ended are decided within four cycles, several of one in turn; gives the
   * longest time, if there are any.
   */
  private static String requireDecided(String name, RunLog log) {
    long worst = -1;
    long busyUntil = 0;
    for (Beat<SegmentRun> beat : log.beats("run", SegmentRun.class)) {
      if (beat.record().endReason() == END_OF_BURST) {
        continue; // the end of the scenario, not of a frame
      }
      long arrival = log.resetCycle() + beat.record().closeCycle();
      long latency = beat.offeredCycle() - Math.max(arrival, busyUntil - MOST_CYCLES_TO_DECIDE + 1);
      worst = Math.max(worst, latency);
      busyUntil = beat.cycle();
      require(
          latency <= MOST_CYCLES_TO_DECIDE,
          String.format(
              Locale.ROOT,
              "decided in %d cycles, %s: run=%d cycles=%d",
              MOST_CYCLES_TO_DECIDE,
              name,
              beat.record().run(),
              latency));
    }
    return worst < 0 ? "-" : String.valueOf(worst);
  }
}
