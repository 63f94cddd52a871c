package tandem.cosim.rx;

import com.fasterxml.jackson.core.type.TypeReference;
import com.google.auto.service.AutoService;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import tandem.cosim.block.Block;
import tandem.cosim.block.Drive;
import tandem.cosim.block.Part;
import tandem.cosim.block.Scenario;
import tandem.cosim.check.Checker;
import tandem.cosim.check.Judge;
import tandem.cosim.check.Timeline;
import tandem.cosim.stream.Offer;
import tandem.cosim.timing.Prediction;
import tandem.model.record.SteeringCommand;
import tandem.model.record.SteeringHeader;
import tandem.model.rx.GuestSteering;
import tandem.model.rx.GuestSteeringConfig;
import tandem.model.time.GuestSteeringTiming;
import tandem.model.time.SteeringPrediction;
import tandem.model.time.SteeringTraffic;
import tandem.rtlgen.Manifest;

/** The steering of frames to guests. */
@SuppressWarnings("rawtypes") // a service has no type argument
@AutoService(Block.class)
public final class GuestSteeringBlock extends Block<GuestSteeringConfig> {
  /** The frames in order. */
  public static final Part<List<Offer<SteeringHeader>>> FRAMES =
      new Part<>("frames", new TypeReference<>() {});

  /** The commands in order. */
  public static final Part<List<Offer<SteeringCommand>>> COMMANDS =
      new Part<>("commands", new TypeReference<>() {});

  private static final long HORIZON_CYCLES = 1L << 40;

  public GuestSteeringBlock() {
    super("guest-steering", "GuestSteering");
  }

  @Override
  public List<Part<?>> parts() {
    return List.of(FRAMES, COMMANDS);
  }

  @Override
  public GuestSteeringConfig config(Manifest hardware, Scenario scenario) {
    return config(
        hardware, scenario.settings(), GuestSteeringConfig.names(), GuestSteeringConfig::of);
  }

  @Override
  public void drive(Scenario scenario, GuestSteeringConfig config, Drive drive) {
    drive.offer("header", scenario.get(FRAMES));
    drive.offer("command", scenario.get(COMMANDS));
  }

  @Override
  public Checker checker(
      GuestSteeringConfig config, Scenario scenario, Judge judge, Timeline timeline) {
    return new GuestSteeringChecker(config, judge, timeline);
  }

  @Override
  public Optional<Prediction> predict(
      Scenario scenario, GuestSteeringConfig config, Drive drive, long firstCycle) {
    List<Offer<SteeringHeader>> frames = scenario.get(FRAMES);
    List<Offer<SteeringCommand>> commands = scenario.get(COMMANDS);
    boolean[] trusted = new boolean[commands.size()];
    for (int i = 0; i < trusted.length; i++) {
      trusted[i] = commands.get(i).record().issuer() == config.trustedGuest();
    }
    GuestSteering model = new GuestSteering(config);
    SteeringPrediction predicted =
        GuestSteeringTiming.predict(
            new SteeringTraffic(
                cycles(frames, firstCycle),
                cycles(commands, firstCycle),
                trusted,
                scenario.pause("header").ready(),
                scenario.pause("command").ready(),
                scenario.pause("out").ready(),
                scenario.pause("answer").ready()),
            frame -> model.apply(frames.get(frame).record()).size(),
            command -> model.apply(commands.get(command).record()),
            HORIZON_CYCLES);
    int[] first = predicted.firstCopy();
    int[] frameOfCopy =
        IntStream.range(0, frames.size())
            .flatMap(frame -> IntStream.range(first[frame], first[frame + 1]).map(copy -> frame))
            .toArray();
    return Optional.of(
        new Prediction(
            "header",
            Map.of(
                "header", predicted.headerCycles(),
                "out", predicted.outCycles(),
                "command", predicted.commandCycles(),
                "answer", predicted.answerCycles()),
            Map.of("out", frameOfCopy, "answer", IntStream.range(0, commands.size()).toArray()),
            Map.of("answer", "command")));
  }

  private static long[] cycles(List<? extends Offer<?>> offers, long firstCycle) {
    return offers.stream().mapToLong(offer -> firstCycle + offer.afterCycles()).toArray();
  }
}
