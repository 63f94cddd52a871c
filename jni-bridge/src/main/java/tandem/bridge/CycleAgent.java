package tandem.bridge;

import java.util.List;
import java.util.Optional;
import tandem.rtlgen.Manifest;

/** What the Java agents of both directions share: the pins of their stream and their ring. */
abstract class CycleAgent {
  final Ring ring;
  final Signal valid;
  final Signal ready;
  private final List<FieldPin> fields;
  private final int recordBytes;
  Pauses pauses = Pauses.never();
  long handshakes;
  long stopAfter = Long.MAX_VALUE;

  private record FieldPin(Signal pin, int offsetBytes, int sizeBytes) {}

  CycleAgent(Dut dut, Manifest.Stream stream, Ring ring) {
    this.ring = ring;
    this.recordBytes = stream.slotBytes();
    this.valid = dut.signal(stream.valid());
    this.ready = dut.signal(stream.ready());
    this.fields =
        stream.fields().stream()
            .map(f -> new FieldPin(dut.signal(f.port()), f.offsetBytes(), f.sizeBytes()))
            .toList();
  }

  /** Why no further cycle may be run until Java has filled or drained the ring. */
  abstract Optional<Outcome> blocked();

  abstract void drive(long cycle);

  abstract void sample(long cycle);

  final int recordBytes() {
    return recordBytes;
  }

  /** Drives the fields from a record at that place in the ring's memory. */
  final void putFields(java.nio.ByteBuffer memory, int at) {
    for (FieldPin field : fields) {
      byte[] bytes = new byte[field.sizeBytes];
      memory.get(at + field.offsetBytes, bytes);
      field.pin.setBytes(bytes);
    }
  }

  final void getFields(int at) {
    for (FieldPin field : fields) {
      ring.memory().put(at + field.offsetBytes, field.pin.getBytes());
    }
  }
}
