package tandem.rtlgen;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the figures of {@link SizeAndClock} are put beside.
 *
 * @param blocks the blocks of the standard table, in its order, with their settings
 * @param anchors open designs, measured once by the same recipe for the delay; their LUTs are those
 *     of {@code synth_xilinx} and compare with each other only
 */
public record PpaReference(List<Subject> blocks, List<Anchor> anchors) {
  /**
   * A block with what it does.
   *
   * @param operation what is counted
   * @param perCycle operations a cycle, as its bench holds it
   */
  public record Subject(
      String block, Map<String, String> settings, String operation, double perCycle) {}

  /**
   * A design of somebody else's.
   *
   * @param perCycle operations a cycle; 0 where that was not measured
   * @param memory its block RAMs, in words
   */
  public record Anchor(
      String design,
      String operation,
      double perCycle,
      int delayPs,
      int lut6,
      int flipFlops,
      String memory) {}

  /** Reads the one there is. */
  public static PpaReference load() {
    try (InputStream in = PpaReference.class.getResourceAsStream("ppa.json")) {
      return JsonMapper.builder().build().readValue(in, PpaReference.class);
    } catch (IOException e) {
      throw new UncheckedIOException("ppa.json is part of this module", e);
    }
  }

  /** What is known of a block; empty for one that is not in the table. */
  public Optional<Subject> subject(String block) {
    return blocks.stream().filter(subject -> subject.block().equals(block)).findFirst();
  }

  /** Operations a second, in millions, at one cycle per {@code delayPs}. */
  public static double millionsASecond(double perCycle, int delayPs) {
    return perCycle * 1e6 / delayPs;
  }
}
