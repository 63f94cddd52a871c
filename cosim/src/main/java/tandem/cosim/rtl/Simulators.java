package tandem.cosim.rtl;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import tandem.bridge.BuildRequest;
import tandem.bridge.BuildRequest.Trace;
import tandem.bridge.Design;
import tandem.bridge.DesignCompiler;
import tandem.jvm.JvmCompiler;
import tandem.jvm.JvmDesign;
import tandem.jvm.LockstepDesign;
import tandem.jvm.UnsupportedRtlException;
import tandem.rtlgen.Manifest;
import tandem.support.CacheDirectory;

/**
 * Makes designs for the simulator that was asked for. Where none was, what Verilator has compiled
 * already runs there, as do somebody's Verilog and what is to record waves, and everything else in
 * this JVM: a run of less than some ten million cycles is over before Verilator and g++ are.
 */
final class Simulators {
  /** The design as it is before Verilog, if there is such a thing, and its Verilog. */
  record Sources(Optional<Path> firrtl, List<Path> verilog) {}

  private final DesignCompiler verilator;
  private final JvmCompiler jvm;
  private final Optional<Simulator> wanted;

  Simulators(CacheDirectory cache, Optional<Simulator> wanted) {
    this.verilator = new DesignCompiler(cache);
    this.jvm = new JvmCompiler(cache);
    this.wanted = wanted;
  }

  Optional<Simulator> wanted() {
    return wanted;
  }

  Design design(Manifest manifest, Sources sources, Trace trace) {
    BuildRequest request = new BuildRequest(manifest, sources.verilog, trace);
    if (wanted.isEmpty()) {
      return quickest(request, sources);
    }
    return switch (wanted.get()) {
      case VERILATOR -> verilator.compile(request);
      case JVM -> trace == Trace.NONE ? jvm(manifest, sources) : verilator.compile(request);
      case LOCKSTEP ->
          new LockstepDesign(verilator.compile(request.visible("**")), jvm(manifest, sources));
    };
  }

  private Design quickest(BuildRequest request, Sources sources) {
    boolean fits = request.trace() == Trace.NONE && sources.firrtl.isPresent();
    if (fits && !verilator.isCompiled(request)) {
      try {
        return jvm(request.manifest(), sources);
      } catch (UnsupportedRtlException e) {
        return verilator.compile(request); // what the one cannot the other may
      }
    }
    return verilator.compile(request);
  }

  private JvmDesign jvm(Manifest manifest, Sources sources) {
    return sources.firrtl.isPresent()
        ? jvm.firrtl(manifest, sources.firrtl.get())
        : jvm.verilog(manifest, sources.verilog, List.of());
  }
}
