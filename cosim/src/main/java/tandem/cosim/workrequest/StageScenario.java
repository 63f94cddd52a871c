package tandem.cosim.workrequest;

import java.util.Map;

/** What every scenario of a stage on its own says. */
interface StageScenario {
  /** Parameters and configuration that differ from their reset values, by name. */
  Map<String, Long> settings();

  /** Decides the initial state of registers and memories. */
  long initialSeed();
}
