package tandem.cosim.rtl;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import tandem.bridge.BuildRequest;
import tandem.bridge.Design;
import tandem.rtlgen.Flavour;
import tandem.rtlgen.GeneratedRtl;
import tandem.rtlgen.Manifest;
import tandem.rtlgen.RtlGenerator;
import tandem.support.CacheDirectory;

/**
 * Where the RTL of a run comes from: generated here, or a directory that takes its place. Used by
 * one thread.
 */
public final class RtlSource {
  private final RtlGenerator generator;
  private final Simulators simulators;
  private final Optional<Path> replacement;
  // Asked for again by every scenario, and each look into the cache hashes all that went into it.
  private final Map<List<Object>, GeneratedRtl> generatedBefore = new HashMap<>();
  private final Map<List<Object>, Boolean> verilogBefore = new HashMap<>();
  private final Map<List<Object>, Design> compiledBefore = new HashMap<>();

  /** RTL for whichever simulator is the quickest. */
  public RtlSource(CacheDirectory cache, Optional<Path> replacement) {
    this(cache, replacement, Optional.empty());
  }

  /**
   * @param replacement Verilog files with the same ports, used in place of what is generated
   * @param simulator what runs it; if empty, whichever is the quickest
   */
  public RtlSource(
      CacheDirectory cache, Optional<Path> replacement, Optional<Simulator> simulator) {
    this.generator = new RtlGenerator(cache.root().resolve("rtl"));
    this.simulators = new Simulators(cache, simulator);
    this.replacement = replacement;
    replacement.ifPresent(RtlFolder::verilog);
  }

  /** The command line options that a repetition needs, empty without any. */
  public String option() {
    return replacement.map(r -> " --rtl " + r).orElse("")
        + simulators.wanted().map(s -> " --simulator " + lower(s)).orElse("");
  }

  private static String lower(Simulator simulator) {
    return simulator.name().toLowerCase(Locale.ROOT);
  }

  /** Whether other parameters of the hardware can be had: a replacement is as it is. */
  public boolean isGenerated() {
    return replacement.isEmpty();
  }

  /**
   * The interface of a block under the given parameters, registers among them ignored. A
   * replacement that has a manifest speaks for itself; one without is taken to have the default
   * parameters.
   *
   * @throws UsageException if a replacement is of another block or has other parameters
   */
  public Manifest manifest(String block, Map<String, String> parameters) {
    Optional<Manifest> own = replacement.flatMap(RtlFolder::manifest);
    own.ifPresent(m -> requireFits(m, block, parameters));
    return own.orElseGet(() -> described(block, parameters).manifest());
  }

  private void requireFits(Manifest found, String block, Map<String, String> parameters) {
    if (!found.block().equals(block)) {
      throw new UsageException(
          String.format(
              Locale.ROOT,
              "--rtl holds another block: --rtl=%s expected=%s found=%s",
              replacement.get(),
              block,
              found.block()));
    }
    parameters.forEach(
        (name, value) -> {
          Long has = found.parameters().get(name);
          if (!String.valueOf(has).equals(value)) {
            throw new UsageException(
                String.format(
                    Locale.ROOT,
                    "--rtl was generated with another parameter: --rtl=%s %s=%s wanted=%s",
                    replacement.get(),
                    name,
                    has,
                    value));
          }
        });
  }

  /** The compiled block. */
  public Design design(String block, Map<String, String> parameters, BuildRequest.Trace trace) {
    return compiledBefore.computeIfAbsent(
        List.of(block, Map.copyOf(parameters), trace), key -> compile(block, parameters, trace));
  }

  private Design compile(String block, Map<String, String> parameters, BuildRequest.Trace trace) {
    if (replacement.isPresent()) {
      return simulators.replaced(
          manifest(block, parameters), RtlFolder.verilog(replacement.get()), trace);
    }
    return simulators.generated(
        new Simulators.Generated() {
          @Override
          public boolean hasVerilog() {
            return isGenerated(block, parameters);
          }

          @Override
          public GeneratedRtl verilog() {
            return generated(block, parameters, Flavour.SIMULATION);
          }

          @Override
          public GeneratedRtl firrtl() {
            return described(block, parameters);
          }
        },
        trace);
  }

  /**
   * The block in whichever form is there already or, if none is, costs the least: Verilog takes as
   * long again as all before it, and the engine in the JVM has no use for it.
   */
  private GeneratedRtl described(String block, Map<String, String> parameters) {
    boolean needsVerilog = simulators.needsVerilog() || isGenerated(block, parameters);
    return generated(block, parameters, needsVerilog ? Flavour.SIMULATION : Flavour.FIRRTL);
  }

  private boolean isGenerated(String block, Map<String, String> parameters) {
    return verilogBefore.computeIfAbsent(
        List.of(block, Map.copyOf(parameters)),
        key -> generator.isGenerated(block, parameters, Flavour.SIMULATION));
  }

  private GeneratedRtl generated(String block, Map<String, String> parameters, Flavour flavour) {
    return generatedBefore.computeIfAbsent(
        List.of(block, Map.copyOf(parameters), flavour),
        key -> generator.generate(block, parameters, flavour));
  }
}
