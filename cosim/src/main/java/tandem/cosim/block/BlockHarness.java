package tandem.cosim.block;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tandem.bridge.BuildRequest.Trace;
import tandem.bridge.Design;
import tandem.bridge.RtlDut;
import tandem.cosim.check.Mismatch;
import tandem.cosim.regress.Verdict;
import tandem.cosim.rtl.RtlSource;
import tandem.cosim.stream.Beat;
import tandem.cosim.stream.TraceWindow;
import tandem.cosim.timing.ModelRecords;
import tandem.cosim.timing.Prediction;
import tandem.cosim.waves.FollowedWaves;
import tandem.cosim.waves.PredictedWaves;
import tandem.cosim.waves.StoryBuilder;
import tandem.cosim.waves.WaveHarness;
import tandem.cosim.waves.WaveStory;
import tandem.rtlgen.Manifest;

/** Runs the scenarios of a block on RTL and model. */
public final class BlockHarness<C> implements WaveHarness {
  private final Block<C> block;

  public BlockHarness(Block<C> block) {
    this.block = block;
  }

  @Override
  public String block() {
    return block.name();
  }

  @Override
  public String stimulus() {
    return block.parts().get(0).name();
  }

  /** The stage that a stream is said to be of. */
  public String stage(String stream) {
    return block.stage(stream);
  }

  @Override
  public Verdict replay(JsonNode scenario, RtlSource rtl, TraceWindow trace) {
    return run(read(scenario), rtl, trace).verdict();
  }

  @Override
  public WaveStory waves(JsonNode tree, RtlSource rtl, TraceWindow trace) {
    Scenario scenario = read(tree);
    BlockRun<C> run = run(scenario, rtl, trace);
    Verdict verdict = StoryBuilder.compared(run.verdict());
    BlockConfig settings = new BlockConfig(block, rtl, scenario.settings());
    Manifest manifest = rtl.manifest(block.name(), settings.parameters());
    Optional<Prediction> predicted = predict(run);
    ModelRecords alone = block.alone(scenario, run.config(), predicted, run.log().resetCycle());
    String lack = predicted.map(alone::lack).orElse("");
    if (predicted.isPresent() && !alone.streams().isEmpty() && lack.isEmpty()) {
      return PredictedWaves.of(
          manifest, trace, verdict, block::stage, run.log(), alone, predicted.get());
    }
    Map<String, List<? extends Beat<?>>> streams = new LinkedHashMap<>();
    run.log().streams().forEach((name, stream) -> streams.put(name, stream.beats()));
    return FollowedWaves.of(manifest, trace, verdict, verdict.cycles(), streams, block::stage)
        .withCyclesOf(StoryBuilder.FOLLOWED + alone.why() + lack);
  }

  /** The cycles of the model alone, whatever the RTL did. */
  private Optional<Prediction> predict(BlockRun<C> run) {
    Drive drive = new Drive();
    block.drive(run.scenario(), run.config(), drive);
    return block.predict(run.scenario(), run.config(), drive, run.log().startCycle() + 1);
  }

  private Scenario read(JsonNode tree) {
    return new ScenarioReader(tree, block).read();
  }

  /** Runs a scenario. */
  public BlockRun<C> run(Scenario scenario, RtlSource rtl, TraceWindow trace) {
    BlockConfig settings = new BlockConfig(block, rtl, scenario.settings());
    Trace wanted = trace.isTraced() ? Trace.FST : Trace.NONE;
    Design design = rtl.design(block.name(), settings.parameters(), wanted);
    C config = block.config(design.manifest(), scenario);
    try (RtlDut dut = design.open(scenario.initialSeed())) {
      return new BlockSession<>(block, scenario, config, dut).run(settings.registers(), trace);
    }
  }

  /** The first difference between the model and a run, which may have been altered. */
  public Optional<Mismatch> mismatch(BlockRun<C> run) {
    Judgement judgement = new Judgement(block, run.config(), run.scenario(), run.log());
    judgement.finish(run.log(), Optional::empty);
    return judgement.mismatch();
  }
}
