package tandem.bridge;

import java.nio.ByteBuffer;
import java.util.Comparator;
import java.util.PriorityQueue;

/** The pending answers of a responder, earliest due first, then in the order asked. */
final class Responses {
  private record Pending(long due, long number, byte[] record) {}

  private final Responder responder;
  private final RecordCopy copy;
  private final int recordBytes;
  private final PriorityQueue<Pending> pending =
      new PriorityQueue<>(
          Comparator.comparingLong(Pending::due).thenComparingLong(Pending::number));
  private long asked;

  Responses(Responder responder, RecordCopy copy, int recordBytes) {
    this.responder = responder;
    this.copy = copy;
    this.recordBytes = recordBytes;
  }

  void request(long cycle, ByteBuffer memory, int at) {
    int entry = (int) (asked % responder.latencyCycles().length);
    byte[] record = copy.response(memory, at, recordBytes, responder.failed().get(entry));
    pending.add(new Pending(cycle + responder.latencyCycles()[entry], asked++, record));
  }

  boolean isDue(long cycle) {
    return !pending.isEmpty() && pending.peek().due <= cycle;
  }

  long earliest() {
    return pending.element().due;
  }

  byte[] record() {
    return pending.element().record;
  }

  void answered() {
    pending.remove();
  }
}
