package tandem.cosim.splitter;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tandem.cosim.stream.Beat;
import tandem.cosim.stream.TraceWindow;
import tandem.cosim.waves.FollowedWaves;
import tandem.cosim.waves.StoryBuilder;
import tandem.cosim.waves.StreamWaves;
import tandem.cosim.waves.WaveStory;
import tandem.model.mem.AlignmentSplitter;
import tandem.model.mem.SpanCompletions;
import tandem.model.mem.SplitRequest;
import tandem.model.record.BurstDone;
import tandem.model.record.HostBurst;
import tandem.model.time.SplitterPrediction;
import tandem.waveforms.log.EventLog;

/**
 * The model's side of a run of the splitter as waves: records in the cycles that the timing model
 * predicts. Where memory fails, which bursts there are depends on time; then the checker follows
 * the RTL, and so do the waves.
 */
final class SplitterWaves {
  private final SplitterScenario scenario;
  private final SplitterHarness.Result result;
  private final SplitterLog log;
  private final StoryBuilder builder;
  private final StreamWaves in;
  private final StreamWaves out;
  private final StreamWaves done;

  private SplitterWaves(
      SplitterScenario scenario, SplitterHarness.Result result, TraceWindow window) {
    this.scenario = scenario;
    this.result = result;
    this.log = result.log().orElseThrow();
    builder = new StoryBuilder(result.manifest(), window);
    in = builder.stream(AlignmentSplitterChecker.STAGE, "in", log.in());
    out = builder.stream(AlignmentSplitterChecker.STAGE, "out", log.out());
    done = builder.stream(AlignmentSplitterChecker.STAGE, "done", log.done());
  }

  static WaveStory of(
      SplitterScenario scenario, SplitterHarness.Result result, TraceWindow window) {
    return scenario.memory().failPerMille() == 0
        ? new SplitterWaves(scenario, result, window).story()
        : followed(result, window);
  }

  private static WaveStory followed(SplitterHarness.Result result, TraceWindow window) {
    SplitterLog log = result.log().orElseThrow();
    Map<String, List<? extends Beat<?>>> streams = new LinkedHashMap<>();
    streams.put("in", log.in());
    streams.put("out", log.out());
    streams.put("done", log.done());
    return FollowedWaves.of(
            result.manifest(),
            window,
            result.verdict(),
            log.endCycle(),
            streams,
            stream -> AlignmentSplitterChecker.STAGE)
        .withCyclesOf(StoryBuilder.FOLLOWED + ", since memory fails requests");
  }

  private WaveStory story() {
    predicted();
    EventLog passing = builder.log();
    EventLog model =
        passing.with(
            passing.occupancyByTag(
                AlignmentSplitterChecker.STAGE, in.shape().path(), done.shape().path()));
    return builder.story(result.verdict(), log.endCycle(), model, StoryBuilder.PREDICTED);
  }

  /** The model alone, with its own cycles. */
  private void predicted() {
    SplitterPrediction cycles =
        SplitterTimingCheck.predict(scenario, result.config(), log.startCycle());
    AlignmentSplitter splitter = new AlignmentSplitter(result.config());
    SpanCompletions completions = new SpanCompletions(result.config().requestSlots());
    int burst = 0;
    for (int i = 0; i < scenario.spans().size(); i++) {
      SplitRequest request = splitter.accept(scenario.spans().get(i).record());
      in.add(cycles.acceptCycles()[i], "r" + i, request.span());
      completions.accept(request);
      for (HostBurst b : request.bursts()) {
        out.add(cycles.burstCycles()[burst++], "r" + i, b);
        completions.answer(new BurstDone(b.slot(), false));
      }
      done.add(cycles.doneCycles()[i], "r" + i, completions.poll().orElseThrow());
    }
  }
}
