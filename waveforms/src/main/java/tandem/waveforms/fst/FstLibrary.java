package tandem.waveforms.fst;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import tandem.support.CacheDirectory;
import tandem.support.ContentHash;
import tandem.support.ExternalTool;
import tandem.support.NativeCode;
import tandem.support.RefusedException;
import tandem.support.ToolFailedException;

/**
 * The native part: compiled on first use from sources in this jar and Verilator's bundled fstapi,
 * kept in a cache under the hash of all that went into it, and loaded once.
 */
final class FstLibrary {
  private static final Path HERE = Path.of("").toAbsolutePath();
  private static final String SHARED_OBJECT = "libtandemfst.so";
  private static final String PROGRAM = "fst_guard";
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
   * @throws RefusedException in one line, if a tool to build them is missing
   */
  static synchronized void load() throws IOException {
    if (!loaded) {
      NativeCode.load(built().resolve(SHARED_OBJECT));
      loaded = true;
    }
  }

  /** The program that tries a file out before it is read in this process. */
  static synchronized Path guard() throws IOException {
    return NativeCode.executable(built().resolve(PROGRAM));
  }

  private static Path built() throws IOException {
    if (directory == null) {
      directory = build();
    }
    return directory;
  }

  private static Path build() throws IOException {
    Path include = verilatorRoot().resolve("include");
    ContentHash hash =
        new ContentHash()
            .add("compiler", ExternalTool.GXX.output(HERE, List.of("--version")))
            .add("flags", FLAGS + "" + LIBRARY + GUARD)
            .add("processor", System.getProperty("os.arch"));
    for (String name : OURS) {
      hash.add(name, resource(name));
    }
    for (String name : THEIRS) {
      hash.add(name, theirs(include.resolve("gtkwave").resolve(name)));
    }
    return CacheDirectory.ofUser()
        .entry("waveforms-fst", hash.hex(), work -> compile(work, include));
  }

  private static byte[] theirs(Path file) throws IOException {
    if (!Files.isReadable(file)) {
      throw new RefusedException("Verilator's FST sources are missing: " + file);
    }
    return Files.readAllBytes(file);
  }

  private static Path verilatorRoot() throws IOException {
    String set = System.getenv("VERILATOR_ROOT");
    if (set != null && !set.isBlank()) {
      return Path.of(set);
    }
    return Path.of(
        ExternalTool.VERILATOR.output(HERE, List.of("--getenv", "VERILATOR_ROOT")).strip());
  }

  private static byte[] resource(String name) throws IOException {
    try (InputStream in = FstLibrary.class.getResourceAsStream(RESOURCES + name)) {
      if (in == null) {
        throw new RefusedException("the jar was built without " + RESOURCES + name);
      }
      return in.readAllBytes();
    }
  }

  private static void compile(Path work, Path include) throws IOException {
    Path jni = Path.of(System.getProperty("java.home"), "include");
    if (!Files.isReadable(jni.resolve("jni.h"))) {
      throw new RefusedException("no jni.h in " + jni + ": FST needs a JDK, not a JRE");
    }
    for (String name : OURS) {
      Files.write(work.resolve(name), resource(name));
    }
    List<String> includes =
        List.of(
            "-I" + work,
            "-I" + jni,
            "-I" + jni.resolve("linux"),
            "-I" + include,
            "-I" + include.resolve("gtkwave"));
    gxx(work, includes, LIBRARY, "fst_jni.cpp", SHARED_OBJECT);
    gxx(work, includes, GUARD, "fst_guard.cpp", PROGRAM);
  }

  private static void gxx(
      Path work, List<String> includes, List<String> extra, String source, String target) {
    List<String> arguments = new ArrayList<>(FLAGS);
    arguments.addAll(extra);
    arguments.addAll(includes);
    arguments.addAll(List.of(source, "-o", target, "-lz", "-lpthread"));
    try {
      ExternalTool.GXX.output(work, arguments);
    } catch (ToolFailedException e) {
      throw new RefusedException(
          "cannot compile the FST reader (zlib: apt-get install zlib1g-dev): " + e.getMessage(), e);
    }
  }
}
