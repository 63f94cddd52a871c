package tandem.jvm;

import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import tandem.bridge.BridgeException;
import tandem.bridge.RtlDut;
import tandem.bridge.Signal;
import tandem.rtlgen.Manifest;
import tandem.rtlgen.VerilogManifest;
import tandem.support.CacheDirectory;
import tandem.support.RefusedException;

/**
 * Somebody's own Verilog, driven from Java in a few lines. Ports are read from the design; clock,
 * reset and its polarity, and ready/valid streams are found by their names.
 *
 * <pre>
 * try (VerilogSim fifo = VerilogSim.of(Path.of("fifo.v")).top("fifo").open()) {
 *   fifo.reset();
 *   fifo.send("s", Map.of("data", 7L));
 *   assertEquals(7, fifo.receive("m").get("data").intValue());
 * }
 * </pre>
 */
public final class VerilogSim implements AutoCloseable {
  private static final int RESET_CYCLES = 2;

  /** What is known of a design before it is opened. */
  public static final class Builder {
    private final List<Path> files;
    private final List<String> options = new ArrayList<>();
    private String top = "";
    private Optional<String> clock = Optional.empty();
    private Optional<String> reset = Optional.empty();
    private long seed = 1;

    private Builder(List<Path> files) {
      this.files = files;
      for (Path file : files) {
        if (!Files.isRegularFile(file)) {
          throw new RefusedException("no such file: --rtl=" + file);
        }
      }
    }

    /** Name of the top module. */
    public Builder top(String name) {
      this.top = name;
      return this;
    }

    /** Name of the clock, where it cannot be told by the names of the ports. */
    public Builder clock(String name) {
      this.clock = Optional.of(name);
      return this;
    }

    /** Name of the reset, empty for none; names like rst_n are active low. */
    public Builder reset(String name) {
      this.reset = Optional.of(name);
      return this;
    }

    /** A parameter of the top. */
    public Builder parameter(String name, Object value) {
      options.add("-G" + name + "=" + value);
      return this;
    }

    /** A macro, as by {@code `define}. */
    public Builder define(String name, Object value) {
      options.add("-D" + name + "=" + value);
      return this;
    }

    /** Decides what registers hold at first. */
    public Builder seed(long number) {
      this.seed = number;
      return this;
    }

    /** What circt-verilog is given besides the files. */
    public List<String> options() {
      return List.copyOf(options);
    }

    /** The manifest of the design, which other engines take as well. */
    public VerilogManifest manifest() {
      Circt circt = new Circt(CacheDirectory.ofUser());
      String text = circt.lowerVerilog(files, top, options);
      return VerilogManifest.of(
          top, Elaboration.ports(text, top, files.get(0).toString()), clock, reset);
    }

    /**
     * Opens the design.
     *
     * @throws UnsupportedRtlException for what this engine cannot run
     */
    public VerilogSim open() {
      VerilogManifest found = manifest();
      JvmDesign design =
          new JvmCompiler(CacheDirectory.ofUser()).verilog(found.manifest(), files, options);
      return new VerilogSim(design.open(seed), found);
    }
  }

  private final RtlDut dut;
  private final VerilogManifest found;
  private int timeoutCycles = 10_000;

  /** Drives a design that some engine has opened. */
  public VerilogSim(RtlDut dut, VerilogManifest found) {
    this.dut = dut;
    this.found = found;
  }

  /** Begins with the files of a design. */
  public static Builder of(Path... files) {
    return new Builder(List.of(files));
  }

  /** The design itself: signals by name, streams with agents, snapshots. */
  public RtlDut dut() {
    return dut;
  }

  /** What was found out about its ports. */
  public VerilogManifest found() {
    return found;
  }

  /** A port, or a register by its path. */
  public Signal signal(String name) {
    return dut.signal(name);
  }

  /** Runs that many cycles. */
  public void step(long cycles) {
    dut.step(cycles);
  }

  /** Cycles after which {@link #send} and {@link #receive} give up. */
  public void timeout(int cycles) {
    timeoutCycles = cycles;
  }

  /** Resets the design for two cycles and lets go of the reset. */
  public void reset() {
    if (found.reset().isEmpty()) {
      throw new RefusedException("no reset was found, name it: top=" + found.manifest().top());
    }
    signal(found.reset()).set(found.isResetLow() ? 0 : 1);
    step(RESET_CYCLES);
    signal(found.reset()).set(found.isResetLow() ? 1 : 0);
    step(1);
  }

  /** Offers a record on an input stream until it is taken. */
  public void send(String stream, Map<String, ? extends Number> record) {
    Manifest.Stream s = stream(stream, "input");
    for (Map.Entry<String, ? extends Number> field : record.entrySet()) {
      signal(port(s, field.getKey())).setBig(new BigInteger(field.getValue().toString()));
    }
    signal(s.valid()).set(1);
    await(s.ready());
    signal(s.valid()).set(0);
  }

  /** Takes the next record of an output stream. */
  public Map<String, BigInteger> receive(String stream) {
    Manifest.Stream s = stream(stream, "output");
    if (s.hasReady()) {
      signal(s.ready()).set(1);
    }
    await(s.valid());
    Map<String, BigInteger> record = new LinkedHashMap<>();
    s.fields().forEach(f -> record.put(f.name(), signal(f.port()).getBig()));
    if (s.hasReady()) {
      signal(s.ready()).set(0);
    }
    return record;
  }

  private Manifest.Stream stream(String name, String direction) {
    return found.manifest().streams().stream()
        .filter(s -> s.name().equals(name) && s.direction().equals(direction))
        .findFirst()
        .orElseThrow(
            () ->
                new BridgeException(
                    String.format(
                        Locale.ROOT,
                        "no such %s stream: stream=%s design=%s streams=%s",
                        direction,
                        name,
                        found.manifest().top(),
                        found.manifest().streams().stream().map(Manifest.Stream::name).toList())));
  }

  private static String port(Manifest.Stream stream, String field) {
    return stream.fields().stream()
        .filter(f -> f.name().equals(field))
        .findFirst()
        .orElseThrow(
            () ->
                new BridgeException(
                    String.format(
                        Locale.ROOT,
                        "no such field: stream=%s field=%s fields=%s",
                        stream.name(),
                        field,
                        stream.fields().stream().map(Manifest.Field::name).toList())))
        .port();
  }

  private void await(String high) {
    Signal awaited = signal(high);
    for (int i = 0; i < timeoutCycles; i++) {
      step(1);
      if (awaited.isHigh()) {
        return;
      }
    }
    throw new BridgeException(
        String.format(
            Locale.ROOT,
            "timeout: awaited %s=1 for %d cycles: design=%s cycle=%d",
            high,
            timeoutCycles,
            found.manifest().top(),
            dut.cycle()));
  }

  @Override
  public void close() {
    dut.close();
  }
}
