package tandem.bridge;

import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import tandem.rtlgen.Manifest;
import tandem.support.NearestNames;

/**
 * A design in Java that behaves as a compiled one does, for testing a harness where no simulator is
 * installed. Any handle works as it does on RTL.
 */
public final class FakeDut implements Dut {
  /** What the design does. Pins are handles on its own side: inputs are read, outputs written. */
  public interface Logic {
    /** Takes the rising clock edge: registers take the settled values that are visible. */
    void edge(Wires wires);

    /** Computes outputs from registers and inputs. */
    void settle(Wires wires);
  }

  /** The pins as the design sees them. */
  public interface Wires {
    /** A pin by name: inputs can be read, outputs written. */
    Signal pin(String name);

    /** Fails an assertion in the visible cycle. */
    RtlEndedException fails(String text);
  }

  private final Manifest manifest;
  private final Logic logic;
  private final Pins outside;
  private final Pins inside;
  private final ByteBuffer staged;
  private final ByteBuffer taken;
  private final Map<String, Signal> signals = new LinkedHashMap<>();
  private final Map<String, Signal> wires = new HashMap<>();
  private final Ownership ownership;
  private long cycle;
  private boolean closed;
  private RtlEndedException end;

  public FakeDut(Manifest manifest, Logic logic) {
    this.manifest = manifest;
    this.logic = logic;
    this.ownership = new Ownership(manifest.top());
    int bytes = manifest.ports().stream().mapToInt(FakeDut::placeBytes).sum();
    ByteBuffer outputs = ByteBuffer.allocateDirect(bytes);
    staged = ByteBuffer.allocateDirect(bytes);
    taken = ByteBuffer.allocateDirect(bytes);
    outside = new Pins(manifest.top(), outputs, staged);
    // The other side writes what this one reads.
    inside = new Pins(manifest.top(), taken, outputs);
    int offset = 0;
    for (Manifest.Port port : manifest.ports()) {
      boolean input = port.direction().equals("input");
      if (!port.name().equals(manifest.clock())) {
        signals.put(port.name(), signal(outside, port, input, offset));
      }
      wires.put(port.name(), signal(inside, port, !input, offset));
      offset += placeBytes(port);
    }
    if (!manifest.reset().isEmpty()) {
      signals.get(manifest.reset()).set(1);
      taken.put(0, staged, 0, staged.capacity());
    }
    logic.settle(view());
  }

  /** Whole words, as a signal is read and written. */
  private static int placeBytes(Manifest.Port port) {
    return PinSignal.storageBytes(port.widthBits()) + Long.BYTES - 1 & -Long.BYTES;
  }

  private static Signal signal(Pins pins, Manifest.Port port, boolean input, int offset) {
    Signal.Direction direction = input ? Signal.Direction.INPUT : Signal.Direction.OUTPUT;
    PinSignal.Place place = new PinSignal.Place(direction, offset, -1);
    return new PinSignal(pins, port.name(), port.widthBits(), place, Map.of());
  }

  private Wires view() {
    return new Wires() {
      @Override
      public Signal pin(String name) {
        return wires.get(name);
      }

      @Override
      public RtlEndedException fails(String text) {
        return new RtlEndedException.End(
                manifest.top(), Outcome.ASSERTION, cycle, manifest.top() + ".java", 1, text)
            .exception();
      }
    };
  }

  @Override
  public Manifest manifest() {
    return manifest;
  }

  @Override
  public long cycle() {
    checkNotClosed();
    return cycle;
  }

  @Override
  public Signal signal(String name) {
    checkNotClosed();
    Signal signal = signals.get(SignalNames.port(manifest, name));
    if (signal == null) {
      throw new BridgeException(
          String.format(
              Locale.ROOT,
              "no such signal: signal=%s design=%s; nearest: %s",
              name,
              manifest.top(),
              NearestNames.text(name, signals.keySet())));
    }
    return signal;
  }

  @Override
  public void step(long cycles) {
    checkNotClosed();
    ownership.check();
    if (end != null) {
      throw end;
    }
    try {
      for (long left = cycles; left > 0; left--) {
        logic.edge(view());
        cycle++;
        taken.put(0, staged, 0, staged.capacity());
        logic.settle(view());
      }
    } catch (RtlEndedException e) {
      end = e;
      throw e;
    }
  }

  @Override
  public void enter(Phase phase) {
    outside.enter(phase);
  }

  @Override
  public void close() {
    if (!closed) {
      ownership.check();
      closed = true;
      outside.close();
      inside.close();
    }
  }

  private void checkNotClosed() {
    if (closed) {
      throw new IllegalStateException(
          String.format(Locale.ROOT, "use after close: design=%s state=closed", manifest.top()));
    }
  }
}
