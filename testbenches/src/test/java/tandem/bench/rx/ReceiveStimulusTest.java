package tandem.bench.rx;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import tandem.bench.CaptureFiles;
import tandem.cosim.block.Scenario;
import tandem.cosim.rx.ReceiveSettings;
import tandem.model.rx.ReceiveConfig;

/** What the benches offer does reach what they are there for; the model stands in for the RTL. */
class ReceiveStimulusTest {
  private static final int REASONS = 26;

  @Test
  void shouldReachEveryEventInEveryProfileThatHasIt() {
    Map<String, TreeSet<Integer>> reached = new TreeMap<>();
    for (Scenario scenario : ReceiveEventsBench.scenarios(37)) {
      Map<String, Long> counters = run(scenario);
      String profile = scenario.settings().get("profile").toString();
      TreeSet<Integer> reasons = reached.computeIfAbsent(profile, key -> new TreeSet<>());
      for (int reason = 1; reason <= REASONS; reason++) {
        if (counters.get("endReason" + reason) + counters.get("passReason" + reason) > 0) {
          reasons.add(reason);
        }
      }
    }
    // What a profile has switched off cannot end anything there.
    assertEquals(missing(8, 21, 22), missing(reached.get("0")));
    assertEquals(missing(1, 8, 21, 22), missing(reached.get("1")));
    assertEquals(missing(11, 19), missing(reached.get("2")));
  }

  @Test
  void shouldReachEverythingWithRandomMixtures() {
    Map<String, Long> sum = new TreeMap<>();
    for (int i = 0; i < 120; i++) {
      Map<String, Long> parameters =
          i % 2 == 0 ? Map.of() : Map.of("flowEntries", 8L, "flowWays", 2L);
      Scenario scenario = ReceiveRandomBench.scenario(new Random(i), i, 600, parameters);
      run(scenario).forEach((name, value) -> sum.merge(name, value, Long::sum));
    }
    List<String> never = new ArrayList<>();
    sum.forEach(
        (name, value) -> {
          if (value == 0 && !name.startsWith("delay") && !name.startsWith("segmentsPer")) {
            never.add(name);
          }
        });
    // Rare: an event begins a new run with a segment that is too short for one.
    never.removeAll(List.of("passReason9", "passReason23"));
    // Everything held ends for a reason; these events make no frame pass; nothing stays held.
    assertEquals(
        List.of(
            "endReason0",
            "isleSegmentsHeld",
            "openEntries",
            "passReason1",
            "passReason21",
            "passReason22",
            "passReason24",
            "passReason25",
            "passReason5"),
        never);
  }

  @Test
  void shouldReachTheFactorsThatAreDemanded() {
    for (ReceiveFactorsBench.Case each : ReceiveFactorsBench.cases(8)) {
      Map<String, Long> counters = run(each.scenario());
      double factor = (double) counters.get("aggregatedSegments") / counters.get("aggregates");
      assertTrue(
          factor >= each.least() && factor <= each.most(), () -> each.name() + ": " + factor);
    }
  }

  @Test
  void shouldRunCapturesAndBackToBackTraffic() {
    List<Scenario> scenarios = new ArrayList<>(ReceiveThroughputBench.scenarios());
    for (String capture : CaptureFiles.NAMES) {
      scenarios.addAll(ReceiveCapturesBench.scenarios(capture, CaptureFrames.of(capture)));
    }
    scenarios.forEach(ReceiveStimulusTest::run);
    assertTrue(scenarios.size() > 40);
  }

  private static List<Integer> missing(TreeSet<Integer> reached) {
    List<Integer> missing = new ArrayList<>();
    for (int reason = 1; reason <= REASONS; reason++) {
      if (!reached.contains(reason)) {
        missing.add(reason);
      }
    }
    return missing;
  }

  private static List<Integer> missing(int... reasons) {
    return Arrays.stream(reasons).boxed().toList();
  }

  private static Map<String, Long> run(Scenario scenario) {
    ReceiveConfig config = ReceiveSettings.config(scenario.settings());
    CheckedPath path = CheckedPath.run(config, scenario);
    assertEquals(Optional.empty(), path.mismatch(config), scenario.name());
    return path.log().counters();
  }
}
