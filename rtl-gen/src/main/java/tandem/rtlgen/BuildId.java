package tandem.rtlgen;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import tandem.support.ContentHash;

/** Identity of generated RTL, computed from all there is of it. */
final class BuildId {
  private BuildId() {}

  /** The id of {@code manifest}, whose files lie in {@code directory}; its own id is ignored. */
  static String of(Manifest manifest, Path directory) throws IOException {
    ContentHash hash = new ContentHash();
    for (String file : manifest.files()) {
      hash.add(file).add(Files.readAllBytes(directory.resolve(file)));
    }
    Path firrtl = directory.resolve(RtlFiles.firrtl(manifest.top()));
    if (Files.exists(firrtl)) {
      hash.add(Files.readAllBytes(firrtl));
    }
    String rest = ManifestFile.text(manifest.withBuildId(""));
    return hash.add(rest.getBytes(StandardCharsets.UTF_8)).hex();
  }
}
