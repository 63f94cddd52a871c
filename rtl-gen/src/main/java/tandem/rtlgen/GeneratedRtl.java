package tandem.rtlgen;

import java.nio.file.Path;
import java.util.List;

/**
 * RTL on disk.
 *
 * @param directory holds the files of the manifest, {@code manifest.json} and the file list
 * @param fromCache whether elaboration was avoided
 */
public record GeneratedRtl(Path directory, Manifest manifest, boolean fromCache) {

  /**
   * The design one step before Verilog, for engines that need none; of {@link Flavour#SIMULATION}
   * and {@link Flavour#FIRRTL}, which have the same.
   */
  public Path firrtlFile() {
    return directory.resolve(RtlFiles.firrtl(manifest.top()));
  }

  /** The Verilog files, in compilation order; none of {@link Flavour#FIRRTL}. */
  public List<Path> verilogFiles() {
    return manifest.files().stream().map(directory::resolve).toList();
  }
}
