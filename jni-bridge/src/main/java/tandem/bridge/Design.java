package tandem.bridge;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import tandem.rtlgen.Manifest;

/** A compiled design, loaded once per JVM; any number of instances can be opened from it. */
public final class Design {
  private static final int ABI_VERSION = 1;
  private static final Map<Path, Design> LOADED = new ConcurrentHashMap<>();

  /** One line of the library's signal table. */
  record SignalEntry(String name, boolean input, int widthBits, int offset, int writtenFlag) {}

  private final Manifest manifest;
  private final long handle;
  private final List<SignalEntry> signals = new ArrayList<>();

  private Design(Manifest manifest, long handle) {
    this.manifest = manifest;
    this.handle = handle;
    for (String line : Natives.signals(handle).split("\n")) {
      String[] f = line.split(" ");
      signals.add(
          new SignalEntry(
              f[0],
              f[1].equals("input"),
              Integer.parseInt(f[2]),
              Integer.parseInt(f[4]),
              Integer.parseInt(f[5])));
    }
  }

  /**
   * Loads a compiled design.
   *
   * @throws StaleLibraryException if the file is not the build that was expected
   */
  static Design load(Path library, String buildId, BuildRequest request) {
    return LOADED.computeIfAbsent(library, file -> loadNew(file, buildId, request));
  }

  private static Design loadNew(Path file, String buildId, BuildRequest request) {
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
    return new Design(request.manifest(), handle);
  }

  public Manifest manifest() {
    return manifest;
  }

  /**
   * Opens a new instance whose registers and memories hold random values and whose reset is high
   * until it is driven low.
   *
   * @param seed decides those values
   */
  public RtlDut open(long seed) {
    return new RtlDut(this, seed);
  }

  long handle() {
    return handle;
  }

  List<SignalEntry> signals() {
    return signals;
  }
}
