package tandem.cosim.stream;

import tandem.bridge.Ring;

/** Feeds records to an input stream of the design and learns when each was taken. */
public final class Source<R extends Record> {
  private final Ring ring;
  private final RecordCodec<R> codec;
  private long reported;

  public Source(Ring ring, RecordCodec<R> codec) {
    this.ring = ring;
    this.codec = codec;
  }

  /** Whether another record can be given now. */
  public boolean hasRoom() {
    // A slot is free only when its handshake has been reported too: it is kept in the slot.
    return ring.filled() - reported < ring.capacity();
  }

  /** Gives a record that may be offered from that cycle on. */
  public void offer(R record, long earliestCycle) {
    codec.write(record, ring.memory(), ring.recordAt(ring.filled()));
    ring.fill(earliestCycle);
  }

  /** Says that no more records will come. */
  public void finish() {
    ring.finish();
  }

  /** Whether the agent has taken a record whose handshake was not read yet. */
  public boolean hasTaken() {
    return reported < ring.taken();
  }

  /** The next record that was taken, with its handshake. */
  public Beat<R> nextTaken() {
    Beat<R> beat =
        new Beat<>(
            codec.read(ring.memory(), ring.recordAt(reported)),
            ring.earliest(reported),
            ring.handshake(reported));
    reported++;
    return beat;
  }
}
