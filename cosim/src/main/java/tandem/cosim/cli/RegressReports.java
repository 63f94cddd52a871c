package tandem.cosim.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tandem.cosim.regress.JUnitXml;
import tandem.cosim.regress.Json;
import tandem.cosim.regress.RunResult;
import tandem.cosim.regress.Suite;
import tandem.cosim.regress.Summary;
import tandem.cosim.rtl.RtlSource;
import tandem.cosim.rtl.UsageException;
import tandem.support.OutputFile;
import tandem.support.RefusedException;

/** The files that a regression leaves. */
final class RegressReports {
  private final Instant begin = Instant.now();
  private final Path folder;
  private final Optional<OutputFile> json;
  private final long seed;
  private final Suite suite;
  private boolean complete = true;

  RegressReports(Path folder, Optional<OutputFile> json, long seed, Suite suite) {
    this.folder = folder;
    this.json = json;
    this.seed = seed;
    this.suite = suite;
  }

  Path page() {
    return folder.resolve("index.html");
  }

  /**
   * Puts away what an earlier regression left, so that nobody takes it for this one's if this one
   * is killed.
   *
   * @param notRun a result for each run
   */
  void begin(List<RunResult> notRun) {
    try {
      Files.createDirectories(folder.resolve("failures"));
      Files.deleteIfExists(page());
    } catch (IOException e) {
      throw new UsageException("--report cannot be written: " + e, e);
    }
    JUnitXml.write(folder.resolve("junit.xml"), begin, notRun);
    json.filter(OutputFile::isFile) // a pipe takes one result
        .ifPresent(file -> Json.write(file, json(notRun, Summary.of(notRun))));
  }

  /**
   * Writes what can be written and says what cannot.
   *
   * @return whether all of it was
   */
  boolean write(List<RunResult> results, RtlSource source) {
    Summary summary = Summary.of(results);
    attempt(() -> JUnitXml.write(folder.resolve("junit.xml"), begin, results));
    json.ifPresent(file -> attempt(() -> Json.write(file, json(results, summary))));
    attempt(() -> HtmlReport.write(page(), seed, suite, results, summary, Map.of()));
    // Last, as it takes long and runs RTL in this process.
    if (!Interruption.isRequested()) {
      Map<String, String> pictures = new FailurePictures(folder, source).of(results);
      if (!pictures.isEmpty()) {
        attempt(() -> HtmlReport.write(page(), seed, suite, results, summary, pictures));
      }
    }
    return complete;
  }

  private void attempt(Runnable write) {
    try {
      write.run();
    } catch (RefusedException e) {
      System.err.println("tandem: " + e.getMessage());
      complete = false;
    }
  }

  private Map<String, Object> json(List<RunResult> results, Summary summary) {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("seed", seed);
    tree.put("suite", suite);
    tree.put("passed", summary.passed());
    tree.put("failed", summary.failed());
    tree.put("notRun", summary.notRun());
    tree.put("benches", summary.rows());
    tree.put("runs", results);
    return tree;
  }
}
