package tandem.cosim.receive;

import java.util.ArrayList;
import java.util.List;
import tandem.cosim.stream.Beat;
import tandem.cosim.stream.Offer;
import tandem.model.record.FrameBeat;
import tandem.model.record.ParsedSegment;
import tandem.model.rx.Parser;
import tandem.model.rx.ReceiveConfig;
import tandem.model.rx.ReceiveRegister;
import tandem.model.time.ReceiveStageTiming;
import tandem.model.time.ReceiveTimingParams;
import tandem.model.time.StagePrediction;

/** The parser alone: frames in, every field of what it finds in them out. */
public final class ParserHarness extends StageHarness<FrameBeat, ParsedSegment> {
  /** The block's name on the command line. */
  public static final String BLOCK = "receive-parser";

  public ParserHarness() {
    super(BLOCK, ReceiveChecker.STAGE_IN, FrameBeat.class, ParsedSegment.class);
  }

  @Override
  List<Offer<FrameBeat>> offers(ReceiveScenario scenario, ReceiveConfig config) {
    return ReceiveRun.beats(scenario.frames());
  }

  @Override
  List<ParsedSegment> expected(
      ReceiveScenario scenario, ReceiveConfig config, List<Beat<FrameBeat>> in, long resetCycle) {
    boolean stamped = config.on(ReceiveRegister.TIME_SOURCE);
    Parser parser = new Parser(config);
    List<ParsedSegment> segments = new ArrayList<>();
    int frame = 0;
    for (Beat<FrameBeat> beat : in) {
      if (beat.record().last()) {
        WireFrame f = scenario.frames().get(frame++);
        segments.add(
            parser.parse(f.bytes(), f.guest(), stamped ? f.time() : beat.cycle() - resetCycle));
      }
    }
    return segments;
  }

  @Override
  StagePrediction predict(ReceiveScenario scenario, int offers, long firstCycle) {
    return ReceiveStageTiming.parser(
        ReceiveTimingParams.DEFAULTS,
        ReceiveTimingCheck.offered(scenario.frames(), firstCycle),
        ReceiveTimingCheck.willing(scenario.in()),
        ReceiveTimingCheck.willing(scenario.out()),
        ReceiveTimingCheck.HORIZON_CYCLES);
  }
}
