package tandem.bridge;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import tandem.support.ExternalTool;

/** Runs Verilator on the sources of a request. */
final class Verilator {
  static final String GENERATED = "verilated";
  private static final String VISIBLE = "visible.vlt";

  private static final List<String> READING =
      List.of("--no-timing", "-Wno-lint", "-Wno-style", "-Wno-fatal");

  private Verilator() {}

  /** Class name of the model. */
  static String prefix(BuildRequest request) {
    return "V" + request.manifest().top();
  }

  static List<String> flags(BuildRequest request) {
    List<String> flags = new ArrayList<>(List.of("--cc", "-O3", "--x-assign", "fast"));
    flags.addAll(List.of("--x-initial", "unique", "--assert", "--timescale", "1ps/1ps"));
    flags.addAll(READING);
    switch (request.trace()) {
      case FST -> flags.addAll(List.of("--trace-fst", "--trace-structs"));
      case VCD -> flags.addAll(List.of("--trace", "--trace-structs"));
      case NONE -> {}
    }
    if (request.has(BuildRequest.Option.COVERAGE)) {
      flags.add("--coverage");
    }
    if (request.has(BuildRequest.Option.SNAPSHOTS)) {
      flags.add("--savable");
    }
    return flags;
  }

  /** All signals of the design; takes far less time than compiling it. */
  static Netlist netlist(BuildRequest request, Path directory) throws IOException {
    boolean xml = Toolchain.verilatorHas("--xml-only");
    String file = xml ? "netlist.xml" : "netlist.json";
    List<String> command = new ArrayList<>(List.of(xml ? "--xml-only" : "--json-only"));
    command.addAll(READING);
    command.addAll(List.of(xml ? "--xml-output" : "--json-only-output", file, "--Mdir", "netlist"));
    sources(command, request);
    ExternalTool.VERILATOR.output(directory, command);
    String top = request.manifest().top();
    return xml
        ? NetlistXml.read(directory.resolve(file), top)
        : NetlistJson.read(directory.resolve(file), top);
  }

  /** Writes the C++ of the design to {@link #GENERATED} in the directory. */
  static void translate(BuildRequest request, Visibility visibility, Path directory)
      throws IOException {
    List<String> command = new ArrayList<>(flags(request));
    command.addAll(List.of("--prefix", prefix(request), "--Mdir", GENERATED));
    if (!visibility.configuration().isEmpty()) {
      Files.writeString(directory.resolve(VISIBLE), visibility.configuration());
      command.add(VISIBLE);
    }
    sources(command, request);
    ExternalTool.VERILATOR.output(directory, command);
  }

  private static void sources(List<String> command, BuildRequest request) {
    command.addAll(List.of("--top-module", request.manifest().top()));
    request.sources().forEach(s -> command.add(s.toAbsolutePath().toString()));
  }
}
