package tandem.bridge;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Runs the same test from two random initial states. What it observes must not depend on them:
 * where it does, the design uses a register or memory that nothing has set.
 */
public final class InitialStates {
  /** One test. */
  public interface Test {
    /** Drives a fresh instance and gives what it observed, in order. */
    List<?> observe(RtlDut dut);
  }

  /**
   * One observation that was not the same.
   *
   * @param index which one, from 0
   * @param first what was seen from the first initial state, or that there was nothing
   * @param second what was seen from the second
   */
  public record Difference(int index, String first, String second) {
    @Override
    public String toString() {
      return String.format(Locale.ROOT, "observation=%d first=%s second=%s", index, first, second);
    }
  }

  private static final String NOTHING = "nothing";

  private InitialStates() {}

  /**
   * Runs the test once from the initial state of each seed.
   *
   * @return the differences in order, none if the test does not depend on the initial state
   */
  public static List<Difference> compare(
      Design design, long firstSeed, long secondSeed, Test test) {
    List<?> first = observe(design, firstSeed, test);
    List<?> second = observe(design, secondSeed, test);
    List<Difference> differences = new ArrayList<>();
    for (int i = 0; i < Math.max(first.size(), second.size()); i++) {
      String a = i < first.size() ? String.valueOf(first.get(i)) : NOTHING;
      String b = i < second.size() ? String.valueOf(second.get(i)) : NOTHING;
      if (!a.equals(b)) {
        differences.add(new Difference(i, a, b));
      }
    }
    return differences;
  }

  private static List<?> observe(Design design, long seed, Test test) {
    try (RtlDut dut = design.open(seed)) {
      return List.copyOf(test.observe(dut));
    } catch (RtlEndedException e) {
      // An end that only one initial state leads to is a difference like any other.
      return List.of(e.getMessage());
    }
  }
}
