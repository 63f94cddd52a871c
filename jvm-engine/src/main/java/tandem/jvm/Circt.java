package tandem.jvm;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tandem.support.CacheDirectory;
import tandem.support.ExternalTool;
import tandem.support.RefusedException;
import tandem.support.ToolFailedException;

/** The tools of the CIRCT project: they travel in the jar of firtool and are unpacked once. */
final class Circt {
  private static final Pattern ERROR = Pattern.compile("(?m)^(.+?:\\d+)(?::\\d+)?: error: (.+)$");
  private static final String FOLDER = "/org.chipsalliance/llvm-firtool/";

  /** What both ways in give: MLIR in its generic form, with places in the user's source. */
  private static final List<String> FORM =
      List.of("--mlir-print-op-generic", "--mlir-print-debuginfo");

  private static final String LOWERED = "--ir-hw";
  private static final String EARLY = "--ir-moore";

  private static final List<String> FROM_FIRRTL =
      List.of(
          "--format=fir",
          "-disable-all-randomization",
          "-default-layer-specialization=enable",
          "--verification-flavor=immediate");

  private final CacheDirectory cache;

  Circt(CacheDirectory cache) {
    this.cache = cache;
  }

  /** The version of the tools. */
  static String version() {
    try (InputStream in = resource("project.version")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8).strip();
    } catch (IOException e) {
      throw new RefusedException("the jar of firtool cannot be read", e);
    }
  }

  /** Lowers FIRRTL. */
  String lowerFirrtl(Path file) {
    List<String> arguments = new ArrayList<>(FROM_FIRRTL);
    arguments.addAll(List.of(LOWERED, file.toString()));
    return run("firtool", arguments);
  }

  /**
   * Lowers Verilog.
   *
   * @throws UnsupportedRtlException for what would be lost on the way
   */
  String lowerVerilog(List<Path> files, String top, List<String> options) {
    InitialValues.requireNone(readVerilog(files, top, options, EARLY), files);
    return readVerilog(files, top, options, LOWERED);
  }

  private String readVerilog(List<Path> files, String top, List<String> options, String stage) {
    List<String> arguments = new ArrayList<>(List.of(stage, "--top=" + top));
    arguments.addAll(options);
    files.forEach(f -> arguments.add(f.toString()));
    return run("circt-verilog", arguments);
  }

  private String run(String tool, List<String> arguments) {
    Path home = cache.entry("circt", version() + "-" + platform(), directory -> unpack(directory));
    try {
      Path out = Files.createTempFile("lowered", ".mlir");
      try {
        List<String> all = new ArrayList<>(FORM);
        all.addAll(arguments);
        all.addAll(List.of("-o", out.toString()));
        new ExternalTool(home.resolve(file(tool)).toString(), "llvm-firtool")
            .output(Path.of("").toAbsolutePath(), all);
        return Files.readString(out);
      } finally {
        Files.deleteIfExists(out);
      }
    } catch (ToolFailedException e) {
      throw refused(tool, e);
    } catch (IOException e) {
      throw new RefusedException(tool + " cannot be run: " + e.getMessage(), e);
    }
  }

  /** The first error of a tool in one line: {@code file:line:column: error: text}. */
  private static UnsupportedRtlException refused(String tool, ToolFailedException cause) {
    Matcher error = ERROR.matcher(cause.getMessage());
    return error.find() && !error.group(1).startsWith("<")
        ? new UnsupportedRtlException(error.group(1), error.group(2))
        : new UnsupportedRtlException(
            tool,
            error.reset().find() ? error.group(2) : cause.getMessage().replaceAll("\\s+", " "));
  }

  private static void unpack(Path directory) throws IOException {
    for (String tool : List.of("firtool", "circt-verilog")) {
      Path file = directory.resolve(file(tool));
      try (InputStream in = resource(platform() + "/bin/" + file(tool))) {
        Files.copy(in, file);
      }
      if (!file.toFile().setExecutable(true)) {
        throw new IOException("cannot be made executable: " + file);
      }
    }
  }

  private static InputStream resource(String name) {
    InputStream in = Circt.class.getResourceAsStream(FOLDER + name);
    if (in == null) {
      throw new RefusedException("the jar of firtool has no " + name);
    }
    return in;
  }

  private static String platform() {
    String system = System.getProperty("os.name").toLowerCase(Locale.ROOT);
    String machine = System.getProperty("os.arch");
    String processor = machine.equals("aarch64") ? "aarch64" : "x64";
    return (system.contains("win") ? "windows" : system.contains("mac") ? "macos" : "linux")
        + "-"
        + processor;
  }

  private static String file(String tool) {
    return platform().startsWith("windows") ? tool + ".exe" : tool;
  }
}
