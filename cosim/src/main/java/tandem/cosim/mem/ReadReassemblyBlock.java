package tandem.cosim.mem;

import com.fasterxml.jackson.core.type.TypeReference;
import com.google.auto.service.AutoService;
import java.util.List;
import java.util.Map;
import tandem.cosim.block.Block;
import tandem.cosim.block.Drive;
import tandem.cosim.block.Part;
import tandem.cosim.block.Scenario;
import tandem.cosim.check.Checker;
import tandem.cosim.check.Judge;
import tandem.cosim.check.Timeline;
import tandem.cosim.stream.Offer;
import tandem.model.mem.PayloadBeat;
import tandem.model.mem.SplitterConfig;
import tandem.model.record.HostSpan;
import tandem.rtlgen.Manifest;

/** The reassembly of read data; the model plays the splitter in front of it. */
@SuppressWarnings("rawtypes") // a service has no type argument
@AutoService(Block.class)
public final class ReadReassemblyBlock extends Block<SplitterConfig> {
  /** The requests in order; those without read bursts are passed over. */
  public static final Part<List<HostSpan>> SPANS = new Part<>("spans", new TypeReference<>() {});

  /** Configuration of the splitter in front, by name. */
  public static final Part<Map<String, Long>> CUTTING =
      new Part<>("cutting", new TypeReference<>() {});

  /** How bursts are answered. */
  public static final Part<ReadMemorySpec> MEMORY = new Part<>("memory", new TypeReference<>() {});

  private static final int QUIET_CYCLES = 16;

  public ReadReassemblyBlock() {
    super("read-reassembly", "ReadReassembly");
  }

  /** A scenario without pauses. */
  public static Scenario scenario(
      String name,
      Map<String, Long> settings,
      Map<String, Long> cutting,
      List<HostSpan> spans,
      ReadMemorySpec memory) {
    return Scenario.of(name, settings)
        .with(SPANS, spans)
        .with(CUTTING, cutting)
        .with(MEMORY, memory);
  }

  @Override
  public List<Part<?>> parts() {
    return List.of(SPANS, CUTTING, MEMORY);
  }

  @Override
  public SplitterConfig config(Manifest hardware, Scenario scenario) {
    return SplitterConfig.DEFAULTS
        .with(scenario.get(CUTTING))
        .with("requestSlots", hardware.parameters().get("requestSlots"));
  }

  @Override
  public Class<? extends Record> record(Manifest.Stream stream) {
    // The name means the bytes of a frame on the receive side.
    return stream.name().equals("out") ? PayloadBeat.class : super.record(stream);
  }

  @Override
  public void drive(Scenario scenario, SplitterConfig config, Drive drive) {
    ReadRequests requests = requests(scenario, config);
    drive.offer("burst", Offer.atOnce(requests.bursts()));
    new ReadMemory(scenario.get(MEMORY), requests, drive);
    drive.until("out", requests.beats()).thenRun(QUIET_CYCLES);
  }

  @Override
  public Checker checker(SplitterConfig config, Scenario scenario, Judge judge, Timeline timeline) {
    return new ReadReassemblyChecker(
        requests(scenario, config), scenario.get(MEMORY).boundaryBytes(), judge, timeline);
  }

  private static ReadRequests requests(Scenario scenario, SplitterConfig config) {
    return new ReadRequests(config, scenario.get(SPANS), scenario.get(MEMORY).seed());
  }
}
