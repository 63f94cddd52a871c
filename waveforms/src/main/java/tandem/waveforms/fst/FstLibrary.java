package tandem.waveforms.fst;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The native part: compiled on first use from sources in this jar and Verilator's bundled fstapi,
 * kept in a cache under the hash of all that went into it, and loaded once.
 *
 * <p>The cache is {@code $TANDEM_CACHE}, else {@code $XDG_CACHE_HOME/tandem}, else {@code
 * ~/.cache/tandem}.
 */
final class FstLibrary {
  private static final String RESOURCES = "/tandem/waveforms/native/";
  private static final List<String> OURS =
      List.of("fst_unity.h", "fst_jni.cpp", "fst_guard.cpp", "tandem_waveforms_fst_FstNative.h");
  private static final List<String> THEIRS =
      List.of("fstapi.c", "fstapi.h", "fst_config.h", "fastlz.c", "fastlz.h", "lz4.c", "lz4.h");
  private static final List<String> FLAGS = List.of("-O2", "-std=c++17", "-w");
  private static final List<String> LIBRARY =
      List.of("-shared", "-fPIC", "-fvisibility=hidden", "-fno-semantic-interposition");
  // Damage must be found even where it hits memory that is mapped; frame pointers cost nothing
  // here.
  private static final List<String> GUARD = List.of("-g1", "-fsanitize=address");

  private static Path directory;
  private static boolean loaded;

  private FstLibrary() {}

  /**
   * Makes the natives callable.
   *
   * @throws FstUnavailableException in one line, if a tool to build them is missing
   */
  static synchronized void load() throws IOException {
    if (!loaded) {
      System.load(built().resolve("libtandemfst.so").toAbsolutePath().toString());
      loaded = true;
    }
  }

  /** The program that tries a file out before it is read in this process. */
  static synchronized Path guard() throws IOException {
    return built().resolve("fst_guard");
  }

  private static Path built() throws IOException {
    if (directory == null) {
      directory = build();
    }
    return directory;
  }

  private static Path build() throws IOException {
    Path fstapi = verilatorRoot().resolve("include");
    String compiler = Tool.run(List.of("g++", "--version"), "g++ is missing: apt-get install g++");
    Map<String, byte[]> parts = new LinkedHashMap<>();
    for (String name : OURS) {
      parts.put(name, resource(name));
    }
    for (String name : THEIRS) {
      parts.put("gtkwave/" + name, theirs(fstapi.resolve("gtkwave").resolve(name)));
    }
    parts.put("compiler", compiler.getBytes(java.nio.charset.StandardCharsets.UTF_8));
    parts.put(
        "flags", (FLAGS + "" + LIBRARY + GUARD).getBytes(java.nio.charset.StandardCharsets.UTF_8));
    return BuildCache.get(
        "waveforms-fst", parts, work -> compile(work, fstapi, "libtandemfst.so", "fst_guard"));
  }

  private static byte[] theirs(Path file) throws IOException {
    if (!Files.isReadable(file)) {
      throw new FstUnavailableException("Verilator's FST sources are missing: " + file);
    }
    return Files.readAllBytes(file);
  }

  private static Path verilatorRoot() throws IOException {
    String set = System.getenv("VERILATOR_ROOT");
    if (set != null && !set.isBlank()) {
      return Path.of(set);
    }
    String said =
        Tool.run(
            List.of("verilator", "--getenv", "VERILATOR_ROOT"),
            "Verilator, whose fstapi reads FST, is missing: apt-get install verilator");
    return Path.of(said.strip());
  }

  private static byte[] resource(String name) throws IOException {
    try (InputStream in = FstLibrary.class.getResourceAsStream(RESOURCES + name)) {
      if (in == null) {
        throw new FstUnavailableException("the jar was built without " + RESOURCES + name);
      }
      return in.readAllBytes();
    }
  }

  private static void compile(Path work, Path include, String library, String guard)
      throws IOException {
    Path jni = Path.of(System.getProperty("java.home"), "include");
    if (!Files.isReadable(jni.resolve("jni.h"))) {
      throw new FstUnavailableException("no jni.h in " + jni + ": FST needs a JDK, not a JRE");
    }
    List<String> includes =
        List.of(
            "-I" + work,
            "-I" + jni,
            "-I" + jni.resolve("linux"),
            "-I" + include,
            "-I" + include.resolve("gtkwave"));
    gxx(work, includes, LIBRARY, "fst_jni.cpp", library);
    gxx(work, includes, GUARD, "fst_guard.cpp", guard);
  }

  private static void gxx(
      Path work, List<String> includes, List<String> extra, String source, String target)
      throws IOException {
    List<String> command = new ArrayList<>(List.of("g++"));
    command.addAll(FLAGS);
    command.addAll(extra);
    command.addAll(includes);
    command.add(work.resolve(source).toString());
    command.addAll(List.of("-o", work.resolve(target).toString(), "-lz", "-lpthread"));
    String hint = "cannot compile the FST reader (zlib: apt-get install zlib1g-dev)";
    Tool.run(command, hint);
  }
}
