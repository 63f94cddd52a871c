package tandem.cosim.block;

import java.util.Map;
import java.util.Optional;
import tandem.cosim.regress.Verdict;
import tandem.cosim.stream.RunLog;
import tandem.cosim.timing.Prediction;
import tandem.cosim.timing.TimingComparison;

/**
 * What came of one scenario.
 *
 * @param stage that ran
 * @param config of the model
 * @param log what the RTL did, until it ended by itself if it did
 * @param predicted the cycles, where all else agreed and they are predicted
 * @param allowances how often the stage made use of what it may choose or leave out, by name
 */
public record BlockRun<C>(
    String stage,
    Scenario scenario,
    C config,
    RunLog log,
    Verdict verdict,
    Optional<Prediction> predicted,
    Map<String, Long> allowances) {
  /**
   * How well the cycles were predicted.
   *
   * @throws tandem.cosim.check.MismatchException if other numbers of records were predicted
   */
  public Optional<TimingComparison> timing() {
    return predicted.map(p -> TimingComparison.of(stage, p, log));
  }

  /** How often the stage made use of an allowance. */
  public long allowance(String name) {
    return allowances.get(name);
  }

  /** The same with a model of another configuration. */
  public BlockRun<C> with(C other) {
    return new BlockRun<>(stage, scenario, other, log, verdict, predicted, allowances);
  }

  /** The same with another log. */
  public BlockRun<C> with(RunLog other) {
    return new BlockRun<>(stage, scenario, config, other, verdict, predicted, allowances);
  }
}
