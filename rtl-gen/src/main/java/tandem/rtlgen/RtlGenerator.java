package tandem.rtlgen;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tandem.hw.elaborate.ElaboratedBlock;
import tandem.hw.elaborate.Elaborator;
import tandem.support.AtomicDirectory;
import tandem.support.CacheDirectory;

/**
 * Generates blocks as SystemVerilog with a manifest.
 *
 * <p>The same block, settings and flavour give the same bytes. Elaboration takes seconds, so its
 * results are kept in a cache, keyed by everything that goes into them; several processes may share
 * one.
 */
public final class RtlGenerator {
  private final RtlCache cache;

  /**
   * @param cacheDir where results are kept; need not exist
   */
  public RtlGenerator(Path cacheDir) {
    this.cache = new RtlCache(cacheDir);
  }

  /** The names of the blocks there are. */
  public static List<String> blocks() {
    return List.copyOf(Elaborator.blockNames());
  }

  /**
   * Generates {@code block} into {@code outDir}, which holds either all of it or what it held
   * before.
   *
   * @param settings values of parameters by name, numbers or labels; defaults for the rest
   * @param outDir created with its parents; replaced if it is empty or holds nothing but generated
   *     RTL, and refused otherwise
   * @throws RtlGenException for an unknown block or setting, an illegal value, or a directory that
   *     cannot be written
   */
  public GeneratedRtl generate(
      String block, Map<String, String> settings, Flavour flavour, Path outDir) {
    try {
      requireReplaceable(outDir);
      GeneratedRtl cached = generate(block, settings, flavour);
      AtomicDirectory.write(
          outDir, directory -> AtomicDirectory.copyFiles(cached.directory(), directory));
      return new GeneratedRtl(outDir, cached.manifest(), cached.fromCache());
    } catch (IOException e) {
      throw new RtlGenException("cannot write out=" + outDir + ": " + e, e);
    }
  }

  /**
   * Generates {@code block} into the cache only.
   *
   * @return a directory inside the cache: to be read, never changed
   * @throws RtlGenException as the other
   */
  public GeneratedRtl generate(String block, Map<String, String> settings, Flavour flavour) {
    try {
      String key = cache.key(block, Elaborator.parameters(settings), flavour);
      boolean fromCache = cache.contains(key);
      if (!fromCache) {
        ElaboratedBlock elaborated = elaborate(block, settings, flavour);
        cache.put(key, directory -> RtlFiles.write(elaborated, directory));
      }
      Path directory = cache.directory(key);
      return new GeneratedRtl(directory, Manifest.read(directory), fromCache);
    } catch (IllegalArgumentException e) {
      throw new RtlGenException(e.getMessage(), e);
    } catch (IOException e) {
      throw new RtlGenException(CacheDirectory.cannotWrite(e), e);
    }
  }

  /**
   * Whether {@link #generate(String, Map, Flavour)} would find the block in the cache.
   *
   * @throws RtlGenException as the other
   */
  public boolean isGenerated(String block, Map<String, String> settings, Flavour flavour) {
    try {
      return cache.contains(cache.key(block, Elaborator.parameters(settings), flavour));
    } catch (IllegalArgumentException e) {
      throw new RtlGenException(e.getMessage(), e);
    } catch (IOException e) {
      throw new RtlGenException("the cache of RTL cannot be read: " + e.getMessage(), e);
    }
  }

  private static ElaboratedBlock elaborate(
      String block, Map<String, String> settings, Flavour flavour) {
    try {
      return flavour == Flavour.FIRRTL
          ? Elaborator.elaborateFirrtl(block, settings)
          : Elaborator.elaborate(block, settings, flavour == Flavour.SIMULATION);
    } catch (IllegalArgumentException e) {
      throw e;
    } catch (RuntimeException e) {
      throw new RtlGenException("elaboration failed: block=" + block + " " + e.getMessage(), e);
    }
  }

  private static void requireReplaceable(Path outDir) throws IOException {
    if (!Files.exists(outDir)) {
      return;
    }
    if (!Files.isDirectory(outDir)) {
      throw new RtlGenException("the output must be a directory: out=" + outDir);
    }
    Set<String> ours =
        Files.exists(outDir.resolve(Manifest.FILE_NAME))
            ? RtlFiles.names(Manifest.read(outDir))
            : Set.of();
    try (var entries = Files.list(outDir)) {
      Optional<Path> foreign =
          entries
              .filter(entry -> !ours.contains(entry.getFileName().toString()))
              .sorted()
              .findFirst();
      if (foreign.isPresent()) {
        throw new RtlGenException(
            "the output directory holds what is no generated RTL: out="
                + outDir
                + " holds="
                + foreign.get().getFileName());
      }
    }
  }
}
