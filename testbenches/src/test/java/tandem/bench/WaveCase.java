package tandem.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import tandem.cosim.regress.BlockHarness;
import tandem.cosim.regress.CaseFile;
import tandem.cosim.regress.Json;
import tandem.cosim.regress.Verdict;
import tandem.cosim.rtl.RtlSource;
import tandem.cosim.stream.StreamSession;
import tandem.cosim.stream.TraceWindow;
import tandem.cosim.waves.CaseWaves;
import tandem.waveforms.compare.CompareMode;
import tandem.waveforms.compare.CompareOptions.Tolerance;
import tandem.waveforms.compare.Comparison;

/** Looks at the waves of a scenario that fails. */
public final class WaveCase {
  private static final Tolerance NONE = new Tolerance(0, 0);

  private WaveCase() {}

  /** The waves of a scenario that fails. */
  public static CaseWaves of(Path folder, BlockHarness harness, Object scenario, RtlSource broken) {
    // Traced, so that the design is compiled once.
    long first = StreamSession.FIRST_CYCLE;
    TraceWindow little = TraceWindow.of(folder.resolve("first.fst"), first, first + 1);
    Verdict verdict = harness.replay(Json.tree(scenario), broken, little);
    assertFalse(verdict.isAgreed(), () -> "nothing is wrong: " + verdict);
    CaseFile recorded = CaseFile.of(harness.block(), "waves", 1, scenario, verdict);
    return new CaseWaves(recorded, broken, folder.resolve("waves"));
  }

  /** Their records in order. */
  public static Comparison compare(CaseWaves waves) {
    return waves.compare(CompareMode.TRANSACTION, NONE);
  }

  /** The picture of what they differ in. */
  public static String picture(CaseWaves waves) {
    return waves.svg(CompareMode.TRANSACTION, NONE, compare(waves));
  }

  /**
   * Checks that a scenario fails, and that its waves differ first where the checker says so, in
   * that field; everything can be drawn.
   *
   * @param stream its stage and name
   */
  public static void check(
      Path folder,
      BlockHarness harness,
      Object scenario,
      RtlSource broken,
      String stream,
      String field)
      throws IOException {
    CaseWaves waves = of(folder, harness, scenario, broken);
    Verdict verdict = waves.verdict();
    assertTrue(verdict.mismatch().isPresent(), () -> "nothing is wrong: " + verdict);
    assertTrue(waves.isSameAsRecorded(), "tracing changes nothing");
    Comparison result = compare(waves);
    assertTrue(result.first() != null, () -> waves.text(result));
    assertEquals("model." + stream, result.first().stream(), () -> waves.text(result));
    assertEquals(field, result.first().field(), () -> waves.text(result));
    assertEquals(verdict.mismatch().get().cycle(), result.first().actual().cycle());
    String svg = waves.svg(CompareMode.TRANSACTION, NONE, result);
    assertTrue(svg.contains(stream + "." + field + ": model and RTL differ"), svg);
    for (Path file : waves.combine()) {
      assertTrue(Files.size(file) > 0, file::toString);
    }
  }
}
