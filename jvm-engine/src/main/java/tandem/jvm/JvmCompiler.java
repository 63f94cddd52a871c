package tandem.jvm;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import tandem.rtlgen.CodeHash;
import tandem.rtlgen.Manifest;
import tandem.support.CacheDirectory;
import tandem.support.ContentHash;
import tandem.support.RefusedException;

/** Makes designs that run in this JVM, from FIRRTL or from Verilog. */
public final class JvmCompiler {
  private static final int HASH_LETTERS = 64;

  /** Other code of this engine may make other code of a design. */
  private static final String ENGINE = engine();

  private static final Map<String, JvmDesign> LOADED = new ConcurrentHashMap<>();

  private final CacheDirectory cache;
  private final Circt circt;

  public JvmCompiler(CacheDirectory cache) {
    this.cache = cache;
    this.circt = new Circt(cache);
  }

  /**
   * The design of a FIRRTL file, from the cache if the same was made before.
   *
   * @throws UnsupportedRtlException for what this engine cannot run
   */
  public JvmDesign firrtl(Manifest manifest, Path file) {
    ContentHash hash = new ContentHash().add("firrtl", file);
    return design(manifest, file.toString(), hash, () -> circt.lowerFirrtl(file));
  }

  /**
   * The design of Verilog files, from the cache if the same was made before.
   *
   * @param options for circt-verilog, such as {@code -DNAME} or {@code -GNAME=3}
   * @throws UnsupportedRtlException for what this engine cannot run
   */
  public JvmDesign verilog(Manifest manifest, List<Path> files, List<String> options) {
    ContentHash hash = new ContentHash();
    files.forEach(f -> hash.add("verilog", f));
    options.forEach(o -> hash.add("option", o));
    return design(
        manifest,
        files.get(0).toString(),
        hash,
        () -> circt.lowerVerilog(files, manifest.top(), options));
  }

  private static String engine() {
    try {
      return CodeHash.of(JvmCompiler.class, "tandem.jvm");
    } catch (IOException e) {
      throw new RefusedException("the classes of the engine cannot be read: " + e.getMessage(), e);
    }
  }

  private JvmDesign design(
      Manifest manifest, String origin, ContentHash hash, Supplier<String> lowered) {
    String id =
        hash.add("engine", ENGINE)
            .add("circt", Circt.version())
            .add("manifest", manifest.toString())
            .hex();
    return LOADED.computeIfAbsent(
        id, key -> new JvmDesign(manifest, id, program(manifest, origin, id, lowered)));
  }

  private Program program(Manifest manifest, String origin, String id, Supplier<String> lowered) {
    Path file = cache.root().resolve("jvm").resolve(id);
    try {
      byte[] kept = Files.exists(file) ? whole(Files.readAllBytes(file)) : null;
      if (kept != null) {
        return Program.fromBytes(kept);
      }
      Netlist netlist = Elaboration.of(lowered.get(), manifest.top(), manifest.clock(), origin);
      Program made = Program.of(netlist, Generator.generate(netlist));
      keep(file, made.toBytes());
      return made;
    } catch (IOException e) {
      throw new RefusedException("the cache cannot be used: " + file + ": " + e.getMessage(), e);
    }
  }

  /** The content of an entry, null if it is damaged: it begins with its own hash. */
  private static byte[] whole(byte[] entry) {
    if (entry.length < HASH_LETTERS) {
      return null;
    }
    byte[] body = Arrays.copyOfRange(entry, HASH_LETTERS, entry.length);
    return Arrays.equals(hash(body), Arrays.copyOf(entry, HASH_LETTERS)) ? body : null;
  }

  private static byte[] hash(byte[] body) {
    return new ContentHash().add(body).hex().getBytes(StandardCharsets.US_ASCII);
  }

  private static void keep(Path file, byte[] body) throws IOException {
    Files.createDirectories(file.getParent());
    Path fresh = Files.createTempFile(file.getParent(), ".new", "");
    try {
      Files.write(fresh, hash(body));
      Files.write(fresh, body, StandardOpenOption.APPEND);
      Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(fresh);
    }
  }
}
