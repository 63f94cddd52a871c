package tandem.cosim.rx;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tandem.model.record.HostRun;
import tandem.model.record.ParsedSegment;
import tandem.model.record.PayloadBeat;
import tandem.model.record.SegmentPlace;
import tandem.model.record.SegmentRun;
import tandem.model.rx.HostAssembler;
import tandem.model.rx.HostUnit;
import tandem.model.rx.PayloadBeats;
import tandem.model.rx.ReceiveConfig;
import tandem.model.rx.ReceiveOutput;
import tandem.model.rx.ReceivePath;
import tandem.model.rx.ReceiveRegister;

/** Runs the model on what went into the RTL and keeps, stream by stream, what must come out. */
public final class ReceiveExpectation {
  private final boolean stamped;
  private final boolean stored;
  private final HostAssembler assembler;
  private final ReceivePath path;
  private final List<SegmentPlace> places = new ArrayList<>();
  private final List<PayloadBeat> payload = new ArrayList<>();
  private final List<HostRun> runs = new ArrayList<>();
  private final List<ParsedSegment> segments = new ArrayList<>();
  private final List<SegmentRun> decisions = new ArrayList<>();
  // Looked up by frame number only, never gone through.
  private final Map<Long, List<PayloadBeat>> held = new HashMap<>();
  private byte[] frame = {};
  private ParsedSegment segment;
  private long lastArrival;
  private long decided;

  /** The expectation of a path of that configuration. */
  public ReceiveExpectation(ReceiveConfig config) {
    stamped = config.on(ReceiveRegister.TIME_SOURCE);
    stored = config.on(ReceiveRegister.COLLECT);
    assembler = new HostAssembler(config, this::unit);
    path = new ReceivePath(config, new Output());
  }

  /**
   * Does what comes next.
   *
   * @param arrivals for each frame the cycle in which its last beat was taken; looked at unless
   *     frames are stamped
   * @param events that are due before, between or behind these frames, by rising {@code afterFrame}
   */
  public void run(List<WireFrame> frames, long[] arrivals, List<ControlBeat> events) {
    int nextEvent = 0;
    for (int i = 0; i <= frames.size(); i++) {
      while (nextEvent < events.size() && isDue(events.get(nextEvent))) {
        control(events.get(nextEvent++));
      }
      if (i < frames.size()) {
        frame(frames.get(i), arrivals.length == 0 ? 0 : arrivals[i]);
      }
    }
  }

  /** Whether all frames have been decided for which an event waits. */
  boolean isDue(ControlBeat event) {
    return event.afterFrame() <= decided;
  }

  /** An event takes effect. */
  void control(ControlBeat event) {
    lastArrival = stamped ? Math.max(event.time(), lastArrival) : lastArrival;
    path.control(event.event(), lastArrival);
  }

  /**
   * The next frame is decided.
   *
   * @param arrival cycle in which its last beat was taken; looked at unless frames are stamped
   */
  void frame(WireFrame f, long arrival) {
    frame = f.bytes();
    lastArrival = stamped ? Math.max(f.time(), lastArrival) : arrival;
    assembler.frame(frame, frame.length);
    path.receive(frame, frame.length, f.guest(), lastArrival);
    decided++;
  }

  /**
   * The first collection whose timer ran out is handed up, no frame or event having come since.
   *
   * @param cycle the first in which a frame not decided yet can have come
   * @return whether there was one
   */
  boolean expire(long cycle) {
    long deadline = path.nextDeadline();
    if (stamped || deadline >= cycle) {
      return false;
    }
    path.advance(deadline + 1);
    return true;
  }

  /** Empties the lists of what must have come out. */
  public void forget() {
    places.clear();
    payload.clear();
    runs.clear();
    segments.clear();
    decisions.clear();
  }

  /** What the parser found. */
  public List<ParsedSegment> segments() {
    return segments;
  }

  /** The units as they were decided, without their headers. */
  public List<SegmentRun> decisions() {
    return decisions;
  }

  /** Where every frame went. */
  public List<SegmentPlace> places() {
    return places;
  }

  /** The bytes on their way to memory. */
  public List<PayloadBeat> payload() {
    return payload;
  }

  /** The units in the order of their delivery. */
  public List<HostRun> runs() {
    return runs;
  }

  /** The counters by name. */
  public Map<String, Long> counters() {
    return path.counters().toMap();
  }

  private void unit(HostUnit unit) {
    runs.add(unit.completion());
    if (stored) {
      for (long member : unit.frames()) {
        payload.addAll(held.remove(member));
      }
    }
  }

  private void place(SegmentPlace place) {
    places.add(place);
    if (place.op() == SegmentPlace.Op.FRAME) {
      List<PayloadBeat> beats = PayloadBeats.of(frame, segment, place);
      if (stored) {
        held.put(place.frame(), beats);
      } else {
        payload.addAll(beats);
      }
    }
  }

  private final class Output implements ReceiveOutput {
    @Override
    public void parsed(ParsedSegment parsed) {
      segment = parsed;
      segments.add(parsed);
      assembler.parsed(parsed);
    }

    @Override
    public void place(SegmentPlace place) {
      assembler.place(place);
      ReceiveExpectation.this.place(place);
    }

    @Override
    public void run(SegmentRun run) {
      decisions.add(run);
      assembler.run(run);
    }
  }
}
