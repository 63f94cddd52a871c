package tandem.model.rx;

import tandem.model.record.ControlEvent;
import tandem.model.record.FlowSegment;
import tandem.model.record.ParsedSegment;

/**
 * The receive path from the wire to what is handed to placement, in flow order.
 *
 * <p>Frames and control events are given in the order in which they are to be decided, with cycles
 * that never go back. Everything is decided within the call.
 */
public final class ReceivePath {
  private final ReceiveOutput output;
  private final Parser parser;
  private final FlowPrefetch prefetch;
  private final FlowLookup lookup;
  private final SegmentCoalescer coalescer;
  private final ReceiveCounters counters = new ReceiveCounters();
  private final long flushEvery;
  private long decidedFrames;
  private long nowCycle;

  /**
   * @param output takes units and places as they come; headers are added by {@link HeaderBuilder}
   */
  public ReceivePath(ReceiveConfig config, ReceiveOutput output) {
    this.output = output;
    SegmentRules rules = new SegmentRules(config);
    FlowTable table = new FlowTable(config);
    parser = new Parser(config);
    prefetch = new FlowPrefetch(table);
    lookup = new FlowLookup(config, table, rules);
    coalescer = new SegmentCoalescer(config, table, rules, counters, output);
    flushEvery = config.on(ReceiveRegister.ENABLE) ? config.get(ReceiveRegister.FLUSH_EVERY) : 0;
  }

  /** Receives a frame of guest 0 that fills its array. */
  public ParsedSegment receive(byte[] frame, long arrivalCycle) {
    return receive(frame, frame.length, 0, arrivalCycle);
  }

  /** Receives a frame; gives what the parser found. */
  public ParsedSegment receive(byte[] data, int length, int guest, long arrivalCycle) {
    ParsedSegment segment = parse(data, length, guest, arrivalCycle);
    receive(segment);
    return segment;
  }

  /** Parses a frame that is decided later; frames are decided in the order of their parsing. */
  public ParsedSegment parse(byte[] data, int length, int guest, long arrivalCycle) {
    return parser.parse(data, length, guest, arrivalCycle);
  }

  /**
   * Receives the first {@code count} of the parsed frames, as if one by one. With more flows than
   * the processor's caches hold this is much faster: memory is waited for once for many frames.
   */
  public void receive(ParsedSegment[] segments, int count) {
    for (int from = 0; from < count; from += FlowPrefetch.FRAMES) {
      int end = Math.min(count, from + FlowPrefetch.FRAMES);
      prefetch.read(segments, from, end - from);
      for (int i = from; i < end; i++) {
        receive(segments[i]);
      }
    }
  }

  /** Receives a frame that has been parsed; gives what the flow lookup found. */
  public FlowSegment receive(ParsedSegment segment) {
    output.parsed(segment);
    advance(segment.arrivalCycle());
    FlowSegment found = lookup.lookup(segment);
    output.found(found);
    coalescer.accept(found);
    decidedFrames++;
    if (flushEvery != 0 && decidedFrames % flushEvery == 0) {
      endOfBurst(nowCycle);
    }
    return found;
  }

  /**
   * Does what a control event asks for, now: its {@code afterFrame} and {@code time} are for those
   * who bring frames and events into order.
   */
  public void control(ControlEvent event, long eventCycle) {
    advance(eventCycle);
    coalescer.control(event, nowCycle);
  }

  /** Hands up all that is held (TE-24). */
  public void endOfBurst(long eventCycle) {
    control(ControlEvent.of(ControlEvent.Op.END_OF_BURST, 0, 0, 0), eventCycle);
  }

  /**
   * Lets time pass until everything that arrived before {@code cycle} has been seen: collections
   * whose timer ran out before it are handed up.
   *
   * @throws IllegalArgumentException if time would go back
   */
  public void advance(long cycle) {
    if (cycle < nowCycle) {
      throw new IllegalArgumentException(
          "time goes back: nowCycle=" + nowCycle + ", cycle=" + cycle);
    }
    nowCycle = cycle;
    coalescer.advance(cycle);
  }

  /** The cycle in which the next timer runs out; Long.MAX_VALUE if none is running. */
  public long nextDeadline() {
    return coalescer.nextDeadline();
  }

  public ReceiveCounters counters() {
    return counters;
  }
}
