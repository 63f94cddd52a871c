package tandem.cosim.cli;

import freemarker.template.Configuration;
import freemarker.template.TemplateException;
import freemarker.template.TemplateExceptionHandler;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import tandem.cosim.regress.RunResult;
import tandem.cosim.regress.Suite;
import tandem.cosim.regress.Summary;
import tandem.support.OutputFile;

/** The results as one HTML file that needs nothing else. */
final class HtmlReport {
  /** A run as the template sees it. */
  public record FailedRun(String bench, long seed, String text, String picture) {}

  private HtmlReport() {}

  /**
   * Writes the report.
   *
   * @param pictures SVG by case file, for the failures that have one
   */
  static void write(
      Path file,
      long seed,
      Suite suite,
      List<RunResult> results,
      Summary summary,
      Map<String, String> pictures) {
    Configuration configuration = new Configuration(Configuration.VERSION_2_3_34);
    configuration.setClassForTemplateLoading(HtmlReport.class, "");
    configuration.setDefaultEncoding("UTF-8");
    configuration.setTemplateExceptionHandler(TemplateExceptionHandler.RETHROW_HANDLER);
    configuration.setRecognizeStandardFileExtensions(true);
    List<FailedRun> failures =
        results.stream().filter(RunResult::hasFailed).map(r -> failed(r, pictures)).toList();
    Map<String, Object> model =
        Map.of(
            "seed", String.valueOf(seed),
            "suite", suite.name().toLowerCase(Locale.ROOT),
            "summary", summary,
            "notes", results.stream().flatMap(r -> r.notes().stream()).toList(),
            "failures", failures,
            "slowest", slowest(results).map(r -> r.bench() + " seed=" + r.seed()).orElse("-"));
    OutputFile.of(file)
        .write(
            writer -> {
              try {
                configuration.getTemplate("report.ftlh").process(model, writer);
              } catch (TemplateException e) {
                throw new IllegalStateException("the report's template does not fit its model", e);
              }
            });
  }

  private static FailedRun failed(RunResult r, Map<String, String> pictures) {
    String picture = r.caseFile().map(pictures::get).orElse("");
    return new FailedRun(r.bench(), r.seed(), r.explanation(), picture);
  }

  private static Optional<RunResult> slowest(List<RunResult> results) {
    return results.stream().max(java.util.Comparator.comparingDouble(RunResult::seconds));
  }
}
