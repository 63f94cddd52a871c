package tandem.bridge;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import tandem.rtlgen.Manifest;

/** What the Java agents of both directions share: the pins of their stream and their ring. */
abstract class CycleAgent {
  final Ring ring;
  final Signal valid;

  /** Null where the stream has none. */
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
    this.ready = stream.hasReady() ? dut.signal(stream.ready()) : null;
    this.fields =
        stream.fields().stream()
            .map(f -> new FieldPin(dut.signal(f.port()), f.offsetBytes(), f.sizeBytes()))
            .toList();
  }

  /** Why no further cycle may be run until Java has filled or drained the ring. */
  abstract Optional<Outcome> blocked();

  abstract void drive(long cycle);

  /** Looks at the settled cycle; the rule that the design broke in it, if it did. */
  abstract Optional<BrokenStreamException> sample(long cycle, Moment moment);

  /**
   * What decides in a cycle which rules the design must keep.
   *
   * @param fresh what waited before does not bind it: there was a reset, or cycles without agents
   * @param inReset reset has held it since the edge before
   */
  record Moment(boolean fresh, boolean inReset) {}

  final int recordBytes() {
    return recordBytes;
  }

  /** Drives the fields from a record at that place in the memory. */
  final void putFields(ByteBuffer memory, int at) {
    for (FieldPin field : fields) {
      if (field.sizeBytes > Long.BYTES) {
        byte[] bytes = new byte[field.sizeBytes];
        memory.get(at + field.offsetBytes, bytes);
        field.pin.setBytes(bytes);
      } else {
        field.pin.set(number(memory, at + field.offsetBytes, field.sizeBytes));
      }
    }
  }

  private static long number(ByteBuffer memory, int at, int bytes) {
    return switch (bytes) {
      case 1 -> memory.get(at) & 0xffL;
      case 2 -> memory.getShort(at) & 0xffffL;
      case 4 -> memory.getInt(at) & 0xffff_ffffL;
      default -> memory.getLong(at);
    };
  }

  /** Writes the fields as they are on the pins to that place in a memory. */
  final void getFields(ByteBuffer memory, int at) {
    for (FieldPin field : fields) {
      int to = at + field.offsetBytes;
      switch (field.sizeBytes) {
        case 1 -> memory.put(to, (byte) field.pin.get());
        case 2 -> memory.putShort(to, (short) field.pin.get());
        case 4 -> memory.putInt(to, (int) field.pin.get());
        case 8 -> memory.putLong(to, field.pin.get());
        default -> memory.put(to, field.pin.getBytes());
      }
    }
  }
}
