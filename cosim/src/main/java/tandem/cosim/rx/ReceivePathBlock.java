package tandem.cosim.rx;

import com.fasterxml.jackson.core.type.TypeReference;
import com.google.auto.service.AutoService;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import tandem.cosim.block.Block;
import tandem.cosim.block.Drive;
import tandem.cosim.block.Part;
import tandem.cosim.block.Scenario;
import tandem.cosim.check.Checker;
import tandem.cosim.check.Judge;
import tandem.cosim.check.PathChecker;
import tandem.cosim.check.Timeline;
import tandem.cosim.stream.Offer;
import tandem.cosim.timing.ModelRecords;
import tandem.cosim.timing.Prediction;
import tandem.model.record.ControlEvent;
import tandem.model.rx.ReceiveConfig;
import tandem.model.rx.ReceiveRegister;
import tandem.rtlgen.Manifest;

/** The receive path: frames and control events in, units for the host out. */
@SuppressWarnings("rawtypes") // a service has no type argument
@AutoService(Block.class)
public final class ReceivePathBlock extends Block<ReceiveConfig> {
  /** The block's name on the command line. */
  public static final String BLOCK = "receive-path";

  /** The frames in order. */
  public static final Part<List<WireFrame>> FRAMES = ReceiveStage.FRAMES;

  /** What host and transmit side ask for, by rising {@code afterFrame}. */
  public static final Part<List<ControlBeat>> EVENTS =
      new Part<>("events", new TypeReference<>() {});

  /** The path as a whole, as those see it who know only frames and units. */
  static final String PATH = "ReceivePath";

  /** Takes frames and finds what is in them. */
  private static final String PARSER = "Parser";

  /** Decides to which run a frame goes, and when a run ends. */
  private static final String COALESCER = "SegmentCoalescer";

  /** Makes the new header of a run. */
  private static final String HEADER = "HeaderBuilder";

  /** Gives the bytes of the runs. */
  private static final String PAYLOAD = "PayloadStream";

  /** Longer than any pause: when nothing has moved for so long, everything is out. */
  private static final int QUIET_CYCLES = 2048;

  public ReceivePathBlock() {
    super(BLOCK, PATH);
  }

  /** A scenario without pauses and events. */
  public static Scenario scenario(String name, Map<String, Long> settings, List<WireFrame> frames) {
    return Scenario.of(name, settings).with(FRAMES, frames).with(EVENTS, List.of());
  }

  @Override
  public String stage(String stream) {
    return switch (stream) {
      case "in", "control", "segment" -> PARSER;
      case "run", "place" -> COALESCER;
      case "payload" -> PAYLOAD;
      case "out" -> HEADER;
      default ->
          throw new IllegalArgumentException(
              String.format(Locale.ROOT, "no stage has it: block=%s stream=%s", BLOCK, stream));
    };
  }

  @Override
  public List<Part<?>> parts() {
    return List.of(FRAMES, EVENTS);
  }

  @Override
  public ReceiveConfig config(Manifest hardware, Scenario scenario) {
    return config(hardware, scenario.settings());
  }

  /** The model's configuration: what the hardware was generated with and what was written since. */
  static ReceiveConfig config(Manifest hardware, Map<String, Long> settings) {
    Map<String, Long> values = new TreeMap<>(hardware.parameters());
    values.putAll(settings);
    values.keySet().retainAll(ReceiveConfig.names());
    return ReceiveSettings.config(values);
  }

  /** The profile first, since writing it changes others; enable last, since it starts the block. */
  @Override
  public Map<String, Long> inOrder(Map<String, Long> registers) {
    List<String> names = new ArrayList<>(registers.keySet());
    names.sort(Comparator.comparing(name -> !name.equals(ReceiveRegister.PROFILE.label())));
    names.sort(Comparator.comparing(name -> name.equals(ReceiveRegister.ENABLE.label())));
    Map<String, Long> ordered = new LinkedHashMap<>();
    names.forEach(name -> ordered.put(name, registers.get(name)));
    return ordered;
  }

  @Override
  public Class<? extends Record> record(Manifest.Stream stream) {
    return stream.name().equals("control") ? ControlBeat.class : super.record(stream);
  }

  /**
   * The events that happen, with a last one that hands up all that is held. Shrinking leaves events
   * behind that would wait for frames there no longer are.
   */
  public static List<ControlBeat> events(Scenario scenario) {
    List<WireFrame> frames = scenario.get(FRAMES);
    List<ControlBeat> events = new ArrayList<>();
    scenario.get(EVENTS).stream().filter(e -> e.afterFrame() <= frames.size()).forEach(events::add);
    long end = frames.isEmpty() ? 0 : frames.get(frames.size() - 1).time();
    events.add(
        ControlBeat.of(ControlEvent.of(ControlEvent.Op.END_OF_BURST, frames.size(), end, 0)));
    return events;
  }

  @Override
  public void drive(Scenario scenario, ReceiveConfig config, Drive drive) {
    drive.offer("in", WireFrame.beats(scenario.get(FRAMES)));
    drive.offer("control", Offer.atOnce(events(scenario)));
    drive
        .until("in", drive.offered("in"))
        .until("control", drive.offered("control"))
        .thenUntilQuiet(QUIET_CYCLES);
  }

  @Override
  public Checker checker(ReceiveConfig config, Scenario scenario, Judge judge, Timeline timeline) {
    return stages(config, events(scenario), judge, timeline)
        .stage(
            PATH,
            Map.of("in", "in", "place", "place", "payload", "payload", "out", "out"),
            Map.of(),
            (j, t) -> InvariantCheck.checker(config, t));
  }

  /**
   * The checkers of the stages, each fed with what the RTL gave the stage.
   *
   * @param events what is offered at {@code control}, in order; may grow
   */
  static PathChecker stages(
      ReceiveConfig config, List<ControlBeat> events, Judge judge, Timeline timeline) {
    DecisionChecker decisions = new DecisionChecker(new ReceiveExpectation(config), events);
    return new PathChecker(judge, timeline)
        .stage(
            PARSER,
            Map.of("in", "in"),
            Map.of("out", "segment"),
            (j, t) -> ParserBlock.checker(config, j, t))
        .stage(
            COALESCER,
            Map.of("in", "in", "control", "control"),
            Map.of("run", "run", "place", "place"),
            decisions::decisions)
        .stage(
            HEADER,
            Map.of("in", "run"),
            Map.of("out", "out"),
            (j, t) -> HeaderBuilderBlock.checker(config, j, t))
        .stage(PAYLOAD, Map.of(), Map.of("payload", "payload"), decisions::payload);
  }

  @Override
  public Optional<Prediction> predict(
      Scenario scenario, ReceiveConfig config, Drive drive, long firstCycle) {
    return scenario.get(FRAMES).isEmpty()
        ? Optional.empty()
        : Optional.of(ReceiveAlone.predict(scenario, config, firstCycle));
  }

  @Override
  public ModelRecords alone(
      Scenario scenario, ReceiveConfig config, Optional<Prediction> predicted, long resetCycle) {
    return predicted
        .map(p -> ReceiveAlone.records(scenario, config, p, resetCycle))
        .orElseGet(() -> ModelRecords.followed(", since nothing is predicted"));
  }
}
