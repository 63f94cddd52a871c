package tandem.cosim.receive;

import java.util.ArrayList;
import java.util.List;
import tandem.cosim.stream.Beat;
import tandem.cosim.stream.Offer;
import tandem.model.record.HostRun;
import tandem.model.record.SegmentPlace;
import tandem.model.record.SegmentRun;
import tandem.model.rx.HeaderBuilder;
import tandem.model.rx.ReceiveConfig;
import tandem.model.rx.ReceiveOutput;
import tandem.model.rx.ReceivePath;
import tandem.model.time.ReceiveStageTiming;
import tandem.model.time.StagePrediction;

/** The header builder alone: units that the model makes of the frames in, headers out. */
public final class HeaderHarness extends StageHarness<SegmentRun, HostRun> {
  /** The block's name on the command line. */
  public static final String BLOCK = "header-builder";

  public HeaderHarness() {
    super(BLOCK, ReceiveChecker.STAGE_HEADER, SegmentRun.class, HostRun.class);
  }

  @Override
  List<Offer<SegmentRun>> offers(ReceiveScenario scenario, ReceiveConfig config) {
    List<Offer<SegmentRun>> runs = new ArrayList<>();
    ReceivePath path =
        new ReceivePath(
            config,
            new ReceiveOutput() {
              @Override
              public void run(SegmentRun run) {
                runs.add(new Offer<>(0, run));
              }

              @Override
              public void place(SegmentPlace place) {}
            });
    long cycle = 0;
    for (WireFrame f : scenario.frames()) {
      cycle = Math.max(cycle, f.time());
      path.receive(f.bytes(), f.bytes().length, f.guest(), cycle);
    }
    path.endOfBurst(cycle);
    return runs;
  }

  @Override
  List<HostRun> expected(
      ReceiveScenario scenario, ReceiveConfig config, List<Beat<SegmentRun>> in, long resetCycle) {
    HeaderBuilder builder = new HeaderBuilder(config);
    return in.stream().map(beat -> builder.build(beat.record())).toList();
  }

  @Override
  StagePrediction predict(ReceiveScenario scenario, int offers, long firstCycle) {
    return ReceiveStageTiming.headerBuilder(
        offers,
        firstCycle,
        ReceiveTimingCheck.willing(scenario.in()),
        ReceiveTimingCheck.willing(scenario.out()),
        ReceiveTimingCheck.HORIZON_CYCLES);
  }
}
