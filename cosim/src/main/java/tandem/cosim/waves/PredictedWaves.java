package tandem.cosim.waves;

import java.util.List;
import java.util.Map;
import tandem.cosim.regress.Verdict;
import tandem.cosim.stream.RunLog;
import tandem.cosim.stream.TraceWindow;
import tandem.cosim.timing.ModelRecords;
import tandem.cosim.timing.Prediction;
import tandem.rtlgen.Manifest;
import tandem.waveforms.log.EventLog;

/** The model's side of a run as waves: its records in the cycles that it predicts, alone. */
public final class PredictedWaves {
  private PredictedWaves() {}

  /**
   * The waves of a run.
   *
   * @param stage that all streams are shown with
   * @param alone the records of the model
   * @param predicted a cycle for each of them
   */
  public static WaveStory of(
      Manifest manifest,
      TraceWindow window,
      Verdict verdict,
      String stage,
      RunLog log,
      ModelRecords alone,
      Prediction predicted) {
    StoryBuilder builder = new StoryBuilder(manifest, window);
    String last = "";
    for (Map.Entry<String, List<ModelRecords.Tagged>> stream : alone.streams().entrySet()) {
      String name = stream.getKey();
      StreamWaves waves = builder.stream(stage, name, log.streams().get(name).beats());
      long[] cycles = predicted.cycles().get(name);
      for (int i = 0; i < cycles.length; i++) {
        ModelRecords.Tagged record = stream.getValue().get(i);
        waves.add(cycles[i], record.tag(), record.record());
      }
      last = name;
    }
    EventLog passing = builder.log();
    String path = stage + ".";
    EventLog model =
        passing.with(passing.occupancyByTag(stage, path + predicted.source(), path + last));
    return builder.story(verdict, log.endCycle(), model, StoryBuilder.PREDICTED);
  }
}
