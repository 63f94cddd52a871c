package tandem.cosim.cli;

import java.math.BigInteger;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import tandem.bridge.BuildRequest;
import tandem.bridge.Design;
import tandem.bridge.DesignCompiler;
import tandem.bridge.RtlDut;
import tandem.bridge.RtlEndedException;
import tandem.bridge.Signal;
import tandem.cosim.regress.Json;
import tandem.cosim.rtl.Simulator;
import tandem.cosim.rtl.UsageException;
import tandem.jvm.JvmCompiler;
import tandem.jvm.LockstepDesign;
import tandem.jvm.VerilogSim;
import tandem.rtlgen.Manifest;
import tandem.rtlgen.VerilogManifest;
import tandem.support.CacheDirectory;
import tandem.support.OutputFile;

/** Runs somebody's own Verilog with random inputs, and says what was found out about its ports. */
@Command(
    name = "sim",
    description =
        "Runs your own Verilog with random inputs and says what its ports are; from Java it is"
            + " driven with VerilogSim.")
final class SimCommand implements Callable<Integer> {
  @Option(names = "--rtl", required = true, arity = "1..*", description = "Verilog files.")
  private List<Path> files;

  @Option(names = "--top", required = true, description = "Name of the top module.")
  private String top;

  @Option(names = "--clock", description = "Name of the clock (default: found by name).")
  private String clock;

  @Option(
      names = "--reset",
      description = "Name of the reset, empty for none (default: found by name; *_n is low).")
  private String reset;

  @Option(names = "--set", description = "name=value of a parameter of the top; may be repeated.")
  private Map<String, String> parameters = new LinkedHashMap<>();

  @Option(names = "--define", description = "name=value of a macro; may be repeated.")
  private Map<String, String> defines = new LinkedHashMap<>();

  @Option(
      names = "--cycles",
      defaultValue = "10000",
      description = "How many cycles (default: ${DEFAULT-VALUE}).")
  private long cycles;

  @Option(
      names = "--seed",
      defaultValue = "1",
      description = "Governs inputs and what registers hold at first (default: ${DEFAULT-VALUE}).")
  private long seed;

  @Option(
      names = "--simulator",
      defaultValue = "jvm",
      description = "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
  private Simulator simulator;

  @Option(names = "--json", description = "Writes what was found and what happened to this file.")
  private OutputFile json;

  @Override
  public Integer call() {
    if (simulator != Simulator.JVM && !(parameters.isEmpty() && defines.isEmpty())) {
      throw new UsageException("--set and --define need --simulator jvm");
    }
    if (cycles < 1) {
      throw new UsageException("--cycles must be at least 1: --cycles=" + cycles);
    }
    VerilogManifest found = builder().manifest();
    describe(found);
    Map<String, Object> result = new LinkedHashMap<>();
    result.put("manifest", found.manifest());
    result.put("reset", found.reset());
    result.put("isResetLow", found.isResetLow());
    int status = run(found, result);
    if (json != null) {
      Json.write(json, result);
    }
    return status;
  }

  private VerilogSim.Builder builder() {
    VerilogSim.Builder builder = VerilogSim.of(files.toArray(Path[]::new)).top(top);
    if (clock != null) {
      builder.clock(clock);
    }
    if (reset != null) {
      builder.reset(reset);
    }
    parameters.forEach(builder::parameter);
    defines.forEach(builder::define);
    return builder;
  }

  private static void describe(VerilogManifest found) {
    Manifest manifest = found.manifest();
    System.out.printf(
        Locale.ROOT,
        "top=%s clock=%s reset=%s%n",
        manifest.top(),
        manifest.clock(),
        found.reset().isEmpty()
            ? "none"
            : found.reset() + (found.isResetLow() ? " (active low)" : " (active high)"));
    for (Manifest.Port port : manifest.ports()) {
      System.out.printf(
          Locale.ROOT, "  %-6s %5d  %s%n", port.direction(), port.widthBits(), port.name());
    }
    for (Manifest.Stream stream : manifest.streams()) {
      List<String> fields = stream.fields().stream().map(Manifest.Field::name).toList();
      System.out.printf(
          Locale.ROOT, "  stream %s: %s %s%n", stream.name(), stream.direction(), fields);
    }
  }

  private Design design(VerilogManifest found) {
    CacheDirectory cache = CacheDirectory.ofUser();
    BuildRequest request = new BuildRequest(found.manifest(), files, BuildRequest.Trace.NONE);
    return switch (simulator) {
      case VERILATOR -> new DesignCompiler(cache).compile(request);
      case JVM -> new JvmCompiler(cache).verilog(found.manifest(), files, builder().options());
      case LOCKSTEP ->
          new LockstepDesign(
              new DesignCompiler(cache).compile(request.visible("**")),
              new JvmCompiler(cache).verilog(found.manifest(), files, List.of()));
    };
  }

  private int run(VerilogManifest found, Map<String, Object> result) {
    try (RtlDut dut = design(found).open(seed)) {
      try {
        if (!found.reset().isEmpty()) {
          new VerilogSim(dut, found).reset();
        }
        stimulate(dut, found);
        System.out.printf(
            Locale.ROOT, "ran %d cycles of random inputs, seed=%d%n", dut.cycle(), seed);
        result.put("cycles", dut.cycle());
        return Tandem.HELD;
      } catch (RtlEndedException e) {
        System.out.println(e.getMessage());
        result.put("cycles", e.cycle());
        result.put("end", e.getMessage());
        return Tandem.DIFFERED;
      }
    }
  }

  private void stimulate(RtlDut dut, VerilogManifest found) {
    List<Signal> inputs = new ArrayList<>();
    for (Manifest.Port port : found.manifest().ports()) {
      boolean isOwn = !List.of(found.manifest().clock(), found.reset()).contains(port.name());
      if (port.direction().equals("input") && isOwn) {
        inputs.add(dut.signal(port.name()));
      }
    }
    Random random = new Random(seed);
    for (long i = 0; i < cycles; i++) {
      inputs.forEach(input -> input.setBig(new BigInteger(input.widthBits(), random)));
      dut.step();
    }
  }
}
