package tandem.cosim.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tandem.cosim.check.MismatchException;
import tandem.cosim.check.MismatchFormat;
import tandem.cosim.regress.ScenarioMismatch;
import tandem.cosim.rtl.RtlSource;
import tandem.cosim.rtl.UsageException;
import tandem.support.OutputFile;
import tandem.support.OutputFiles;
import tandem.support.Outputs;
import tandem.support.RefusedException;

/** The options that every {@code run BLOCK} has. */
final class RunOptions {
  /** What the block runs on. */
  enum Engine {
    MODEL,
    RTL,
    BOTH
  }

  /** Gets the cases of runs whose output is no file. */
  private static final Path FOLDER = Path.of("build", "run");

  /** An input and the output that belongs to it. */
  record Job(Path in, OutputFile out) {}

  @Option(
      names = "--in",
      required = true,
      description = "Input file, or a folder of them; may be repeated.")
  private List<Path> in;

  @Option(
      names = "--engine",
      defaultValue = "both",
      description = "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
  private Engine engine;

  @Option(
      names = "--out",
      required = true,
      description = "Output file; for several inputs a folder that gets one file for each.")
  private OutputFiles out;

  @Option(names = "--set", description = "name=value of a parameter or register; may be repeated.")
  private Map<String, String> settings = new LinkedHashMap<>();

  @Mixin private RtlOptions rtl;

  private final Outputs outputs = new Outputs();

  Engine engine() {
    return engine;
  }

  Map<String, String> settings() {
    return settings;
  }

  RtlSource rtl() {
    return rtl.source();
  }

  /**
   * Inputs with their outputs, which can be written; those of several inputs have the input's stem.
   *
   * @param endings of the files that are taken from a folder
   */
  List<Job> jobs(List<String> endings) {
    List<Path> inputs = new ArrayList<>();
    in.forEach(path -> inputs.addAll(files(path, endings)));
    inputs.forEach(input -> outputs.input("--in", input));
    return inputs.stream().map(i -> new Job(i, output("--out", out, i, ".jsonl"))).toList();
  }

  /** A further output of a job, which can be written, too. */
  OutputFile further(String option, OutputFiles files, Job job, String ending) {
    return output(option, files, job.in(), ending);
  }

  private OutputFile output(String option, OutputFiles files, Path input, String ending) {
    OutputFile file = isSeveral() ? files.in(stem(input) + ending) : files.only();
    outputs.file(option, file);
    return file;
  }

  /** Shows a mismatch, and leaves a case beside the output where there is a scenario to repeat. */
  void printMismatch(MismatchException e, Job job) {
    System.out.println(MismatchFormat.table(e.mismatch(), 0));
    if (e instanceof ScenarioMismatch repeatable) {
      Path near = job.out().isFile() ? job.out().path() : FOLDER.resolve(stem(job.in()));
      Path file = near.resolveSibling(near.getFileName() + ".case.json");
      try {
        repeatable.writeCase(file, "run");
      } catch (RefusedException refused) {
        System.out.printf(Locale.ROOT, "  no case    %s%n", refused.getMessage());
        return;
      }
      String option = rtl.source().option();
      System.out.printf(Locale.ROOT, "  replay     ./tandem replay %s%s%n", file, option);
      System.out.printf(Locale.ROOT, "  waves      ./tandem waves show %s%s%n", file, option);
    }
  }

  private boolean isSeveral() {
    return in.size() > 1 || Files.isDirectory(in.get(0));
  }

  private static List<Path> files(Path path, List<String> endings) {
    if (!Files.exists(path)) {
      throw new UsageException("no such file or folder: --in=" + path);
    }
    return Files.isDirectory(path) ? InputFolder.files(path, endings) : List.of(path);
  }

  private static String stem(Path file) {
    String packed = file.getFileName().toString();
    String name = packed.replaceFirst("(?i)(?<=.)[.]gz$", "");
    int dot = name.lastIndexOf('.');
    return dot > 0 ? name.substring(0, dot) : name;
  }
}
