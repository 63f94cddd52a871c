package tandem.bridge;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import tandem.support.ContentHash;
import tandem.support.ExternalTool;
import tandem.support.RefusedException;

/** Which Verilator and compiler there are, and the flags that every native build shares. */
final class Toolchain {
  private static final Path HERE = Path.of("").toAbsolutePath();

  /**
   * Hidden symbols and one translation unit let the compiler see through the whole design; without
   * unique symbols two designs in one JVM stay apart.
   */
  static final List<String> COMPILER_FLAGS =
      List.of(
          "-std=gnu++17",
          "-O3",
          "-march=native",
          "-fPIC",
          "-fvisibility=hidden",
          "-fno-semantic-interposition",
          "-fno-gnu-unique",
          "-fcf-protection=none",
          "-Wno-invalid-offsetof");

  /**
   * A design is one long run of code that is hardly repeated, so copies of it, which a profile
   * makes the compiler lay out, only cost cache.
   */
  static final List<String> TRAINED_FLAGS =
      List.of("-fprofile-use", "-fno-tracer", "-fno-unroll-loops", "-Wno-coverage-mismatch");

  private Toolchain() {}

  private static final class Once {
    static final String VERILATOR = verilator();
    static final String COMPILER =
        ExternalTool.GXX.output(HERE, List.of("--version")).lines().findFirst().orElse("g++");
  }

  /**
   * Asks the program behind the script of that name where it can, which takes a tenth of the time.
   */
  private static String verilator() {
    boolean scriptDecides =
        System.getenv("VERILATOR_ROOT") != null || System.getenv("VERILATOR_BIN") != null;
    try {
      if (!scriptDecides) {
        return new ExternalTool("verilator_bin", "verilator")
            .output(HERE, List.of("--version"))
            .strip();
      }
    } catch (RefusedException e) {
      // Installed differently: the script knows where.
    }
    return ExternalTool.VERILATOR.output(HERE, List.of("--version")).strip();
  }

  /** Apart, as only building needs it and asking takes time. */
  private static final class Root {
    static final Path VERILATOR_ROOT =
        Path.of(ExternalTool.VERILATOR.output(HERE, List.of("--getenv", "VERILATOR_ROOT")).strip());
  }

  /** Whether Verilator knows an option; newer ones have given some up. */
  static boolean verilatorHas(String option) {
    return ExternalTool.VERILATOR.run(HERE, List.of(option, "--version")).succeeded();
  }

  static String verilatorVersion() {
    return Once.VERILATOR;
  }

  static Path verilatorInclude() {
    return Root.VERILATOR_ROOT.resolve("include");
  }

  static List<String> verilatorIncludes() {
    return List.of("-I" + verilatorInclude(), "-I" + verilatorInclude().resolve("vltstd"));
  }

  /**
   * Adds what decides the code that the compiler makes, the processor of -march=native included.
   */
  static void hash(ContentHash hash) {
    hash.add("compiler", Once.COMPILER)
        .add("flags", String.join(" ", COMPILER_FLAGS))
        .add("trained flags", String.join(" ", TRAINED_FLAGS))
        .add("processor", processor());
  }

  private static String processor() {
    try {
      return Files.readAllLines(Path.of("/proc/cpuinfo")).stream()
          .filter(line -> line.startsWith("flags") || line.startsWith("model name"))
          .findFirst()
          .orElse("unknown");
    } catch (IOException e) {
      return "unknown";
    }
  }
}
