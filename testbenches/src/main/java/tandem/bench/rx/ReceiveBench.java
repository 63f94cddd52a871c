package tandem.bench.rx;

import java.util.LinkedHashMap;
import java.util.Map;
import tandem.bench.block.BlockBench;
import tandem.cosim.block.BlockRun;
import tandem.cosim.block.Scenario;
import tandem.cosim.regress.BenchRun;
import tandem.cosim.regress.Suite;
import tandem.cosim.rx.ReceivePathBlock;
import tandem.model.rx.Profile;
import tandem.model.rx.ReceiveConfig;

/** A bench of the receive path. */
abstract class ReceiveBench extends BlockBench<ReceiveConfig> {
  ReceiveBench(String name, String about) {
    super(name, about, new ReceivePathBlock());
  }

  @Override
  public int seeds(Suite suite) {
    return 1; // what it does does not depend on the seed
  }

  /** Runs a scenario; our own RTL does everything in the cycle that is predicted. */
  final BlockRun<ReceiveConfig> checkToTheCycle(BenchRun run, Scenario scenario) {
    BlockRun<ReceiveConfig> result = check(run, scenario);
    if (run.rtl().isGenerated()) {
      requireToTheCycle(result);
    }
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
}
