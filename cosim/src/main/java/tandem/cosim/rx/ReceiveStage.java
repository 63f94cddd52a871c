package tandem.cosim.rx;

import com.fasterxml.jackson.core.type.TypeReference;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import tandem.cosim.block.Block;
import tandem.cosim.block.Part;
import tandem.cosim.block.Scenario;
import tandem.cosim.timing.Prediction;
import tandem.model.rx.ReceiveConfig;
import tandem.model.time.StagePrediction;
import tandem.rtlgen.Manifest;

/**
 * A stage of the receive path on its own: what it is offered the model makes of frames, so settings
 * that the stage does not have are the model's.
 */
public abstract class ReceiveStage extends Block<ReceiveConfig> {
  /** The frames in order. */
  public static final Part<List<WireFrame>> FRAMES = new Part<>("frames", new TypeReference<>() {});

  /** More than any scenario takes. */
  static final long HORIZON_CYCLES = 1L << 40;

  ReceiveStage(String name, String stage) {
    super(name, stage);
  }

  /** A scenario without pauses. */
  public static Scenario scenario(String name, Map<String, Long> settings, List<WireFrame> frames) {
    return Scenario.of(name, settings).with(FRAMES, frames);
  }

  @Override
  public final List<Part<?>> parts() {
    return List.of(FRAMES);
  }

  @Override
  public final Set<String> retiredParts() {
    return Set.of("events");
  }

  @Override
  public final Set<String> modelSettings() {
    return new TreeSet<>(ReceiveConfig.names());
  }

  @Override
  public final ReceiveConfig config(Manifest hardware, Scenario scenario) {
    return ReceiveSettings.config(scenario.settings());
  }

  static Prediction prediction(StagePrediction predicted) {
    return new Prediction(
        "in",
        Map.of("in", predicted.inCycles(), "out", predicted.outCycles()),
        Map.of("out", predicted.causes()));
  }
}
