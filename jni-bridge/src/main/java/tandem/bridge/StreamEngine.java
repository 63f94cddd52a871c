package tandem.bridge;

import tandem.rtlgen.Manifest;

/**
 * Drives the ready/valid streams of a design from rings. The two engines, native and per cycle,
 * keep the same rules, so one seed gives the same handshakes in the same cycles on both:
 *
 * <ul>
 *   <li>a source raises valid in the first cycle that is not before the record's earliest cycle and
 *       in which its pattern does not pause; valid then holds until the handshake;
 *   <li>a sink is ready in every cycle in which its pattern does not pause;
 *   <li>an output stream without ready gives a record in every cycle in which valid is high;
 *   <li>a run ends before a cycle in which a sink's ring is full or a source that was not finished
 *       has no record, so the moments at which Java fills and drains never change what happens;
 *   <li>the design is held to {@link StreamRule} at every attached output stream.
 * </ul>
 */
public interface StreamEngine {
  /**
   * Attaches an agent to a stream and gives the ring through which it is fed or read. A stream
   * without agent is left to whoever drives its pins.
   *
   * @param capacity slots, a power of two
   */
  Ring attach(String stream, int capacity);

  /** Sets when the agent of a stream with ready pauses; never, if not set. */
  void pause(String stream, Pauses pauses);

  /** Refuses a stream that cannot be held back. */
  static void requireReady(Manifest.Stream stream) {
    if (!stream.hasReady()) {
      throw new IllegalArgumentException(
          "a stream without ready cannot pause: stream=" + stream.name());
    }
  }

  /** Answers requests of one attached stream on another; the answers are recorded in its ring. */
  void respond(Responder responder);

  /** Ends runs before the cycle after the stream's n-th handshake since the beginning. */
  void stopAfter(String stream, long handshakes);

  /**
   * Runs at most that many cycles.
   *
   * @return why it came back; never one of the ends
   * @throws BrokenStreamException if the design broke a rule of an attached stream; what crossed
   *     until then is in the rings
   * @throws RtlEndedException if the RTL ended the simulation
   */
  Outcome run(long maxCycles);

  /** Number of the cycle whose settled values are visible now. */
  long cycle();
}
