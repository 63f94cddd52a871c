package tandem.bridge;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Compiles Verilog into a shared object with the interface of design_abi.h. */
public final class DesignCompiler {
  private static final String LIBRARY = "design.so";
  private static final String TABLE = "design_table.h";
  private static final String UNIT = "design_unit.cpp";
  private static final String GENERATED = "verilated";

  private final CacheDirectory cache;

  public DesignCompiler(CacheDirectory cache) {
    this.cache = cache;
  }

  /**
   * The compiled design, taken from the cache if the same inputs were compiled before. Inputs are
   * the sources, the manifest, all flags, the versions of the tools and the bridge's own C++.
   *
   * @throws BridgeException if Verilator or the compiler refuses; the message has their output
   */
  public Design compile(BuildRequest request) {
    JniLibrary.ensureLoaded(cache);
    String buildId = buildId(request);
    Path entry = cache.entry("designs", buildId, directory -> build(request, buildId, directory));
    return Design.load(entry.resolve(LIBRARY), buildId, request);
  }

  private static List<String> verilatorFlags(BuildRequest request) {
    List<String> flags =
        new ArrayList<>(
            List.of(
                "--cc",
                "-O3",
                "--x-assign",
                "fast",
                "--x-initial",
                "unique",
                "--assert",
                "--no-timing",
                "--timescale",
                "1ps/1ps",
                "-Wno-lint",
                "-Wno-style",
                "-Wno-fatal"));
    switch (request.trace()) {
      case FST -> flags.addAll(List.of("--trace-fst", "--trace-structs"));
      case VCD -> flags.addAll(List.of("--trace", "--trace-structs"));
      case NONE -> {}
    }
    return flags;
  }

  private static String buildId(BuildRequest request) {
    ContentHash hash = new ContentHash();
    Toolchain.hash(hash);
    NativeSources.hash(hash);
    hash.add("verilator", Toolchain.verilatorVersion())
        .add("verilator flags", String.join(" ", verilatorFlags(request)))
        .add("trace", request.trace().name())
        .add("manifest", request.manifest().toString());
    for (Path source : request.sources()) {
      hash.add(source.getFileName().toString(), source);
    }
    return hash.hex();
  }

  private void build(BuildRequest request, String buildId, Path directory) throws IOException {
    NativeSources.copyTo(directory);
    String prefix = "V" + request.manifest().top();
    Files.writeString(
        directory.resolve(TABLE),
        DesignTable.of(request.manifest(), prefix, request.trace(), buildId));
    verilate(request, prefix, directory);
    Files.writeString(directory.resolve(UNIT), unit(directory));
    Path runtime = runtime(request.trace());
    List<String> command = new ArrayList<>(List.of("g++", "-shared"));
    command.addAll(compilerFlags(request.trace()));
    command.addAll(List.of("-I.", "-I" + GENERATED, UNIT, "-o", LIBRARY));
    try (Stream<Path> objects = Files.list(runtime)) {
      objects
          .filter(o -> o.toString().endsWith(".o"))
          .sorted()
          .forEach(o -> command.add(o.toString()));
    }
    command.addAll(List.of("-lz", "-lpthread"));
    Tool.run(directory, command);
  }

  private static void verilate(BuildRequest request, String prefix, Path directory) {
    List<String> command = new ArrayList<>(List.of("verilator"));
    command.addAll(verilatorFlags(request));
    command.addAll(List.of("--prefix", prefix, "--Mdir", GENERATED));
    command.addAll(List.of("--top-module", request.manifest().top()));
    request.sources().forEach(s -> command.add(s.toAbsolutePath().toString()));
    Tool.run(directory, command);
  }

  /** One translation unit of the shim and everything Verilator wrote. */
  private static String unit(Path directory) throws IOException {
    StringBuilder unit = new StringBuilder("#include \"design.cpp\"\n");
    try (Stream<Path> files = Files.list(directory.resolve(GENERATED))) {
      files
          .map(f -> f.getFileName().toString())
          .filter(f -> f.endsWith(".cpp"))
          .sorted()
          .forEach(f -> unit.append("#include \"").append(f).append("\"\n"));
    }
    return unit.toString();
  }

  private static List<String> compilerFlags(BuildRequest.Trace trace) {
    List<String> flags = new ArrayList<>(Toolchain.COMPILER_FLAGS);
    Path include = Toolchain.verilatorInclude();
    flags.addAll(
        List.of(
            "-include",
            "simulator_hooks.h",
            "-I" + include,
            "-I" + include.resolve("vltstd"),
            "-DVM_COVERAGE=0",
            "-DVM_SC=0",
            "-DVM_TRACE=" + (trace == BuildRequest.Trace.NONE ? 0 : 1),
            "-DVM_TRACE_FST=" + (trace == BuildRequest.Trace.FST ? 1 : 0),
            "-DVM_TRACE_VCD=" + (trace == BuildRequest.Trace.VCD ? 1 : 0)));
    return flags;
  }

  /** Verilator's run time, compiled once for each kind of trace. */
  private Path runtime(BuildRequest.Trace trace) {
    ContentHash hash = new ContentHash();
    Toolchain.hash(hash);
    NativeSources.hash(hash);
    hash.add("verilator", Toolchain.verilatorVersion()).add("trace", trace.name());
    return cache.entry("runtime", hash.hex(), directory -> buildRuntime(trace, directory));
  }

  private static void buildRuntime(BuildRequest.Trace trace, Path directory) throws IOException {
    NativeSources.copyTo(directory);
    List<String> parts = new ArrayList<>(List.of("verilated", "verilated_threads"));
    if (trace != BuildRequest.Trace.NONE) {
      parts.add("verilated_" + trace.name().toLowerCase() + "_c");
    }
    for (String part : parts) {
      List<String> command = new ArrayList<>(List.of("g++", "-c"));
      command.addAll(compilerFlags(trace));
      command.add(Toolchain.verilatorInclude().resolve(part + ".cpp").toString());
      command.addAll(List.of("-o", part + ".o"));
      Tool.run(directory, command);
    }
  }
}
