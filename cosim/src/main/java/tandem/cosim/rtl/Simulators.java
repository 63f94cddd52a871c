package tandem.cosim.rtl;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import tandem.bridge.BuildRequest;
import tandem.bridge.BuildRequest.Trace;
import tandem.bridge.Design;
import tandem.bridge.DesignCompiler;
import tandem.jvm.JvmCompiler;
import tandem.jvm.JvmDesign;
import tandem.jvm.LockstepDesign;
import tandem.jvm.UnsupportedRtlException;
import tandem.rtlgen.GeneratedRtl;
import tandem.rtlgen.Manifest;
import tandem.support.CacheDirectory;

/**
 * Makes designs for the simulator that was asked for. Where none was, what Verilator has compiled
 * already runs there, as do somebody's Verilog and what is to record waves, and everything else in
 * this JVM: a run of less than some ten million cycles is over before Verilator and g++ are.
 */
final class Simulators {
  /** A generated block in the forms that there are of it, each made when it is asked for. */
  interface Generated {
    /** Whether its Verilog need not be made first. */
    boolean hasVerilog();

    GeneratedRtl verilog();

    /** With a FIRRTL file, and perhaps no Verilog. */
    GeneratedRtl firrtl();
  }

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

  /** Whether no design can be made without its Verilog. */
  boolean needsVerilog() {
    return wanted.isPresent() && wanted.get() != Simulator.JVM;
  }

  /** The design of somebody's Verilog. */
  Design replaced(Manifest manifest, List<Path> verilog, Trace trace) {
    BuildRequest request = new BuildRequest(manifest, verilog, trace);
    return design(request, () -> jvm.verilog(manifest, verilog, List.of()));
  }

  /** The design of what was generated. */
  Design generated(Generated rtl, Trace trace) {
    if (trace == Trace.NONE) {
      if (wanted.equals(Optional.of(Simulator.JVM))) {
        return jvm(rtl);
      }
      if (wanted.isEmpty() && !isCompiled(rtl)) {
        try {
          return jvm(rtl);
        } catch (UnsupportedRtlException e) {
          return verilator.compile(request(rtl, trace)); // what the one cannot the other may
        }
      }
    }
    return design(request(rtl, trace), () -> jvm(rtl));
  }

  /** Of a block whose Verilog is still to be made nothing can have been compiled. */
  private boolean isCompiled(Generated rtl) {
    return rtl.hasVerilog() && verilator.isCompiled(request(rtl, Trace.NONE));
  }

  private static BuildRequest request(Generated rtl, Trace trace) {
    GeneratedRtl made = rtl.verilog();
    return new BuildRequest(made.manifest(), made.verilogFiles(), trace);
  }

  private JvmDesign jvm(Generated rtl) {
    GeneratedRtl made = rtl.firrtl();
    return jvm.firrtl(made.manifest(), made.firrtlFile());
  }

  private Design design(BuildRequest request, Supplier<JvmDesign> inJvm) {
    return switch (wanted.orElse(Simulator.VERILATOR)) {
      case VERILATOR -> verilator.compile(request);
      case JVM -> request.trace() == Trace.NONE ? inJvm.get() : verilator.compile(request);
      case LOCKSTEP -> new LockstepDesign(verilator.compile(request.visible("**")), inJvm.get());
    };
  }
}
