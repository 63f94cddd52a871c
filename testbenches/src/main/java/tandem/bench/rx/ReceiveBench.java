package tandem.bench.rx;

import java.util.LinkedHashMap;
import java.util.Map;
import tandem.cosim.receive.ReceiveHarness;
import tandem.cosim.receive.ReceiveHarness.Result;
import tandem.cosim.receive.ReceiveLog;
import tandem.cosim.receive.ReceiveScenario;
import tandem.cosim.regress.Bench;
import tandem.cosim.regress.BenchFailure;
import tandem.cosim.regress.BenchRun;
import tandem.cosim.stream.TraceWindow;
import tandem.model.rx.Profile;

/** What the benches of the receive path share. */
abstract class ReceiveBench implements Bench {
  private final ReceiveHarness harness = new ReceiveHarness();

  @Override
  public final String block() {
    return ReceiveHarness.BLOCK;
  }

  /**
   * Runs a scenario, counts it in, and gives what RTL and model did, which agreed; also in cycles,
   * where they can be predicted.
   */
  final Result check(BenchRun run, ReceiveScenario scenario) {
    Result result = harness.run(scenario, run.rtl(), TraceWindow.none());
    run.judge(ReceiveHarness.BLOCK, scenario, result.verdict());
    return result;
  }

  /** A profile that collects, with further settings. */
  static Map<String, Long> settings(Profile profile, Map<String, Long> further) {
    Map<String, Long> settings = new LinkedHashMap<>();
    settings.put("profile", (long) profile.code());
    settings.put("enable", 1L);
    settings.putAll(further);
    return settings;
  }

  /** The log of a result that agreed. */
  static ReceiveLog log(Result result) {
    return result.log().orElseThrow();
  }

  /** Fails the run for a figure that is not what it must be. */
  static void require(boolean holds, String message) {
    if (!holds) {
      throw new BenchFailure(message);
    }
  }
}
