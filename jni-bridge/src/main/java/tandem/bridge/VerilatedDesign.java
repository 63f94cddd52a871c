package tandem.bridge;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import tandem.rtlgen.Manifest;
import tandem.support.NearestNames;

/** A design that Verilator has compiled, loaded once per JVM. */
final class VerilatedDesign implements Design {
  private static final int ABI_VERSION = 4;
  private static final Map<Loaded, VerilatedDesign> LOADED = new ConcurrentHashMap<>();

  private final BuildRequest request;
  private final String buildId;
  private final Path directory;
  private final long handle;
  private final Map<String, SignalShape> shapes;
  private final Map<String, PinSignal.Place> ports = new LinkedHashMap<>();
  private Map<String, Integer> internals;

  private VerilatedDesign(BuildRequest request, String buildId, Path directory, long handle) {
    this.request = request;
    this.buildId = buildId;
    this.directory = directory;
    this.handle = handle;
    this.shapes = SignalShapes.read(directory);
    for (Manifest.Port port : request.manifest().ports()) {
      SignalShape plain = new SignalShape(port.name(), port.widthBits(), 0, Map.of());
      shapes.putIfAbsent(port.name(), plain);
    }
    for (String line : Natives.signals(handle).split("\n")) {
      String[] f = line.split(" ");
      Signal.Direction direction =
          f[1].equals("input") ? Signal.Direction.INPUT : Signal.Direction.OUTPUT;
      ports.put(
          f[0].replace("___05F", "__"),
          new PinSignal.Place(direction, Integer.parseInt(f[4]), Integer.parseInt(f[5])));
    }
  }

  /**
   * Loads a compiled design, or gives the one that is loaded already.
   *
   * @throws StaleLibraryException if the file is not the build that was expected
   */
  static VerilatedDesign load(Path library, String buildId, BuildRequest request) {
    return LOADED.computeIfAbsent(
        new Loaded(library, request.sources()), key -> loadUnshared(library, buildId, request));
  }

  /** A library, and whose copies of its sources an end is read off from. */
  private record Loaded(Path library, List<Path> sources) {}

  static VerilatedDesign loadUnshared(Path file, String buildId, BuildRequest request) {
    long handle;
    try {
      handle = Natives.load(file.toString());
    } catch (BridgeException e) {
      throw new StaleLibraryException(file, "library", "a compiled design", e.getMessage());
    }
    int abi = Natives.abiVersion(handle);
    if (abi != ABI_VERSION) {
      throw new StaleLibraryException(
          file, "abiVersion", String.valueOf(ABI_VERSION), String.valueOf(abi));
    }
    String found = Natives.buildId(handle);
    if (!found.equals(buildId)) {
      throw new StaleLibraryException(file, "buildId", buildId, found);
    }
    return new VerilatedDesign(request, buildId, file.toAbsolutePath().getParent(), handle);
  }

  @Override
  public Manifest manifest() {
    return request.manifest();
  }

  @Override
  public String buildId() {
    return buildId;
  }

  @Override
  public VerilatedDut open(long seed) {
    return new VerilatedDut(this, seed);
  }

  long handle() {
    return handle;
  }

  BuildRequest request() {
    return request;
  }

  /** Where a port lies; null if there is none of that name. */
  PinSignal.Place port(String name) {
    return ports.get(name);
  }

  /** What a port or visible signal is made of; null if there is none of that name. */
  SignalShape shape(String name) {
    return shapes.get(name);
  }

  /** Where a visible internal signal lies, -1 if there is none: the same in every instance. */
  synchronized int internal(String name, long instance) {
    if (internals == null) {
      internals = new LinkedHashMap<>();
      String top = manifest().top() + ".";
      for (String line : Natives.internals(instance).lines().toList()) {
        String[] f = line.split(" ");
        if (f[0].startsWith(top)) {
          internals.put(f[0].substring(top.length()), Integer.parseInt(f[1]));
        }
      }
    }
    return internals.getOrDefault(name, -1);
  }

  void checkScope(String scope) {
    Set<String> scopes = new TreeSet<>(Set.of(manifest().top()));
    for (String name : SignalShapes.names(directory)) {
      for (int dot = name.indexOf('.'); dot >= 0; dot = name.indexOf('.', dot + 1)) {
        scopes.add(manifest().top() + "." + name.substring(0, dot));
      }
    }
    if (!scopes.contains(scope)) {
      throw new BridgeException(
          String.format(
              Locale.ROOT,
              "no such scope: scope=%s design=%s; nearest: %s",
              scope,
              manifest().top(),
              NearestNames.text(scope, scopes)));
    }
  }

  BridgeException unknown(String what, String name) {
    List<String> names = SignalShapes.names(directory);
    String why =
        names.contains(name)
            ? "not visible, add it to the request's visible patterns"
            : "no such " + what;
    return new BridgeException(
        String.format(
            Locale.ROOT,
            "%s: signal=%s design=%s; nearest: %s",
            why,
            name,
            manifest().top(),
            NearestNames.text(name, names.isEmpty() ? shapes.keySet() : names)));
  }
}
