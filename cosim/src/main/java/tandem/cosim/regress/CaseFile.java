package tandem.cosim.regress;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import tandem.cosim.check.Mismatch;
import tandem.support.OutputFile;

/**
 * Everything that repeats a failure.
 *
 * @param format version of this format
 * @param block whose scenario it is
 * @param bench which bench made it, with which seed
 * @param scenario the stimulus and all that decides the run
 * @param mismatch what went wrong, if RTL and model differed
 * @param problem what went wrong otherwise
 * @param events what the RTL did, one line an event
 * @param expected what the model expected, likewise
 */
public record CaseFile(
    int format,
    String block,
    String bench,
    long seed,
    JsonNode scenario,
    Optional<Mismatch> mismatch,
    Optional<String> problem,
    List<String> events,
    List<String> expected) {
  private static final int FORMAT = 1;

  /** The case of a scenario that failed. */
  public static CaseFile of(
      String block, String bench, long seed, Object scenario, Verdict verdict) {
    return new CaseFile(
        FORMAT,
        block,
        bench,
        seed,
        Json.tree(scenario),
        verdict.mismatch(),
        verdict.problem(),
        verdict.events(),
        verdict.expected());
  }

  /** Reads a case; a file that is none is refused with one line. */
  public static CaseFile read(Path file) {
    return Json.read(file, CaseFile.class);
  }

  public void write(Path file) {
    Json.write(OutputFile.of(file), this);
  }
}
