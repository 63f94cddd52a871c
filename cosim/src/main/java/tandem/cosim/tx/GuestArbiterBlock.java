package tandem.cosim.tx;

import com.fasterxml.jackson.core.type.TypeReference;
import com.google.auto.service.AutoService;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import tandem.cosim.block.Answers;
import tandem.cosim.block.Block;
import tandem.cosim.block.Drive;
import tandem.cosim.block.Part;
import tandem.cosim.block.Scenario;
import tandem.cosim.check.Checker;
import tandem.cosim.check.Judge;
import tandem.cosim.check.Timeline;
import tandem.cosim.stream.Offer;
import tandem.cosim.timing.Prediction;
import tandem.model.record.ArbiterCommand;
import tandem.model.record.PageWrite;
import tandem.model.record.QueueReady;
import tandem.model.record.ScannerPicked;
import tandem.model.time.ArbiterPrediction;
import tandem.model.time.ArbiterPrediction.Moved;
import tandem.model.time.ArbiterTraffic;
import tandem.model.time.GuestArbiterTiming;
import tandem.model.tx.GuestArbiterConfig;
import tandem.rtlgen.Manifest;

/** Whose turn it is at the transmit engine. */
@SuppressWarnings("rawtypes") // a service has no type argument
@AutoService(Block.class)
public final class GuestArbiterBlock extends Block<GuestArbiterConfig> {
  /** The page writes in order. */
  public static final Part<List<Offer<PageWrite>>> PAGES =
      new Part<>("pages", new TypeReference<>() {});

  /** The commands in order. */
  public static final Part<List<Offer<ArbiterCommand>>> COMMANDS =
      new Part<>("commands", new TypeReference<>() {});

  /** Cycles from a grant to its pick, in turn. */
  public static final Part<List<Integer>> PICKS = new Part<>("picks", new TypeReference<>() {});

  /** Cycles without anything behind which nothing is expected any more: debts are paid by then. */
  static final long QUIET_CYCLES = 1 << 14;

  private static final long HORIZON_CYCLES = 1L << 24;

  public GuestArbiterBlock() {
    super("guest-arbiter", "GuestArbiter");
  }

  @Override
  public List<Part<?>> parts() {
    return List.of(PAGES, COMMANDS, PICKS);
  }

  @Override
  public GuestArbiterConfig config(Manifest hardware, Scenario scenario) {
    return config(
        hardware, scenario.settings(), GuestArbiterConfig.names(), GuestArbiterConfig::of);
  }

  private static int pickCycles(Scenario scenario, int grant) {
    List<Integer> picks = scenario.get(PICKS);
    return picks.get(grant % picks.size());
  }

  @Override
  public void drive(Scenario scenario, GuestArbiterConfig config, Drive drive) {
    drive.offer("page", scenario.get(PAGES));
    drive.offer("command", scenario.get(COMMANDS));
    int least = scenario.get(PICKS).stream().mapToInt(Integer::intValue).min().orElseThrow();
    Answers<ScannerPicked> picks = drive.answer("picked", least);
    AtomicInteger number = new AtomicInteger();
    drive.on(
        "out",
        QueueReady.class,
        beat ->
            picks.add(
                beat.cycle() + pickCycles(scenario, number.getAndIncrement()),
                new ScannerPicked(beat.record().scanner())));
    drive
        .until("page", scenario.get(PAGES).size())
        .until("command", scenario.get(COMMANDS).size())
        .thenUntilQuiet(QUIET_CYCLES);
  }

  @Override
  public Checker checker(
      GuestArbiterConfig config, Scenario scenario, Judge judge, Timeline timeline) {
    return new GuestArbiterChecker(config, judge, timeline);
  }

  @Override
  public Optional<Prediction> predict(
      Scenario scenario, GuestArbiterConfig config, Drive drive, long firstCycle) {
    ArbiterPrediction predicted = predicted(scenario, config, firstCycle);
    int[] pageOfGrant =
        predicted.grants().stream()
            .mapToInt(grant -> predicted.pageOfEntry().get(grant.record().entry()))
            .toArray();
    return Optional.of(
        new Prediction(
            "page",
            Map.of(
                "page", predicted.pageCycles(),
                "out", Moved.cycles(predicted.grants()),
                "command", predicted.commandCycles(),
                "answer", Moved.cycles(predicted.answers())),
            Map.of(
                "out",
                pageOfGrant,
                "answer",
                IntStream.range(0, predicted.commandCycles().length).toArray()),
            Map.of("answer", "command")));
  }

  private static ArbiterPrediction predicted(
      Scenario scenario, GuestArbiterConfig config, long firstCycle) {
    List<Offer<PageWrite>> pages = scenario.get(PAGES);
    List<Offer<ArbiterCommand>> commands = scenario.get(COMMANDS);
    return GuestArbiterTiming.predict(
        config,
        new ArbiterTraffic(
            pages.stream().map(Offer::record).toList(),
            cycles(pages, firstCycle),
            commands.stream().map(Offer::record).toList(),
            cycles(commands, firstCycle),
            scenario.get(PICKS),
            scenario.pause("page").ready(),
            scenario.pause("command").ready(),
            scenario.pause("picked").ready(),
            scenario.pause("out").ready(),
            scenario.pause("answer").ready()),
        QUIET_CYCLES,
        HORIZON_CYCLES);
  }

  private static long[] cycles(List<? extends Offer<?>> offers, long firstCycle) {
    return offers.stream().mapToLong(offer -> firstCycle + offer.afterCycles()).toArray();
  }
}
