package tandem.cosim.rtl;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tandem.bridge.BuildRequest;
import tandem.bridge.DesignCompiler;
import tandem.rtlgen.Flavour;
import tandem.rtlgen.Manifest;
import tandem.rtlgen.RtlGenerator;
import tandem.support.CacheDirectory;
import tandem.support.NearestNames;
import tandem.support.ToolFailedException;

/**
 * A folder of Verilog that takes the place of what is generated, looked at before anything runs.
 * The block it holds is that of its manifest or, without one, that whose top is among the modules.
 */
public final class RtlFolder {
  /** What Verilator says of the first thing that is wrong: file, line, and what. */
  private static final Pattern ERROR =
      Pattern.compile("(?m)^%Error(?:-\\w+)?: (?:(\\S+?:\\d+)(?::\\d+)?: )?(.+)$");

  private final Path path;
  private final String block;

  private RtlFolder(Path path, String block) {
    this.path = path;
    this.block = block;
  }

  /**
   * Looks at a folder: its manifest, the syntax of its Verilog, its top and the ports of it.
   *
   * @throws UsageException at the first thing that is wrong: file, line, rule, values
   */
  public static RtlFolder check(Path path) {
    List<Path> files = verilog(path);
    Optional<Manifest> own = manifest(path);
    String block = own.map(Manifest::block).orElseGet(() -> blockOf(path, files));
    Manifest manifest = own.orElseGet(() -> defaults(block));
    List<Manifest.Port> found;
    try {
      found = DesignCompiler.ports(new BuildRequest(manifest, files, BuildRequest.Trace.NONE));
    } catch (ToolFailedException e) {
      throw new UsageException(first(path, e.getMessage()), e);
    }
    requirePorts(path, manifest, found);
    return new RtlFolder(path, block);
  }

  public Path path() {
    return path;
  }

  /** Name of the block on the command line. */
  public String block() {
    return block;
  }

  /** The Verilog files, by name. */
  static List<Path> verilog(Path directory) {
    if (!Files.isDirectory(directory)) {
      throw new UsageException("--rtl must name a directory: --rtl=" + directory);
    }
    try (Stream<Path> files = Files.list(directory)) {
      List<Path> found = files.filter(f -> f.toString().matches(".*\\.s?v")).sorted().toList();
      if (found.isEmpty()) {
        throw new UsageException("--rtl must hold .v or .sv files: --rtl=" + directory);
      }
      return found;
    } catch (IOException e) {
      throw new UncheckedIOException(directory + ": cannot be read", e);
    }
  }

  /** The manifest of a folder that has one. */
  static Optional<Manifest> manifest(Path path) {
    if (!Files.exists(path.resolve(Manifest.FILE_NAME))) {
      return Optional.empty();
    }
    Manifest manifest = Manifest.read(path);
    List<String> blocks = RtlGenerator.blocks();
    if (!blocks.contains(manifest.block())) {
      throw new UsageException(
          String.format(
              Locale.ROOT,
              "%s: unknown block: block=%s; nearest names: %s",
              path.resolve(Manifest.FILE_NAME),
              manifest.block(),
              NearestNames.of(manifest.block(), blocks)));
    }
    return Optional.of(manifest);
  }

  private static Manifest defaults(String block) {
    return new RtlGenerator(CacheDirectory.ofUser().root().resolve("rtl"))
        .generate(block, Map.of(), Flavour.SIMULATION)
        .manifest();
  }

  private static String blockOf(Path path, List<Path> files) {
    Map<String, String> tops = new HashMap<>();
    RtlGenerator.blocks().forEach(name -> tops.put(top(name), name));
    List<String> found = files.stream().flatMap(RtlFolder::modules).toList();
    List<String> blocks = found.stream().filter(tops::containsKey).map(tops::get).toList();
    if (blocks.size() != 1) {
      throw new UsageException(
          String.format(
              Locale.ROOT,
              "--rtl has no %s and not one top of a block among its modules: --rtl=%s tops=%s",
              Manifest.FILE_NAME,
              path,
              blocks.stream().map(RtlFolder::top).toList()));
    }
    return blocks.get(0);
  }

  /** The name of a block's top: its own in another spelling. */
  private static String top(String block) {
    return Arrays.stream(block.split("-"))
        .map(word -> word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1))
        .collect(Collectors.joining());
  }

  private static Stream<String> modules(Path file) {
    try {
      Matcher module = Pattern.compile("(?m)^\\s*module\\s+(\\w+)").matcher(Files.readString(file));
      return module.results().map(found -> found.group(1)).toList().stream();
    } catch (IOException e) {
      throw new UncheckedIOException(file + ": cannot be read as text", e);
    }
  }

  private static String first(Path path, String output) {
    Matcher error = ERROR.matcher(output);
    if (!error.find()) {
      return "--rtl=" + path + ": " + output.replaceAll("\\s*\\R\\s*", " | ");
    }
    String where = error.group(1) == null ? "--rtl=" + path : error.group(1);
    return where + ": " + error.group(2);
  }

  private static void requirePorts(Path path, Manifest manifest, List<Manifest.Port> found) {
    Map<String, Manifest.Port> actual = new HashMap<>();
    found.forEach(port -> actual.put(port.name(), port));
    for (Manifest.Port expected : manifest.ports()) {
      Manifest.Port port = actual.remove(expected.name());
      if (!expected.equals(port)) {
        throw new UsageException(
            String.format(
                Locale.ROOT,
                "--rtl=%s: ports of %s must be those of its manifest: port=%s expected=%s found=%s",
                path,
                manifest.top(),
                expected.name(),
                text(expected),
                port == null ? "none" : text(port)));
      }
    }
    if (!actual.isEmpty()) {
      throw new UsageException(
          String.format(
              Locale.ROOT,
              "--rtl=%s: %s has ports that its manifest has not: ports=%s",
              path,
              manifest.top(),
              actual.keySet().stream().sorted().collect(Collectors.joining(","))));
    }
  }

  private static String text(Manifest.Port port) {
    return port.direction() + "[" + port.widthBits() + "]";
  }
}
