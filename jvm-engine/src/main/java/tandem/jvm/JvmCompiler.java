package tandem.jvm;

import java.io.IOException;
import java.nio.file.Path;
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
  /** Other code of this engine may make other code of a design. */
  private static final String ENGINE = engine();

  private static final Map<Loaded, JvmDesign> LOADED = new ConcurrentHashMap<>();

  /** Of the manifest only top and clock decide the code: the same serves several. */
  private record Loaded(Manifest manifest, String id) {}

  private final ProgramCache programs;
  private final Circt circt;

  public JvmCompiler(CacheDirectory cache) {
    this.programs = new ProgramCache(cache.root().resolve("jvm"));
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
            .add("top", manifest.top())
            .add("clock", manifest.clock())
            .hex();
    return LOADED.computeIfAbsent(
        new Loaded(manifest, id),
        key -> new JvmDesign(manifest, id, program(manifest, origin, id, lowered)));
  }

  private Program program(Manifest manifest, String origin, String id, Supplier<String> lowered) {
    return programs.entry(
        id,
        () -> {
          Netlist netlist = Elaboration.of(lowered.get(), manifest.top(), manifest.clock(), origin);
          return Program.of(netlist, Generator.generate(netlist));
        });
  }
}
