package tandem.bridge;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import tandem.rtlgen.Manifest;

/** One running instance of a design that Verilator has compiled. */
final class VerilatedDut implements RtlDut {
  private static final int ALL_LEVELS = 99;

  private enum State {
    OPEN,
    ENDED,
    CLOSED
  }

  private final VerilatedDesign design;
  private final Pins pins;
  private final Ownership ownership;
  private final Map<String, Signal> signals = new HashMap<>();
  private final NativeStreams streams = new NativeStreams(this);
  private final long instance;
  private ByteBuffer control;
  private State state = State.OPEN;
  private boolean tracing;
  private RtlEndedException end;

  VerilatedDut(VerilatedDesign design, long seed) {
    this.design = design;
    this.ownership = new Ownership(design.manifest().top());
    this.instance = Natives.create(design.handle(), seed);
    this.pins =
        new Pins(
            design.manifest().top(),
            Natives.buffer(instance, Natives.STATE),
            Natives.buffer(instance, Natives.INPUTS));
    this.control = Natives.buffer(instance, Natives.CONTROL).order(ByteOrder.nativeOrder());
  }

  @Override
  public Manifest manifest() {
    return design.manifest();
  }

  @Override
  public long cycle() {
    checkNotClosed();
    return control.getLong(0);
  }

  /** {@inheritDoc} Elements of memories are {@code name[index]}. */
  @Override
  public Signal signal(String name) {
    checkNotClosed();
    return signals.computeIfAbsent(name, this::resolve);
  }

  private Signal resolve(String asked) {
    String name = SignalNames.port(manifest(), asked);
    int bracket = name.indexOf('[');
    if (bracket > 0 && name.endsWith("]")) {
      String index = name.substring(bracket + 1, name.length() - 1);
      return memory(name.substring(0, bracket)).at(Integer.parseInt(index));
    }
    SignalShape shape = design.shape(name);
    PinSignal.Place place = design.port(name);
    if (place == null && shape != null && shape.depth() == 0) {
      int at = design.internal(name, instance);
      place = at < 0 ? null : new PinSignal.Place(Signal.Direction.INTERNAL, at, -1);
    }
    if (place == null) {
      throw design.unknown("signal", name);
    }
    return new PinSignal(pins, name, shape.widthBits(), place, shape.fields());
  }

  @Override
  public Memory memory(String name) {
    checkNotClosed();
    SignalShape shape = design.shape(name);
    int at = shape == null || shape.depth() == 0 ? -1 : design.internal(name, instance);
    if (at < 0) {
      throw design.unknown("memory", name);
    }
    return PinSignal.memory(pins, shape, at);
  }

  @Override
  public void step(long cycles) {
    int code = Natives.step(handle(), cycles);
    if (code != 0) {
      outcome(code);
    }
  }

  @Override
  public void enter(Phase phase) {
    pins.enter(phase);
  }

  @Override
  public StreamEngine streams() {
    checkNotClosed();
    return streams;
  }

  @Override
  public void openTrace(Path file) {
    startTrace(file, "", ALL_LEVELS);
  }

  @Override
  public void openTrace(Path file, int levels, String... scopes) {
    for (String scope : scopes) {
      design.checkScope(scope);
    }
    List<String> wanted = scopes.length == 0 ? List.of(manifest().top()) : List.of(scopes);
    startTrace(file, String.join("\n", wanted), levels);
  }

  private void startTrace(Path file, String scopes, int levels) {
    String problem =
        tracing
            ? "this instance has written one already"
            : Natives.traceOpen(handle(), file.toString(), scopes, levels);
    if (problem != null) {
      throw new BridgeException(String.format(Locale.ROOT, "no trace: file=%s: %s", file, problem));
    }
    tracing = true;
  }

  @Override
  public void recordTrace(boolean on) {
    Natives.traceRecord(handle(), on);
  }

  @Override
  public void closeTrace() {
    checkNotClosed();
    ownership.check();
    Natives.traceClose(instance);
  }

  @Override
  public void writeCoverage(Path file) {
    checkNotClosed();
    ownership.check();
    String problem = Natives.coverage(instance, file.toString());
    if (problem != null) {
      throw new BridgeException(
          String.format(Locale.ROOT, "no coverage: file=%s: %s", file, problem));
    }
  }

  @Override
  public Snapshot snapshot() {
    return new Snapshot(design.buildId(), cycle(), Natives.save(handle()));
  }

  @Override
  public void restore(Snapshot snapshot) {
    String problem =
        !snapshot.buildId().equals(design.buildId())
            ? "it is of another design or build"
            : tracing
                ? "a trace is open or was recorded"
                : Natives.restore(handle(), snapshot.bytes());
    if (problem != null) {
      throw new BridgeException(
          String.format(
              Locale.ROOT,
              "no restore: design=%s cycle=%d: %s",
              manifest().top(),
              snapshot.cycle(),
              problem));
    }
  }

  @Override
  public void release() {
    ownership.check();
    ownership.release();
  }

  @Override
  public void close() {
    if (state == State.CLOSED) {
      return;
    }
    ownership.check();
    state = State.CLOSED;
    pins.close();
    streams.close();
    control = ByteBuffer.allocate(0);
    Natives.destroy(instance);
  }

  /** The address of the running instance, for a call by its owner. */
  long handle() {
    if (state != State.OPEN) {
      checkNotClosed();
      throw end;
    }
    ownership.check();
    return instance;
  }

  VerilatedDesign design() {
    return design;
  }

  Outcome outcome(int code) {
    Outcome outcome = Outcome.of(code);
    if (outcome.isEnd()) {
      state = State.ENDED;
      end = RtlEnd.of(design.request(), outcome, instance);
      Natives.traceClose(instance);
      throw end;
    }
    return outcome;
  }

  private void checkNotClosed() {
    if (state == State.CLOSED) {
      throw new IllegalStateException(
          String.format(
              Locale.ROOT, "use after close: design=%s state=%s", manifest().top(), state));
    }
  }
}
