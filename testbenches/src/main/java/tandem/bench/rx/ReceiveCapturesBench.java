package tandem.bench.rx;

import com.google.auto.service.AutoService;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import tandem.bench.CaptureFiles;
import tandem.cosim.block.BlockRun;
import tandem.cosim.block.Scenario;
import tandem.cosim.regress.Bench;
import tandem.cosim.regress.BenchRun;
import tandem.cosim.rx.ReceivePathBlock;
import tandem.cosim.rx.WireFrame;
import tandem.cosim.timing.TimingComparison;
import tandem.model.rx.Profile;
import tandem.model.rx.ReceiveConfig;

/** Real packet captures in every profile; {@code linux-gro} against the kernel's own results. */
@AutoService(Bench.class)
public final class ReceiveCapturesBench extends ReceiveBench {
  private static final String ROW = "%-10s %-24s %7s %7s %10s %9s %12s %12s %7s %14s";
  private static final long KERNEL_BURST = 16;
  private static final long TIMER_CYCLES = 50_000;

  public ReceiveCapturesBench() {
    super(
        "receive-captures",
        "four packet captures in every profile; linux-gro as the Linux kernel merges");
  }

  @Override
  public void run(BenchRun run) {
    List<String> table = new ArrayList<>();
    table.add(String.format(Locale.ROOT, "receive path, %d captures", CaptureFiles.NAMES.size()));
    table.add(
        String.format(
            Locale.ROOT,
            ROW,
            "capture",
            "settings",
            "frames",
            "units",
            "aggregates",
            "segments",
            "delay cycles",
            "greatest",
            "error %",
            "latency error"));
    for (String capture : CaptureFiles.NAMES) {
      List<WireFrame> frames = CaptureFrames.of(capture);
      String stem = capture.replace(".pcap", "");
      for (Scenario scenario : scenarios(stem, frames)) {
        table.add(row(stem, scenario, checkToTheCycle(run, scenario)));
      }
      if (KernelUnits.CAPTURES.contains(stem)) {
        compareWithKernel(run, stem, frames);
      }
    }
    run.note(String.join("\n", table));
  }

  /** A capture in every profile, with capture time and back to back. */
  static List<Scenario> scenarios(String stem, List<WireFrame> frames) {
    List<Scenario> scenarios = new ArrayList<>();
    for (Profile profile : Profile.values()) {
      scenarios.add(
          scenario(
              profile,
              "capture time",
              frames,
              Map.of("timeSource", 1L, "timerCycles", TIMER_CYCLES)));
      scenarios.add(scenario(profile, "back to back", frames, Map.of()));
    }
    scenarios.add(scenario(Profile.TTO, "store", frames, Map.of("collect", 1L, "timeSource", 1L)));
    scenarios.add(
        scenario(Profile.TTO, "isles", frames, Map.of("outOfOrder", 1L, "timeSource", 1L)));
    return scenarios;
  }

  private static Scenario scenario(
      Profile profile, String how, List<WireFrame> frames, Map<String, Long> registers) {
    return ReceivePathBlock.scenario(
        profile.label() + ", " + how, settings(profile, registers), frames);
  }

  private void compareWithKernel(BenchRun run, String stem, List<WireFrame> frames) {
    Scenario scenario =
        scenario(Profile.LINUX_GRO, "kernel", frames, Map.of("flushEvery", KERNEL_BURST));
    BlockRun<ReceiveConfig> result = checkToTheCycle(run, scenario);
    List<String> expected = KernelUnits.ofKernel(stem);
    List<String> actual = KernelUnits.ofRtl(result);
    for (int i = 0; i < Math.max(expected.size(), actual.size()); i++) {
      String kernel = i < expected.size() ? expected.get(i) : "none";
      String rtl = i < actual.size() ? actual.get(i) : "none";
      require(
          kernel.equals(rtl),
          String.format(Locale.ROOT, "%s: unit %d, kernel=%s RTL=%s", stem, i, kernel, rtl));
    }
  }

  private static String row(String capture, Scenario scenario, BlockRun<ReceiveConfig> result) {
    Map<String, Long> counters = result.log().counters();
    long aggregates = counters.get("aggregates");
    double each = Math.max(1, aggregates);
    TimingComparison timing = result.timing().orElseThrow();
    return String.format(
        Locale.ROOT,
        ROW,
        capture,
        scenario.name(),
        counters.get("frames"),
        result.log().streams().get("out").beats().size(),
        aggregates,
        String.format(Locale.ROOT, "%.2f", counters.get("aggregatedSegments") / each),
        String.format(Locale.ROOT, "%.0f", counters.get("delayCycles") / each),
        counters.get("delayCyclesMax"),
        String.format(Locale.ROOT, "%.2f", timing.error().throughputPercent()),
        String.format(Locale.ROOT, "%.2f", timing.meanCycles()));
  }
}
