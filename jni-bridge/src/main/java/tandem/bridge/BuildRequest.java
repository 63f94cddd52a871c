package tandem.bridge;

import java.nio.file.Path;
import java.util.List;
import tandem.rtlgen.Manifest;

/**
 * What to compile.
 *
 * @param manifest the interface of the design
 * @param sources Verilog files, in the order they are given to Verilator
 * @param trace which waves the design can record; tracing costs speed even while it is off
 */
public record BuildRequest(Manifest manifest, List<Path> sources, Trace trace) {
  /** The wave format a design is compiled for. */
  public enum Trace {
    NONE,
    FST,
    VCD
  }

  public BuildRequest {
    sources = List.copyOf(sources);
  }

  /**
   * The design in a directory that rtl-gen wrote, or somebody's replacement with the same manifest.
   */
  public static BuildRequest of(Manifest manifest, Path directory, Trace trace) {
    return new BuildRequest(
        manifest, manifest.files().stream().map(directory::resolve).toList(), trace);
  }
}
