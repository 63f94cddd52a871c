package tandem.bridge;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import tandem.rtlgen.Manifest;
import tandem.support.AtomicDirectory;
import tandem.support.CacheDirectory;
import tandem.support.ContentHash;
import tandem.support.RefusedException;

/** Compiles Verilog into a shared object with the interface of design_abi.h. */
public final class DesignCompiler {
  private static final String LIBRARY = "design.so";
  private static final String TRAINING_LIBRARY = "training.so";
  private static final String TABLE = "design_table.h";

  private final CacheDirectory cache;

  public DesignCompiler(CacheDirectory cache) {
    this.cache = cache;
  }

  /**
   * The compiled design, taken from the cache if the same inputs were compiled before. Inputs are
   * the sources, the manifest, all flags and options, the training, the versions of the tools and
   * the bridge's own C++.
   *
   * @throws BridgeException if Verilator or the compiler refuses; the message has their output
   */
  public Design compile(BuildRequest request) {
    JniLibrary.ensureLoaded(cache);
    String buildId = buildId(request);
    Path entry =
        cache.entry(
            "designs",
            buildId,
            List.of(LIBRARY, SignalShapes.SHAPES, SignalShapes.NAMES),
            directory -> build(request, buildId, directory));
    return VerilatedDesign.load(entry.resolve(LIBRARY), buildId, request);
  }

  /**
   * The ports that the sources of a request give its top, whatever its manifest says.
   *
   * @throws tandem.support.ToolFailedException if Verilator refuses the sources; the message has
   *     its output
   */
  public static List<Manifest.Port> ports(BuildRequest request) {
    try {
      Path scratch = Files.createTempDirectory("ports");
      try {
        return Verilator.netlist(request, scratch).ports();
      } finally {
        AtomicDirectory.delete(scratch);
      }
    } catch (IOException e) {
      throw new BridgeException("the ports cannot be read: " + e.getMessage(), e);
    }
  }

  /** Whether {@link #compile} would find the design in the cache. */
  public boolean isCompiled(BuildRequest request) {
    try {
      return Files.isDirectory(cache.root().resolve("designs").resolve(buildId(request)));
    } catch (RefusedException e) {
      return false; // without the tools nothing can have been compiled for them
    }
  }

  /** The flags that all C++ of a design is compiled with, for programs to be compared with it. */
  public static List<String> compilerFlags() {
    return Toolchain.COMPILER_FLAGS;
  }

  /** The flags that a trained design is compiled with on top. */
  public static List<String> trainedFlags() {
    return Toolchain.TRAINED_FLAGS;
  }

  /** The flags that Verilator gets, for programs to be compared with a design. */
  public static List<String> verilatorFlags(BuildRequest request) {
    return Verilator.flags(request);
  }

  /** Which Verilator, compiler and processor there are: part of every key of a cache. */
  public static String toolVersions() {
    ContentHash hash = new ContentHash().add("verilator", Toolchain.verilatorVersion());
    Toolchain.hash(hash);
    return hash.hex();
  }

  private static String buildId(BuildRequest request) {
    ContentHash hash = new ContentHash();
    Toolchain.hash(hash);
    NativeSources.hash(hash);
    hash.add("verilator", Toolchain.verilatorVersion())
        .add("verilator flags", String.join(" ", Verilator.flags(request)))
        .add("trace", request.trace().name())
        .add("visible", String.join(" ", request.visible()))
        .add("options", request.options().stream().sorted().toList().toString())
        .add("manifest", request.manifest().toString());
    request.training().ifPresent(training -> addClass(hash, training.getClass()));
    for (Path source : request.sources()) {
      hash.add(source.getFileName().toString(), source);
    }
    return hash.hex();
  }

  private static void addClass(ContentHash hash, Class<?> training) {
    String file = "/" + training.getName().replace('.', '/') + ".class";
    try (var in = training.getResourceAsStream(file)) {
      if (in == null) {
        throw new IllegalArgumentException(
            "a training must be a class with a class file: training=" + training.getName());
      }
      hash.add("training " + training.getName(), in.readAllBytes());
    } catch (IOException e) {
      throw new BridgeException("class file cannot be read: " + file, e);
    }
  }

  private void build(BuildRequest request, String buildId, Path directory) throws IOException {
    NativeSources.copyTo(directory);
    Netlist netlist = Verilator.netlist(request, directory);
    Visibility visibility = Visibility.of(request, netlist);
    describe(request, netlist, visibility, directory);
    Verilator.translate(request, visibility, directory);
    Files.writeString(
        directory.resolve(TABLE),
        DesignTable.of(request, buildId, directory.resolve(Verilator.GENERATED)));
    DesignUnits units = DesignUnits.of(request, directory, "design.cpp");
    NativeCompiler compiler = new NativeCompiler(cache, request);
    if (request.training().isPresent()) {
      train(request, buildId, directory, compiler, units);
      compiler.compile(directory, units, Toolchain.TRAINED_FLAGS.toArray(String[]::new));
    } else {
      compiler.compile(directory, units);
    }
    compiler.link(directory, units, LIBRARY, "-shared");
  }

  /** Leaves beside the library what Java must know of ports and visible signals. */
  private static void describe(
      BuildRequest request, Netlist netlist, Visibility visibility, Path directory)
      throws IOException {
    List<SignalShape> shapes = new ArrayList<>(visibility.shapes());
    request
        .manifest()
        .ports()
        .forEach(
            port -> {
              Netlist.Entry entry = netlist.signals().get(port.name());
              if (entry != null && !shapes.contains(entry.shape())) {
                shapes.add(entry.shape());
              }
            });
    SignalShapes.write(directory, shapes, netlist.signals().keySet());
  }

  /** Runs the training on an instrumented build; its profile lies where the next build looks. */
  private void train(
      BuildRequest request,
      String buildId,
      Path directory,
      NativeCompiler compiler,
      DesignUnits units) {
    compiler.compile(directory, units, "-fprofile-generate", "-DTANDEM_PROFILED");
    compiler.link(directory, units, TRAINING_LIBRARY, "-shared", "-fprofile-generate");
    VerilatedDesign design =
        VerilatedDesign.loadUnshared(directory.resolve(TRAINING_LIBRARY), buildId, request);
    try (VerilatedDut dut = design.open(1)) {
      Natives.assertions(dut.handle(), false);
      request.training().orElseThrow().run(dut);
    } catch (RtlEndedException e) {
      // What ran until then is a profile too.
    }
    Natives.profile(design.handle());
  }
}
