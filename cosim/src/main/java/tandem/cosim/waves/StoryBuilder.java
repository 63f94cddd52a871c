package tandem.cosim.waves;

import java.util.ArrayList;
import java.util.List;
import tandem.cosim.regress.Verdict;
import tandem.cosim.stream.Beat;
import tandem.cosim.stream.StreamFault;
import tandem.cosim.stream.TraceWindow;
import tandem.rtlgen.Manifest;
import tandem.waveforms.compare.NameMapping;
import tandem.waveforms.log.EventLog;
import tandem.waveforms.log.StreamEvent;
import tandem.waveforms.log.StreamShape;

/** Puts the streams of a replay together to waves, model beside RTL. */
public final class StoryBuilder {
  /** Of waves whose cycles the timing model predicts. */
  public static final String PREDICTED = "predicted";

  /** Of waves whose cycles are those of the run. */
  public static final String FOLLOWED = "those of the RTL";

  private final Manifest manifest;
  private final TraceWindow window;
  private final List<StreamWaves> streams = new ArrayList<>();
  private long lastActivity;

  public StoryBuilder(Manifest manifest, TraceWindow window) {
    this.manifest = manifest;
    this.window = window;
  }

  /**
   * Adds a stream, in the order of the flow.
   *
   * @param stage the stage it is shown with
   * @param actual the records of the RTL
   * @return gets the records of the model
   */
  public StreamWaves stream(String stage, String name, List<? extends Beat<?>> actual) {
    StreamWaves stream = new StreamWaves(stage, manifest.stream(name), window.fromCycle(), actual);
    streams.add(stream);
    actual.forEach(beat -> lastActivity = Math.max(lastActivity, beat.cycle()));
    return stream;
  }

  /** The records of the model so far. */
  public EventLog log() {
    List<StreamShape> shapes = new ArrayList<>();
    List<StreamEvent> events = new ArrayList<>();
    for (StreamWaves stream : streams) {
      shapes.add(stream.shape());
      events.addAll(stream.events());
    }
    return new EventLog(shapes, events, List.of());
  }

  /**
   * The waves of a run.
   *
   * @param lastCycle up to which the model is known
   * @param model what {@link #log} gave, and more
   * @param cyclesOf whose cycles its records stand in
   * @throws RunEndedException if the RTL ended the run without a comparison
   */
  public WaveStory story(Verdict verdict, long lastCycle, EventLog model, String cyclesOf) {
    NameMapping names = NameMapping.IDENTITY.restrict(List.of("model.*"), List.of());
    for (StreamWaves stream : streams) {
      String expected = "model." + stream.shape().path() + ".";
      String actual = manifest.top() + "." + stream.shape().name() + "_";
      if (stream.hasReady()) {
        names = names.map(expected + "ready", actual + "ready");
      } else {
        names = names.restrict(List.of(), List.of(expected + "ready"));
      }
      names =
          names
              .map(expected + "valid", actual + "valid")
              .map(expected + "*", actual + "bits_*")
              .restrict(List.of(actual + "*"), List.of());
    }
    return new WaveStory(
        verdict,
        model,
        Math.min(lastCycle, window.toCycle()),
        Math.min(lastActivity, window.toCycle() - 1),
        names,
        manifest.top() + "." + manifest.clock(),
        streams.stream().map(s -> s.shape().stage()).distinct().toList(),
        cyclesOf);
  }

  /**
   * The verdict of a run that can be drawn.
   *
   * @throws StreamFault if one ended it, so that no model was asked
   * @throws RunEndedException if the RTL ended it, so that nothing was compared
   */
  public static Verdict compared(Verdict verdict) {
    verdict
        .fault()
        .ifPresent(
            fault -> {
              throw fault;
            });
    verdict
        .problem()
        .ifPresent(
            problem -> {
              throw new RunEndedException(verdict, problem);
            });
    return verdict;
  }
}
