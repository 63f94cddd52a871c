package tandem.cosim.cli;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tandem.cosim.regress.CaseFile;
import tandem.cosim.regress.RunResult;
import tandem.cosim.rtl.RtlSource;
import tandem.cosim.waves.CaseWaves;
import tandem.support.RefusedException;
import tandem.waveforms.compare.CompareMode;
import tandem.waveforms.compare.CompareOptions.Tolerance;

/** Pictures for the report: the first failures, replayed with waves. */
final class FailurePictures {
  /** Each picture costs a replay and, the first time, a traced build. */
  private static final int MOST = 3;

  private static final Tolerance NONE = new Tolerance(0, 0);

  private final Path folder;
  private final RtlSource rtl;

  FailurePictures(Path folder, RtlSource rtl) {
    this.folder = folder;
    this.rtl = rtl;
  }

  /** SVG by case file; a case without comparable waves has none. */
  Map<String, String> of(List<RunResult> results) {
    Map<String, String> pictures = new LinkedHashMap<>();
    results.stream()
        .flatMap(r -> r.caseFile().stream())
        .distinct()
        .limit(MOST)
        .forEach(file -> draw(file, pictures));
    return pictures;
  }

  private void draw(String file, Map<String, String> pictures) {
    try {
      CaseWaves waves = new CaseWaves(CaseFile.read(Path.of(file)), rtl, folder.resolve("waves"));
      CompareMode mode = CompareMode.TRANSACTION;
      pictures.put(file, waves.svg(mode, NONE, waves.compare(mode, NONE)));
    } catch (RefusedException e) {
      System.err.println("tandem: no picture of " + file + ": " + e.getMessage());
    }
  }
}
