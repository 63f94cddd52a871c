package tandem.cosim.mem;

import com.fasterxml.jackson.core.type.TypeReference;
import com.google.auto.service.AutoService;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import tandem.bridge.Responder;
import tandem.cosim.block.Block;
import tandem.cosim.block.Drive;
import tandem.cosim.block.Part;
import tandem.cosim.block.Scenario;
import tandem.cosim.check.Checker;
import tandem.cosim.check.Judge;
import tandem.cosim.check.Timeline;
import tandem.cosim.rtl.UsageException;
import tandem.cosim.stream.Offer;
import tandem.cosim.timing.ModelRecords;
import tandem.cosim.timing.Prediction;
import tandem.model.mem.AlignmentSplitter;
import tandem.model.mem.SpanCompletions;
import tandem.model.mem.SplitRequest;
import tandem.model.mem.SplitterConfig;
import tandem.model.record.BurstDone;
import tandem.model.record.HostBurst;
import tandem.model.record.HostSpan;
import tandem.model.time.OfferedSpan;
import tandem.model.time.SplitterPrediction;
import tandem.model.time.SplitterTiming;
import tandem.model.time.SplitterTimingParams;
import tandem.rtlgen.Manifest;

/** The alignment splitter, host memory behind it. */
@SuppressWarnings("rawtypes") // a service has no type argument
@AutoService(Block.class)
public final class AlignmentSplitterBlock extends Block<SplitterConfig> {
  /** The block's name on the command line. */
  public static final String BLOCK = "alignment-splitter";

  /** The requests in order. */
  public static final Part<List<Offer<HostSpan>>> SPANS =
      new Part<>("spans", new TypeReference<>() {});

  /** How bursts are answered. */
  public static final Part<MemorySpec> MEMORY = new Part<>("memory", new TypeReference<>() {});

  /** Cycles after the last completion in which nothing may come, and the counters settle. */
  private static final int QUIET_CYCLES = 16;

  private static final long HORIZON_CYCLES = 1L << 40;

  public AlignmentSplitterBlock() {
    super(BLOCK, "AlignmentSplitter");
  }

  /** A scenario without pauses on the reference memory. */
  public static Scenario scenario(String name, Map<String, Long> settings, List<HostSpan> spans) {
    return Scenario.of(name, settings)
        .with(SPANS, Offer.atOnce(spans))
        .with(MEMORY, MemorySpec.REFERENCE);
  }

  @Override
  public List<Part<?>> parts() {
    return List.of(SPANS, MEMORY);
  }

  @Override
  public SplitterConfig config(Manifest hardware, Scenario scenario) {
    return config(hardware, scenario.settings());
  }

  /**
   * The model's configuration: what the hardware was generated with and what was written since.
   *
   * @throws UsageException if the settings break a rule of the model
   */
  static SplitterConfig config(Manifest hardware, Map<String, Long> registers) {
    return config(hardware, registers, SplitterConfig.names(), SplitterConfig::of);
  }

  private static Responder memory(Scenario scenario) {
    return scenario.get(MEMORY).responder("out", "response");
  }

  @Override
  public void drive(Scenario scenario, SplitterConfig config, Drive drive) {
    List<Offer<HostSpan>> spans = scenario.get(SPANS);
    drive.offer("in", spans);
    drive.respond(memory(scenario));
    drive.until("done", spans.size()).thenRun(QUIET_CYCLES);
  }

  @Override
  public Checker checker(SplitterConfig config, Scenario scenario, Judge judge, Timeline timeline) {
    return new AlignmentSplitterChecker(config, memory(scenario), judge, timeline);
  }

  /** Where memory fails requests, which bursts there are depends on time. */
  private static boolean dependsOnTime(Scenario scenario) {
    return scenario.get(MEMORY).failPerMille() > 0;
  }

  @Override
  public Optional<Prediction> predict(
      Scenario scenario, SplitterConfig config, Drive drive, long firstCycle) {
    if (dependsOnTime(scenario)) {
      return Optional.empty();
    }
    int[] latencies = memory(scenario).latencyCycles();
    SplitterPrediction predicted =
        new SplitterTiming(config, SplitterTimingParams.DEFAULTS)
            .predict(
                scenario.get(SPANS).stream()
                    .map(o -> new OfferedSpan(o.record(), firstCycle + o.afterCycles()))
                    .toList(),
                scenario.pause("in").ready(),
                scenario.pause("out").ready(),
                scenario.pause("response").ready(),
                scenario.pause("done").ready(),
                burst -> latencies[burst % latencies.length],
                HORIZON_CYCLES);
    int[] requests =
        IntStream.range(0, predicted.requests())
            .flatMap(
                r ->
                    IntStream.range(predicted.firstBurst()[r], predicted.firstBurst()[r + 1])
                        .map(burst -> r))
            .toArray();
    return Optional.of(
        new Prediction(
            "in",
            Map.of(
                "in", predicted.acceptCycles(),
                "out", predicted.burstCycles(),
                "done", predicted.doneCycles()),
            Map.of("out", requests)));
  }

  @Override
  public ModelRecords alone(
      Scenario scenario, SplitterConfig config, Optional<Prediction> predicted, long resetCycle) {
    if (dependsOnTime(scenario)) {
      return ModelRecords.followed(", since memory fails requests");
    }
    AlignmentSplitter splitter = new AlignmentSplitter(config);
    SpanCompletions completions = new SpanCompletions(config.requestSlots());
    List<ModelRecords.Tagged> in = new ArrayList<>();
    List<ModelRecords.Tagged> out = new ArrayList<>();
    List<ModelRecords.Tagged> done = new ArrayList<>();
    for (Offer<HostSpan> offer : scenario.get(SPANS)) {
      SplitRequest request = splitter.accept(offer.record());
      String tag = "r" + in.size();
      in.add(new ModelRecords.Tagged(tag, request.span()));
      completions.accept(request);
      for (HostBurst burst : request.bursts()) {
        out.add(new ModelRecords.Tagged(tag, burst));
        completions.answer(new BurstDone(burst.slot(), false));
      }
      done.add(new ModelRecords.Tagged(tag, completions.poll().orElseThrow()));
    }
    Map<String, List<ModelRecords.Tagged>> streams = new LinkedHashMap<>();
    streams.put("in", in);
    streams.put("out", out);
    streams.put("done", done);
    return ModelRecords.of(streams);
  }
}
