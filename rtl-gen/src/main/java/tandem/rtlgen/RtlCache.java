package tandem.rtlgen;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import tandem.hw.elaborate.Elaborator;
import tandem.support.AtomicDirectory;
import tandem.support.ContentHash;

/** Generated RTL, one directory each, named by a hash of all that decides its contents. */
final class RtlCache {
  private final Path root;

  RtlCache(Path root) {
    this.root = root;
  }

  String key(String block, Map<String, Long> parameters, Flavour flavour) throws IOException {
    ContentHash hash =
        new ContentHash()
            .add(CodeHash.of(Elaborator.class, "tandem.hw"))
            .add(CodeHash.of(RtlCache.class, "tandem.rtlgen"))
            .add(Elaborator.toolVersions())
            .add(block)
            .add(flavour.name());
    parameters.forEach((name, value) -> hash.add(name).add(value.toString()));
    return hash.hex();
  }

  Path directory(String key) {
    return root.resolve(key);
  }

  /** Whether the entry is there and whole; a damaged one is removed. */
  boolean contains(String key) throws IOException {
    Path directory = directory(key);
    if (!Files.exists(directory)) {
      return false;
    }
    if (isWhole(directory)) {
      return true;
    }
    AtomicDirectory.delete(directory);
    return false;
  }

  /**
   * Keeps an entry; one that another process put first stays, as equal keys mean equal contents.
   */
  void put(String key, AtomicDirectory.Content content) throws IOException {
    AtomicDirectory.writeIfAbsent(directory(key), content);
  }

  private static boolean isWhole(Path directory) throws IOException {
    try {
      Manifest manifest = Manifest.read(directory);
      return Files.exists(directory.resolve(RtlFiles.fileList(manifest.top())))
          && Files.exists(directory.resolve(RtlFiles.waivers(manifest.top())))
          && manifest.buildId().equals(BuildId.of(manifest, directory));
    } catch (RtlGenException | NoSuchFileException e) {
      return false;
    }
  }
}
