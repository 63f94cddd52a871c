package tandem.rtlgen;

import java.io.IOException;
import java.io.InputStream;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tandem.hw.elaborate.ElaboratedBlock;
import tandem.hw.elaborate.RegisterDescription;
import tandem.hw.elaborate.StreamDescription;

/** The files of a generated block: its Verilog, a list of it for tools, and the manifest. */
final class RtlFiles {
  private RtlFiles() {}

  static void write(ElaboratedBlock block, Path directory) throws IOException {
    Manifest manifest = manifest(block);
    for (Map.Entry<String, String> file : block.files().entrySet()) {
      Files.writeString(directory.resolve(file.getKey()), file.getValue());
    }
    String waivers = waivers(block.top());
    try (InputStream in = RtlFiles.class.getResourceAsStream("waivers.vlt")) {
      Files.copy(in, directory.resolve(waivers));
    }
    Files.writeString(
        directory.resolve(fileList(block.top())),
        waivers + "\n" + String.join("\n", manifest.files()) + "\n");
    if (!block.firrtl().isEmpty()) {
      Files.writeString(directory.resolve(firrtl(block.top())), block.firrtl());
    }
    String buildId = BuildId.of(manifest, directory);
    ManifestFile.write(manifest.withBuildId(buildId), directory.resolve(Manifest.FILE_NAME));
  }

  /** The names of all files that a generated block may consist of. */
  static Set<String> names(Manifest manifest) {
    String top = manifest.top();
    Set<String> names = new HashSet<>(manifest.files());
    names.addAll(List.of(waivers(top), fileList(top), firrtl(top), Manifest.FILE_NAME));
    return names;
  }

  /** Name of the file with which Verilator's lint is clean; empty to other tools. */
  static String waivers(String top) {
    return top + ".vlt";
  }

  /** Name of the file that lists Verilog and waivers for tools that take {@code -f}. */
  static String fileList(String top) {
    return top + ".f";
  }

  /** Name of the file that holds the design one step before Verilog. */
  static String firrtl(String top) {
    return top + ".fir";
  }

  private static Manifest manifest(ElaboratedBlock block) {
    return new Manifest(
        block.block(),
        block.top(),
        "",
        block.parameters(),
        block.clock(),
        block.reset(),
        block.ports().stream()
            .map(port -> new Manifest.Port(port.name(), port.direction(), port.widthBits()))
            .toList(),
        block.streams().stream().map(RtlFiles::stream).toList(),
        block.registers().stream().map(RtlFiles::register).toList(),
        block.rules(),
        List.copyOf(block.files().keySet()));
  }

  private static Manifest.Stream stream(StreamDescription stream) {
    StorageLayout layout = new StorageLayout(stream.fields());
    return new Manifest.Stream(
        stream.name(),
        stream.direction(),
        stream.record(),
        stream.valid(),
        stream.ready().orElse(null),
        layout.slotBytes(),
        layout.fields());
  }

  private static Manifest.Register register(RegisterDescription register) {
    Map<String, Long> labels = new LinkedHashMap<>();
    register.labels().forEach((label, value) -> labels.put(label, value.longValue()));
    return new Manifest.Register(
        register.name(),
        register.address(),
        register.widthBits(),
        register.access(),
        register.reset().longValue(),
        register
            .allowed()
            .map(values -> values.stream().map(BigInteger::longValue).toList())
            .orElse(null),
        register.minimum().map(BigInteger::longValue).orElse(null),
        register.maximum().map(BigInteger::longValue).orElse(null),
        labels,
        register.doc());
  }
}
