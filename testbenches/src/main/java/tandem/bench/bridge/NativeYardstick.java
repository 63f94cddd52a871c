package tandem.bench.bridge;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import tandem.bridge.BuildRequest;
import tandem.bridge.DesignCompiler;
import tandem.support.CacheDirectory;
import tandem.support.ContentHash;

/** Builds and runs the testbench in C++ that the bridge is held against. */
final class NativeYardstick {
  /** How the testbench is compiled, always from the same Verilog with the same Verilator flags. */
  enum Build {
    /** What {@code verilator --build} does by itself: -Os. */
    STOCK,
    /** The same with {@code OPT_FAST=-O3}. */
    STOCK_O3,
    /** One translation unit with the flags of the bridge. */
    SAME_FLAGS,
    /** The same, optimised with the profile of a short run, as the bridge's design is. */
    TRAINED
  }

  /** What one run measured. */
  record Result(long cycles, long nanos, long checksum) {
    double nanosPerCycle() {
      return (double) nanos / cycles;
    }
  }

  private static final String SOURCE = "splitter_yardstick.cpp";
  private static final String UNIT = "unit.cpp";
  private static final String PROGRAM = "yardstick";
  private static final String TRAINING_REQUESTS = "10000";

  private final BuildRequest request;
  private final String prefix;
  private final Path directory;

  private NativeYardstick(BuildRequest request, Path directory) {
    this.request = request;
    this.prefix = "V" + request.manifest().top();
    this.directory = directory;
  }

  /** The program, compiled once for the same inputs. */
  static Path program(CacheDirectory cache, BuildRequest request, Build build) {
    ContentHash hash =
        new ContentHash()
            .add("build", build.name())
            .add("compiler", String.join(" ", DesignCompiler.compilerFlags()))
            .add("verilator", String.join(" ", DesignCompiler.verilatorFlags(request)))
            .add("tools", DesignCompiler.toolVersions())
            .add(SOURCE, source());
    request.sources().forEach(s -> hash.add(s.getFileName().toString(), s));
    return cache
        .entry("yardstick", hash.hex(), d -> new NativeYardstick(request, d).build(build))
        .resolve(PROGRAM);
  }

  static Result run(Path program, long requests) {
    String[] f = exec(program.getParent(), List.of(program.toString(), "" + requests)).split("\\s");
    return new Result(Long.parseLong(f[0]), Long.parseLong(f[1]), Long.parseUnsignedLong(f[2]));
  }

  private static byte[] source() {
    try (InputStream in = NativeYardstick.class.getResourceAsStream("/native/" + SOURCE)) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new IllegalStateException("resource cannot be read: " + SOURCE, e);
    }
  }

  private void build(Build build) throws IOException {
    Files.write(directory.resolve(SOURCE), source());
    switch (build) {
      case STOCK -> verilate("--exe", "--build", SOURCE);
      case STOCK_O3 -> verilate("--exe", "--build", SOURCE, "-MAKEFLAGS", "OPT_FAST=-O3");
      case SAME_FLAGS -> {
        verilate();
        compile();
      }
      case TRAINED -> {
        verilate();
        compile("-fprofile-generate");
        exec(directory, List.of("./" + PROGRAM, TRAINING_REQUESTS));
        compile(DesignCompiler.trainedFlags().toArray(String[]::new));
      }
    }
    if (Files.exists(directory.resolve("generated").resolve(prefix))) {
      Files.move(directory.resolve("generated").resolve(prefix), directory.resolve(PROGRAM));
    }
  }

  private void verilate(String... more) {
    List<String> command = new ArrayList<>(List.of("verilator"));
    command.addAll(DesignCompiler.verilatorFlags(request));
    command.addAll(List.of("--prefix", prefix, "--Mdir", "generated"));
    command.addAll(List.of("--top-module", request.manifest().top()));
    request.sources().forEach(s -> command.add(s.toAbsolutePath().toString()));
    command.addAll(List.of(more));
    exec(directory, command);
  }

  /** One translation unit: testbench, design and Verilator's run time. */
  private void compile(String... flags) throws IOException {
    StringBuilder unit = new StringBuilder();
    include(unit, "../" + SOURCE);
    try (var files = Files.list(directory.resolve("generated"))) {
      files
          .map(f -> f.getFileName().toString())
          .filter(f -> f.endsWith(".cpp") && !f.equals(UNIT))
          .sorted()
          .forEach(f -> include(unit, f));
    }
    include(unit, "verilated.cpp");
    include(unit, "verilated_threads.cpp");
    Files.writeString(directory.resolve("generated").resolve(UNIT), unit.toString());
    Path include =
        Path.of(exec(directory, List.of("verilator", "--getenv", "VERILATOR_ROOT")), "include");
    List<String> command = new ArrayList<>(List.of("g++"));
    command.addAll(DesignCompiler.compilerFlags());
    command.addAll(List.of(flags));
    command.addAll(List.of("-DVM_SC=0", "-DVM_COVERAGE=0", "-DVM_TRACE=0", "-Igenerated"));
    command.addAll(List.of("-I" + include, "-I" + include.resolve("vltstd")));
    command.addAll(List.of("generated/" + UNIT, "-o", PROGRAM, "-lpthread"));
    exec(directory, command);
  }

  private static void include(StringBuilder unit, String file) {
    unit.append("#include \"").append(file).append("\"\n");
  }

  static String exec(Path directory, List<String> command) {
    try {
      Process process =
          new ProcessBuilder(command)
              .directory(directory.toFile())
              .redirectErrorStream(true)
              .start();
      String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (process.waitFor() != 0) {
        throw new IllegalStateException(String.join(" ", command) + " failed:\n" + output);
      }
      return output.strip();
    } catch (IOException e) {
      throw new IllegalStateException("cannot run " + command.get(0), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
