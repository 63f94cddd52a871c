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
import tandem.cosim.stream.Beat;
import tandem.cosim.timing.Prediction;
import tandem.model.record.FrameBeat;
import tandem.model.record.ParsedSegment;
import tandem.model.rx.Parser;
import tandem.model.rx.ReceiveConfig;
import tandem.model.rx.ReceiveRegister;
import tandem.model.time.OfferedFrame;
import tandem.model.time.ReceiveStageTiming;
import tandem.model.time.ReceiveTimingParams;

/** The parser: frames in, every field of what it finds in them out. */
@SuppressWarnings("rawtypes") // a service has no type argument
@AutoService(Block.class)
public final class ParserBlock extends ReceiveStage {
  public ParserBlock() {
    super("receive-parser", "Parser");
  }

  @Override
  public void drive(Scenario scenario, ReceiveConfig config, Drive drive) {
    drive.offer("in", WireFrame.beats(scenario.get(FRAMES)));
  }

  @Override
  public Checker checker(ReceiveConfig config, Scenario scenario, Judge judge, Timeline timeline) {
    return checker(config, judge, timeline);
  }

  /** The checker of the stage, alone or in a path. */
  public static Checker checker(ReceiveConfig config, Judge judge, Timeline timeline) {
    return new InOrderChecker<>(
        judge,
        timeline,
        "in",
        FrameBeat.class,
        "out",
        ParsedSegment.class,
        new Frames(config, timeline.resetCycle())::parsed);
  }

  @Override
  public Optional<Prediction> predict(
      Scenario scenario, ReceiveConfig config, Drive drive, long firstCycle) {
    List<OfferedFrame> frames = new ArrayList<>();
    for (WireFrame f : scenario.get(FRAMES)) {
      long earliest = firstCycle + f.afterCycles();
      frames.add(new OfferedFrame(f.bytes(), f.guest(), f.time(), earliest));
    }
    return frames.isEmpty()
        ? Optional.empty()
        : Optional.of(
            prediction(
                ReceiveStageTiming.parser(
                    ReceiveTimingParams.DEFAULTS,
                    frames,
                    scenario.pause("in").ready(),
                    scenario.pause("out").ready(),
                    HORIZON_CYCLES)));
  }

  /** Puts frames together of their beats and lets the model parse them. */
  private static final class Frames {
    private final Parser parser;
    private final boolean stamped;
    private final long resetCycle;
    private final FrameBytes bytes = new FrameBytes();

    Frames(ReceiveConfig config, long resetCycle) {
      parser = new Parser(config);
      stamped = config.on(ReceiveRegister.TIME_SOURCE);
      this.resetCycle = resetCycle;
    }

    List<ParsedSegment> parsed(Beat<FrameBeat> beat) {
      return bytes.add(beat.record()).map(frame -> parsed(frame, beat)).stream().toList();
    }

    private ParsedSegment parsed(byte[] frame, Beat<FrameBeat> beat) {
      long time = stamped ? beat.record().time() : beat.cycle() - resetCycle;
      return parser.parse(frame, beat.record().guest(), time);
    }
  }
}
