package tandem.cosim.stream;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import tandem.bridge.BrokenStreamException;
import tandem.bridge.Ring;
import tandem.bridge.StreamRule;
import tandem.cosim.check.Mismatch;
import tandem.cosim.check.MismatchException;

/** Reads the records that left the design on an output stream, or that a responder gave it. */
public final class Sink<R extends Record> {
  private final Ring ring;
  private final RecordCodec<R> codec;
  private final String stage;
  private final String stream;

  /**
   * @param stage that gives the records
   */
  public Sink(Ring ring, RecordCodec<R> codec, String stage, String stream) {
    this.ring = ring;
    this.codec = codec;
    this.stage = stage;
    this.stream = stream;
  }

  public boolean isEmpty() {
    return ring.isEmpty();
  }

  /**
   * The next record in order of handshakes.
   *
   * @throws MismatchException if a field has a value that it cannot have
   */
  public Beat<R> next() {
    long number = ring.taken();
    R record;
    try {
      record = codec.read(ring.memory(), ring.recordAt(number));
    } catch (IllegalArgumentException e) {
      throw new MismatchException(refused(number, e.getMessage()));
    }
    Beat<R> beat = new Beat<>(record, ring.earliest(number), ring.handshake(number));
    ring.take();
    return beat;
  }

  private Mismatch refused(long number, String rule) {
    ByteBuffer memory = ring.memory();
    int at = ring.recordAt(number);
    return mismatch(ring.handshake(number), number, codec.refused(memory, at, rule), rule);
  }

  /** A broken rule of this stream as a mismatch: what waited, and what became of it. */
  Mismatch broken(BrokenStreamException e) {
    boolean isValid = e.rule() != StreamRule.VALID_HOLDS;
    boolean isAllowed = e.rule() != StreamRule.SILENT_RESET;
    List<String> before = codec.texts(e.before());
    List<String> after = codec.texts(e.after());
    List<Mismatch.Field> fields = new ArrayList<>();
    fields.add(new Mismatch.Field("valid", String.valueOf(isAllowed), String.valueOf(isValid)));
    for (int i = 0; i < before.size(); i++) {
      String now = (isValid ? after : before).get(i);
      fields.add(new Mismatch.Field(codec.name(i), isAllowed ? before.get(i) : now, now));
    }
    return mismatch(e.cycle(), ring.filled(), fields, e.rule().text());
  }

  private Mismatch mismatch(long cycle, long number, List<Mismatch.Field> fields, String rule) {
    String tag = String.format(Locale.ROOT, "%s=%d", stream, number);
    return new Mismatch(stage, cycle, tag, fields, rule, List.of());
  }
}
