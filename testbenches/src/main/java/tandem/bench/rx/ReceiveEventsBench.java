package tandem.bench.rx;

import com.google.auto.service.AutoService;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import tandem.cosim.block.Scenario;
import tandem.cosim.regress.Bench;
import tandem.cosim.regress.BenchRun;
import tandem.cosim.regress.Suite;
import tandem.cosim.rx.ReceivePathBlock;
import tandem.model.record.ControlEvent;
import tandem.model.rx.Profile;

/** Each event alone and all pairs of events in both orders, in every profile. */
@AutoService(Bench.class)
public final class ReceiveEventsBench extends ReceiveBench {
  private static final int FLOWS_OF_A_SCENARIO = 240;

  /** In the small suite one of so many pairs. */
  private static final int SMOKE_PAIRS = 37;

  /** Segments of the flow that nothing happens to, at its begin, between the events, at its end. */
  private static final int BEFORE = 3;

  private static final int BETWEEN = 1;
  private static final int BEHIND = 2;

  /** Limits that ordinary segments reach within a script. */
  private static final Map<String, Long> LIMITS =
      Map.of(
          "timerCycles", (long) EventScript.TIMER_CYCLES,
          "maxSegments", 5L,
          "maxBytes", 700L,
          "ackThreshold", 1000L,
          "minStartBytes", 5L,
          "dupAckThreshold", 2L);

  public ReceiveEventsBench() {
    super(
        "receive-events",
        "each termination event alone and all ordered pairs of them, three profiles");
  }

  @Override
  public void run(BenchRun run) {
    int stride = run.suite() == Suite.SMOKE ? SMOKE_PAIRS : 1;
    long frames = 0;
    for (Scenario scenario : scenarios(stride)) {
      checkToTheCycle(run, scenario);
      frames += scenario.get(ReceivePathBlock.FRAMES).size();
    }
    run.note(
        String.format(
            Locale.ROOT, "receive-events: events=%d frames=%d", ReceiveEvent.ALL.size(), frames));
  }

  /** All scenarios with one of {@code stride} pairs, and each event alone. */
  static List<Scenario> scenarios(int stride) {
    List<Scenario> scenarios = new ArrayList<>();
    for (Profile profile : Profile.values()) {
      add(scenarios, profile, "", Map.of("timerCycles", LIMITS.get("timerCycles")), stride);
      add(scenarios, profile, ", limits", LIMITS, stride);
      add(scenarios, profile, ", store", Map.of("collect", 1L, "checksumMode", 1L), stride);
      if (profile != Profile.LINUX_GRO) {
        add(scenarios, profile, ", isles", Map.of("outOfOrder", 1L, "isles", 2L), stride);
      }
    }
    return scenarios;
  }

  private static void add(
      List<Scenario> scenarios,
      Profile profile,
      String variant,
      Map<String, Long> registers,
      int stride) {
    List<List<ReceiveEvent>> flows = new ArrayList<>();
    ReceiveEvent.ALL.forEach(event -> flows.add(List.of(event)));
    int pairs = ReceiveEvent.ALL.size() * ReceiveEvent.ALL.size();
    for (int pair = 0; pair < pairs; pair += stride) {
      ReceiveEvent first = ReceiveEvent.ALL.get(pair / ReceiveEvent.ALL.size());
      ReceiveEvent second = ReceiveEvent.ALL.get(pair % ReceiveEvent.ALL.size());
      flows.add(List.of(first, second));
    }
    for (int from = 0; from < flows.size(); from += FLOWS_OF_A_SCENARIO) {
      EventScript script = new EventScript();
      int until = Math.min(flows.size(), from + FLOWS_OF_A_SCENARIO);
      for (int flow = from; flow < until; flow++) {
        play(script, flow, flows.get(flow));
      }
      String name =
          String.format(Locale.ROOT, "events of flows %d.., %s%s", from, profile.label(), variant);
      scenarios.add(
          ReceivePathBlock.scenario(name, settings(profile, registers), script.frames())
              .with(ReceivePathBlock.EVENTS, script.events()));
    }
  }

  private static void play(EventScript script, int number, List<ReceiveEvent> events) {
    script.begin(TestFlow.numbered(number));
    segments(script, BEFORE);
    for (ReceiveEvent event : events) {
      event.action().accept(script);
      segments(script, BETWEEN);
    }
    segments(script, BEHIND);
    script.control(ControlEvent.Op.BUFFERS_BACK);
  }

  private static void segments(EventScript script, int count) {
    for (int i = 0; i < count; i++) {
      script.data();
    }
  }
}
