package tandem.cosim.waves;

import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import tandem.cosim.regress.Verdict;
import tandem.cosim.stream.Beat;
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
   * @param stages the stage that a stream is shown with
   * @param alone the records of the model
   * @param predicted a cycle for each of them; those of a stream that it does not have stand where
   *     the RTL's do
   */
  public static WaveStory of(
      Manifest manifest,
      TraceWindow window,
      Verdict verdict,
      UnaryOperator<String> stages,
      RunLog log,
      ModelRecords alone,
      Prediction predicted) {
    StoryBuilder builder = new StoryBuilder(manifest, window);
    String last = "";
    for (Map.Entry<String, List<ModelRecords.Tagged>> stream : alone.streams().entrySet()) {
      String name = stream.getKey();
      List<? extends Beat<?>> actual = log.streams().get(name).beats();
      StreamWaves waves = builder.stream(stages.apply(name), name, actual);
      long[] cycles =
          predicted.cycles().getOrDefault(name, actual.stream().mapToLong(Beat::cycle).toArray());
      for (int i = 0; i < Math.min(cycles.length, stream.getValue().size()); i++) {
        ModelRecords.Tagged record = stream.getValue().get(i);
        waves.add(cycles[i], record.tag(), record.record());
      }
      last = name;
    }
    EventLog passing = builder.log();
    String stage = stages.apply(last);
    EventLog model =
        stage.equals(stages.apply(predicted.source()))
            ? passing.with(
                passing.occupancyByTag(stage, stage + "." + predicted.source(), stage + "." + last))
            : passing;
    return builder.story(verdict, log.endCycle(), model, StoryBuilder.PREDICTED);
  }
}
