package tandem.cosim.check;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Judges a path by the checkers of its stages, each on the streams around its stage: the same
 * checker as where the stage stands alone. What differs is said of the stage whose stream it is.
 */
public final class PathChecker implements Checker {
  /** Makes the checker of a stage. */
  public interface Stage {
    /**
     * @param judge speaks for the stage
     * @param timeline knows the streams by the names that they have at the stage
     */
    Checker checker(Judge judge, Timeline timeline);
  }

  private final Judge judge;
  private final Timeline timeline;
  private final List<Checker> checkers = new ArrayList<>();
  private final Map<String, String> stages = new LinkedHashMap<>();

  /** A path without stages; they are added in the order of the flow. */
  public PathChecker(Judge judge, Timeline timeline) {
    this.judge = judge;
    this.timeline = timeline;
  }

  /**
   * Adds a stage.
   *
   * @param inputs the streams that it takes, from its names to those of the path
   * @param outputs the streams that it gives, likewise; each is given by one stage
   * @throws IllegalStateException if its checker does not look at one of them, or at another one
   */
  public PathChecker stage(
      String stage, Map<String, String> inputs, Map<String, String> outputs, Stage maker) {
    Map<String, String> streams = new LinkedHashMap<>(inputs);
    streams.putAll(outputs);
    Timeline seen = timeline.of(streams);
    checkers.add(maker.checker(judge.of(stage), seen));
    if (!seen.heard().equals(streams.keySet())) {
      throw new IllegalStateException(
          String.format(
              Locale.ROOT,
              "a stage looks at other streams than it has: stage=%s streams=%s looks at=%s",
              stage,
              streams.keySet(),
              seen.heard()));
    }
    for (String stream : outputs.values()) {
      String other = stages.put(stream, stage);
      if (other != null) {
        throw new IllegalStateException(
            String.format(
                Locale.ROOT, "two stages give it: stream=%s stages=%s,%s", stream, other, stage));
      }
    }
    return this;
  }

  @Override
  public void finish() {
    checkers.forEach(Checker::finish);
  }

  @Override
  public Map<String, Long> counters() {
    Map<String, Long> counters = new LinkedHashMap<>();
    checkers.forEach(checker -> checker.counters().forEach((n, value) -> add(counters, n, value)));
    return counters;
  }

  private static void add(Map<String, Long> counters, String name, Long value) {
    if (counters.put(name, value) != null) {
      throw new IllegalStateException("two stages count it: counter=" + name);
    }
  }
}
