package tandem.cosim.check;

import java.util.Map;

/**
 * Judges what one stage did. It is told of the records by the {@link Timeline} it asked, as the run
 * goes on, and keeps only what is under way.
 */
public interface Checker {
  /**
   * The run has ended.
   *
   * @throws MismatchException if something is left over or missing
   */
  void finish();

  /** What the read-only registers must hold at the end, by name. */
  default Map<String, Long> counters() {
    return Map.of();
  }

  /** How often the stage made use of what it may choose or leave out, by name. */
  default Map<String, Long> allowances() {
    return Map.of();
  }
}
