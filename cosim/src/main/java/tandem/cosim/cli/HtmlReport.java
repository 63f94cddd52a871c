package tandem.cosim.cli;

import freemarker.template.Configuration;
import freemarker.template.TemplateException;
import freemarker.template.TemplateExceptionHandler;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tandem.cosim.regress.RunResult;
import tandem.cosim.regress.Suite;
import tandem.cosim.regress.Summary;

/** The results as one HTML file that needs nothing else. */
final class HtmlReport {
  /** A run as the template sees it. */
  public record FailedRun(String bench, long seed, String text) {}

  private HtmlReport() {}

  static void write(Path file, long seed, Suite suite, List<RunResult> results, Summary summary) {
    Configuration configuration = new Configuration(Configuration.VERSION_2_3_34);
    configuration.setClassForTemplateLoading(HtmlReport.class, "");
    configuration.setDefaultEncoding("UTF-8");
    configuration.setTemplateExceptionHandler(TemplateExceptionHandler.RETHROW_HANDLER);
    configuration.setRecognizeStandardFileExtensions(true);
    List<FailedRun> failures =
        results.stream()
            .filter(r -> !r.passed())
            .map(r -> new FailedRun(r.bench(), r.seed(), r.failure().orElse("")))
            .toList();
    Map<String, Object> model =
        Map.of(
            "seed", String.valueOf(seed),
            "suite", suite.name().toLowerCase(),
            "summary", summary,
            "notes", results.stream().flatMap(r -> r.notes().stream()).toList(),
            "failures", failures,
            "slowest", slowest(results).map(r -> r.bench() + " seed=" + r.seed()).orElse("-"));
    try {
      Files.createDirectories(file.toAbsolutePath().getParent());
      Path unfinished = file.resolveSibling(file.getFileName() + ".unfinished");
      try (Writer writer = Files.newBufferedWriter(unfinished)) {
        configuration.getTemplate("report.ftlh").process(model, writer);
      }
      Files.move(unfinished, file, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new UncheckedIOException(file + ": cannot be written", e);
    } catch (TemplateException e) {
      throw new IllegalStateException("the report's template does not fit its model", e);
    }
  }

  private static Optional<RunResult> slowest(List<RunResult> results) {
    return results.stream().max(java.util.Comparator.comparingDouble(RunResult::seconds));
  }
}
