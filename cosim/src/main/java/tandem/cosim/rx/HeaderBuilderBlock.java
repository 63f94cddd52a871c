package tandem.cosim.rx;

import com.google.auto.service.AutoService;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tandem.cosim.block.Block;
import tandem.cosim.block.Drive;
import tandem.cosim.block.Scenario;
import tandem.cosim.check.Checker;
import tandem.cosim.check.InOrderChecker;
import tandem.cosim.check.Judge;
import tandem.cosim.check.Timeline;
import tandem.cosim.stream.Offer;
import tandem.cosim.timing.Prediction;
import tandem.model.record.HostRun;
import tandem.model.record.SegmentPlace;
import tandem.model.record.SegmentRun;
import tandem.model.rx.HeaderBuilder;
import tandem.model.rx.ReceiveConfig;
import tandem.model.rx.ReceiveOutput;
import tandem.model.rx.ReceivePath;
import tandem.model.time.ReceiveStageTiming;
import tandem.model.time.ReceiveTimingParams;

/** The header builder: units that the model makes of the frames in, headers out. */
@SuppressWarnings("rawtypes") // a service has no type argument
@AutoService(Block.class)
public final class HeaderBuilderBlock extends ReceiveStage {
  public HeaderBuilderBlock() {
    super("header-builder", "HeaderBuilder");
  }

  @Override
  public void drive(Scenario scenario, ReceiveConfig config, Drive drive) {
    drive.offer("in", Offer.atOnce(units(scenario.get(FRAMES), config)));
  }

  private static List<SegmentRun> units(List<WireFrame> frames, ReceiveConfig config) {
    List<SegmentRun> units = new ArrayList<>();
    ReceiveOutput output =
        new ReceiveOutput() {
          @Override
          public void run(SegmentRun run) {
            units.add(run);
          }

          @Override
          public void place(SegmentPlace place) {}
        };
    ReceivePath path = new ReceivePath(config, output);
    long cycle = 0;
    for (WireFrame f : frames) {
      cycle = Math.max(cycle, f.time());
      path.receive(f.bytes(), f.bytes().length, f.guest(), cycle);
    }
    path.endOfBurst(cycle);
    return units;
  }

  @Override
  public Checker checker(ReceiveConfig config, Scenario scenario, Judge judge, Timeline timeline) {
    return checker(config, judge, timeline);
  }

  /** The checker of the stage, alone or in a path. */
  public static Checker checker(ReceiveConfig config, Judge judge, Timeline timeline) {
    HeaderBuilder model = new HeaderBuilder(config);
    return new InOrderChecker<>(
        judge,
        timeline,
        "in",
        SegmentRun.class,
        "out",
        HostRun.class,
        beat -> List.of(model.build(beat.record())));
  }

  @Override
  public Optional<Prediction> predict(
      Scenario scenario, ReceiveConfig config, Drive drive, long firstCycle) {
    int units = drive.offered("in");
    return units == 0
        ? Optional.empty()
        : Optional.of(
            prediction(
                ReceiveStageTiming.headerBuilder(
                    ReceiveTimingParams.DEFAULTS,
                    units,
                    firstCycle,
                    scenario.pause("in").ready(),
                    scenario.pause("out").ready(),
                    HORIZON_CYCLES)));
  }
}
