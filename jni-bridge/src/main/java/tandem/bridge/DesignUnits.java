package tandem.bridge;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * The translation units of a design. An ordinary design is one, so that the compiler sees through
 * all of it. Of a large one, which as one would take the compiler hours and gigabytes, each file
 * that Verilator wrote is compiled for itself.
 *
 * @param all the units, that of the bridge first
 */
record DesignUnits(List<Unit> all) {
  /** Generated C++ up to which a design is ordinary; those of the smoke suite have up to 7 MB. */
  private static final long ORDINARY_BYTES = 16L << 20;

  /** What compiling the largest files takes. */
  private static final long MEMORY_BYTES = 2L << 30;

  /** Twice as fast to compile as more. */
  private static final List<String> LARGE = List.of("-O1");

  /** Runs once, when an instance is opened. */
  private static final List<String> ONCE = List.of("-O0");

  private static final String UNIT = "design_unit.cpp";
  private static final String SOURCE = ".cpp";

  /** A file to compile with flags of its own. */
  record Unit(String source, List<String> flags) {
    String object() {
      String name = source.substring(source.lastIndexOf('/') + 1);
      return name.substring(0, name.length() - SOURCE.length()) + ".o";
    }
  }

  /**
   * The units of what Verilator wrote and a file that goes with it.
   *
   * @param first a file in the directory
   */
  static DesignUnits of(BuildRequest request, Path directory, String first) throws IOException {
    long ordinaryBytes = request.has(BuildRequest.Option.IN_PIECES) ? 0 : ORDINARY_BYTES;
    List<String> generated;
    long bytes = 0;
    try (Stream<Path> files = Files.list(directory.resolve(Verilator.GENERATED))) {
      generated =
          files
              .map(f -> f.getFileName().toString())
              .filter(f -> f.endsWith(SOURCE))
              .sorted()
              .toList();
    }
    for (String file : generated) {
      bytes += Files.size(directory.resolve(Verilator.GENERATED).resolve(file));
    }
    StringBuilder unit = new StringBuilder();
    include(unit, first);
    List<Unit> units = new ArrayList<>();
    units.add(new Unit(UNIT, List.of()));
    for (String file : generated) {
      if (bytes <= ordinaryBytes) {
        include(unit, file);
      } else {
        units.add(
            new Unit(Verilator.GENERATED + "/" + file, file.contains("__Slow") ? ONCE : LARGE));
      }
    }
    Files.writeString(directory.resolve(UNIT), unit);
    return new DesignUnits(units);
  }

  private static void include(StringBuilder unit, String file) {
    unit.append("#include \"").append(file).append("\"\n");
  }

  /** Does something with each unit, with several at a time as processors and memory allow. */
  void each(Consumer<Unit> action) {
    ExecutorService threads = Executors.newFixedThreadPool(Math.min(all.size(), atATime()));
    try {
      List<Future<?>> results = new ArrayList<>();
      all.forEach(unit -> results.add(threads.submit(() -> action.accept(unit))));
      for (Future<?> result : results) {
        result.get();
      }
    } catch (ExecutionException e) {
      throw e.getCause() instanceof RuntimeException why ? why : new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new BridgeException("compiling was interrupted", e);
    } finally {
      threads.shutdownNow();
    }
  }

  private static int atATime() {
    long processors = Runtime.getRuntime().availableProcessors();
    return (int) Math.max(1, Math.min(processors, freeBytes() / MEMORY_BYTES));
  }

  private static long freeBytes() {
    try (Stream<String> lines = Files.lines(Path.of("/proc/meminfo"))) {
      return lines
          .filter(line -> line.startsWith("MemAvailable:"))
          .mapToLong(line -> Long.parseLong(line.replaceAll("\\D+", "")) << 10)
          .findFirst()
          .orElse(Long.MAX_VALUE);
    } catch (IOException e) {
      return Long.MAX_VALUE;
    }
  }
}
