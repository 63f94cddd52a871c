package tandem.bridge;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import tandem.support.CacheDirectory;
import tandem.support.ContentHash;
import tandem.support.ExternalTool;

/** Compiles and links C++ together with what Verilator wrote for a request. */
final class NativeCompiler {
  private static final String OBJECT = ".o";

  private final CacheDirectory cache;
  private final BuildRequest request;

  NativeCompiler(CacheDirectory cache, BuildRequest request) {
    this.cache = cache;
    this.request = request;
  }

  /** Compiles the units in the directory; the objects are named after them. */
  void compile(Path directory, DesignUnits units, String... flags) {
    units.each(
        unit -> {
          List<String> command = new ArrayList<>(List.of("-c"));
          command.addAll(flags());
          command.addAll(Arrays.asList(flags));
          command.addAll(unit.flags());
          command.addAll(List.of("-I.", "-I" + Verilator.GENERATED));
          command.addAll(List.of(unit.source(), "-o", unit.object()));
          ExternalTool.GXX.output(directory, command);
        });
  }

  /** Links the objects of units with Verilator's run time. */
  void link(Path directory, DesignUnits units, String result, String... flags) {
    List<String> command = new ArrayList<>(Toolchain.COMPILER_FLAGS);
    command.addAll(Arrays.asList(flags));
    units.all().forEach(unit -> command.add(unit.object()));
    command.addAll(List.of("-o", result));
    runtimeParts().forEach(part -> command.add(runtime(part).toString()));
    command.addAll(List.of("-lz", "-lpthread"));
    ExternalTool.GXX.output(directory, command);
  }

  private List<String> flags() {
    List<String> flags = new ArrayList<>(Toolchain.COMPILER_FLAGS);
    flags.addAll(Toolchain.verilatorIncludes());
    BuildRequest.Trace trace = request.trace();
    flags.addAll(
        List.of(
            "-include",
            "simulator_hooks.h",
            "-DVM_SC=0",
            "-DVM_COVERAGE=" + (request.has(BuildRequest.Option.COVERAGE) ? 1 : 0),
            "-DVM_TRACE=" + (trace == BuildRequest.Trace.NONE ? 0 : 1),
            "-DVM_TRACE_FST=" + (trace == BuildRequest.Trace.FST ? 1 : 0),
            "-DVM_TRACE_VCD=" + (trace == BuildRequest.Trace.VCD ? 1 : 0)));
    return flags;
  }

  private List<String> runtimeParts() {
    List<String> parts = new ArrayList<>(List.of("verilated", "verilated_threads"));
    if (request.trace() != BuildRequest.Trace.NONE) {
      parts.add("verilated_" + request.trace().name().toLowerCase(Locale.ROOT) + "_c");
    }
    if (request.has(BuildRequest.Option.COVERAGE)) {
      parts.add("verilated_cov");
    }
    if (request.has(BuildRequest.Option.SNAPSHOTS)) {
      parts.add("verilated_save");
    }
    return parts;
  }

  /** A part of Verilator's run time, compiled once for all designs. */
  private Path runtime(String part) {
    ContentHash hash = new ContentHash();
    Toolchain.hash(hash);
    NativeSources.hash(hash);
    hash.add("verilator", Toolchain.verilatorVersion()).add("part", part);
    return cache
        .entry(
            "runtime",
            hash.hex(),
            List.of(part + OBJECT),
            directory -> buildRuntime(part, directory))
        .resolve(part + OBJECT);
  }

  private static void buildRuntime(String part, Path directory) throws IOException {
    NativeSources.copyTo(directory);
    List<String> command = new ArrayList<>(List.of("-c"));
    command.addAll(Toolchain.COMPILER_FLAGS);
    command.addAll(Toolchain.verilatorIncludes());
    command.addAll(List.of("-include", "simulator_hooks.h"));
    command.add(Toolchain.verilatorInclude().resolve(part + ".cpp").toString());
    command.addAll(List.of("-o", part + OBJECT));
    ExternalTool.GXX.output(directory, command);
  }
}
