package tandem.cosim.block;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import tandem.cosim.check.Checker;
import tandem.cosim.check.Judge;
import tandem.cosim.check.Timeline;
import tandem.cosim.rtl.UsageException;
import tandem.cosim.stream.RecordTexts;
import tandem.cosim.timing.ModelRecords;
import tandem.cosim.timing.Prediction;
import tandem.rtlgen.Manifest;

/**
 * What a stage says of itself; the rest is read off the manifest. Found by {@link
 * java.util.ServiceLoader}.
 *
 * @param <C> configuration of its model
 */
public abstract class Block<C> {
  private final String name;
  private final String stage;

  /**
   * @param name on the command line
   * @param stage in messages, waves and docs
   */
  protected Block(String name, String stage) {
    this.name = name;
    this.stage = stage;
  }

  /** Name on the command line. */
  public final String name() {
    return name;
  }

  /** Name of the stage. */
  public final String stage() {
    return stage;
  }

  /** The stage that a stream is said to be of: of a path the one that gives it, or takes it. */
  public String stage(String stream) {
    return stage;
  }

  /** What a scenario has besides what all have; the first is a list, which shrinking shortens. */
  public abstract List<Part<?>> parts();

  /** Parts that case files have of former times, and that mean nothing now. */
  public Set<String> retiredParts() {
    return Set.of();
  }

  /** Settings that only the model has: of stages whose input the model makes. */
  public Set<String> modelSettings() {
    return Set.of();
  }

  /**
   * Configuration of the model.
   *
   * @param hardware as it was generated
   * @throws UsageException if they break a rule of the model
   */
  public abstract C config(Manifest hardware, Scenario scenario);

  /**
   * A model's configuration from what the hardware was generated with and what was written since.
   *
   * @param names that the configuration has
   * @param of makes it
   * @throws UsageException if the values break a rule of the model
   */
  protected static <C> C config(
      Manifest hardware,
      Map<String, Long> settings,
      Collection<String> names,
      Function<Map<String, Long>, C> of) {
    Map<String, Long> values = new LinkedHashMap<>(hardware.parameters());
    hardware.registers().stream()
        .filter(Manifest.Register::writable)
        .forEach(register -> values.put(register.name(), register.reset()));
    values.putAll(settings);
    values.keySet().retainAll(names);
    try {
      return of.apply(values);
    } catch (IllegalArgumentException e) {
      throw new UsageException(e.getMessage(), e);
    }
  }

  /** Registers in the order in which they have to be written. */
  public Map<String, Long> inOrder(Map<String, Long> registers) {
    return registers;
  }

  /** What stands at the inputs {@code config_...} of the block, by the rest of their names. */
  public Map<String, Long> inputs(C config) {
    return Map.of();
  }

  /** The record that passes a stream: that of the model with the name in the manifest. */
  public Class<? extends Record> record(Manifest.Stream stream) {
    return RecordTexts.type(stream.record())
        .orElseThrow(
            () ->
                new IllegalStateException(
                    String.format(
                        Locale.ROOT,
                        "the model has no such record: block=%s stream=%s record=%s",
                        name,
                        stream.name(),
                        stream.record())));
  }

  /** Says what stands around the block. */
  public abstract void drive(Scenario scenario, C config, Drive drive);

  /** Makes the judge of a run, who asks the timeline for every stream of the block. */
  public abstract Checker checker(C config, Scenario scenario, Judge judge, Timeline timeline);

  /**
   * The cycles that the model predicts, alone.
   *
   * @param firstCycle in which the first record may be offered
   */
  public Optional<Prediction> predict(Scenario scenario, C config, Drive drive, long firstCycle) {
    return Optional.empty();
  }

  /**
   * The records of the model, alone, for waves beside those of the RTL.
   *
   * @param predicted their cycles
   * @param resetCycle that the RTL counts as 0
   */
  public ModelRecords alone(
      Scenario scenario, C config, Optional<Prediction> predicted, long resetCycle) {
    return ModelRecords.followed("");
  }
}
