package tandem.bridge;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import tandem.rtlgen.Manifest;

/** One running instance of a compiled design. */
public final class RtlDut implements Dut {
  private enum State {
    OPEN,
    ENDED,
    CLOSED
  }

  private final Design design;
  private final Pins pins;
  private final Map<String, Signal> signals = new TreeMap<>();
  private final NativeStreams streams = new NativeStreams(this);
  private final long instance;
  private ByteBuffer control;
  private State state = State.OPEN;
  private RtlEndedException end;

  RtlDut(Design design, long seed) {
    this.design = design;
    this.instance = Natives.create(design.handle(), seed);
    this.pins =
        new Pins(
            design.manifest().top(),
            Natives.buffer(instance, Natives.STATE),
            Natives.buffer(instance, Natives.INPUTS));
    this.control = Natives.buffer(instance, Natives.CONTROL).order(ByteOrder.nativeOrder());
    for (Design.SignalEntry s : design.signals()) {
      signals.put(
          s.name(),
          new Signal(pins, s.name(), s.widthBits(), s.input(), s.offset(), s.writtenFlag()));
    }
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

  @Override
  public Signal signal(String name) {
    checkNotClosed();
    Signal signal = signals.get(name);
    if (signal == null) {
      throw new BridgeException(
          "no such signal: signal=%s design=%s; nearest: %s"
              .formatted(name, manifest().top(), NearestNames.of(name, signals.keySet())));
    }
    return signal;
  }

  @Override
  public void step(long cycles) {
    outcome(Natives.step(handle(), cycles));
  }

  /** Stream mode on this instance. */
  public StreamEngine streams() {
    checkNotClosed();
    return streams;
  }

  /**
   * Starts recording waves of the whole design to a file and leaves recording on.
   *
   * @throws BridgeException if the design was compiled without tracing or the file cannot be
   *     written
   */
  public void openTrace(Path file) {
    String problem = Natives.traceOpen(handle(), file.toString(), 99);
    if (problem != null) {
      throw new BridgeException("no trace: file=%s: %s".formatted(file, problem));
    }
  }

  /** Switches recording to the open trace file on or off. */
  public void recordTrace(boolean on) {
    Natives.traceRecord(handle(), on);
  }

  /** Ends the trace file; harmless if none is open. */
  public void closeTrace() {
    checkNotClosed();
    Natives.traceClose(instance);
  }

  @Override
  public void close() {
    if (state == State.CLOSED) {
      return;
    }
    state = State.CLOSED;
    pins.close();
    streams.close();
    control = ByteBuffer.allocate(0);
    Natives.destroy(instance);
  }

  /** The address of the running instance. */
  long handle() {
    checkNotClosed();
    if (state == State.ENDED) {
      throw end;
    }
    return instance;
  }

  Outcome outcome(int code) {
    Outcome outcome = Outcome.of(code);
    if (outcome.isEnd()) {
      state = State.ENDED;
      end = RtlEnd.of(manifest().top(), outcome, instance);
      Natives.traceClose(instance);
      throw end;
    }
    return outcome;
  }

  private void checkNotClosed() {
    if (state == State.CLOSED) {
      throw new IllegalStateException(
          "use after close: design=%s state=%s".formatted(manifest().top(), state));
    }
  }
}
