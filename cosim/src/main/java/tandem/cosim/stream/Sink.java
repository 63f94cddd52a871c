package tandem.cosim.stream;

import tandem.bridge.Ring;

/** Reads the records that left the design on an output stream, or that a responder gave it. */
public final class Sink<R extends Record> {
  private final Ring ring;
  private final RecordCodec<R> codec;

  public Sink(Ring ring, RecordCodec<R> codec) {
    this.ring = ring;
    this.codec = codec;
  }

  public boolean isEmpty() {
    return ring.isEmpty();
  }

  /** The next record in order of handshakes. */
  public Beat<R> next() {
    long number = ring.taken();
    Beat<R> beat =
        new Beat<>(
            codec.read(ring.memory(), ring.recordAt(number)),
            ring.earliest(number),
            ring.handshake(number));
    ring.take();
    return beat;
  }
}
