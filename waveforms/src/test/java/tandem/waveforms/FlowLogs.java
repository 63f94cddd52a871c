package tandem.waveforms;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import tandem.waveforms.log.EventLog;
import tandem.waveforms.log.FieldShape;
import tandem.waveforms.log.StreamEvent;
import tandem.waveforms.log.StreamShape;

/** Event logs of requests that travel through four stages. */
public final class FlowLogs {
  /** The streams in the order of the flow. */
  public static final List<StreamShape> STREAMS =
      List.of(
          shape("WorkRequestFetch", "WorkRequest", new FieldShape("lenBytes", 17)),
          shape("AddressTranslation", "HostSpan", new FieldShape("hostPa", 64)),
          shape(
              "AlignmentSplitter",
              "HostBurst",
              new FieldShape("hostPa", 64),
              new FieldShape("lenBytes", 13)),
          shape(
              "HostMemoryPort",
              "PayloadBeat",
              new FieldShape("data", 512),
              new FieldShape("last", 1)));

  private FlowLogs() {}

  private static StreamShape shape(String stage, String name, FieldShape... fields) {
    List<FieldShape> all = new ArrayList<>(List.of(new FieldShape("tag", 16)));
    all.addAll(List.of(fields));
    return new StreamShape(stage, name, all);
  }

  /** A log of random requests; with {@code extraDelay} 0 the times depend on the seed alone. */
  public static EventLog random(long seed, int requests) {
    Random random = new Random(seed);
    List<StreamEvent> events = new ArrayList<>();
    long cycle = 0;
    for (int r = 0; r < requests; r++) {
      cycle += 1 + random.nextInt(4);
      long at = cycle;
      for (StreamShape stream : STREAMS) {
        // Equal latency for all requests of a stage keeps their order.
        at += 3;
        events.add(new StreamEvent(stream.path(), at, "f12#" + r, values(random, stream, r)));
      }
    }
    return new EventLog(STREAMS, events, List.of());
  }

  private static List<BigInteger> values(Random random, StreamShape stream, int request) {
    List<BigInteger> values = new ArrayList<>();
    values.add(BigInteger.valueOf(request & 0xffff));
    for (int f = 1; f < stream.fields().size(); f++) {
      values.add(new BigInteger(stream.fields().get(f).widthBits(), random));
    }
    return values;
  }

  /** The same records, each stream delayed by a delay that varies but never overtakes. */
  public static EventLog delayed(EventLog log, long seed, int maxStep) {
    Random random = new Random(seed);
    List<StreamEvent> events = new ArrayList<>();
    for (StreamShape stream : log.streams()) {
      long last = -1;
      for (StreamEvent e : log.events()) {
        if (e.stream().equals(stream.path())) {
          last = Math.max(last + 1, e.cycle() + random.nextInt(maxStep + 1));
          events.add(new StreamEvent(e.stream(), last, e.tag(), e.values()));
        }
      }
    }
    return new EventLog(log.streams(), events, log.occupancy());
  }

  /** The same log with one bit of one field of the n-th event of a stream flipped. */
  public static EventLog flipped(EventLog log, String stream, int record, int field, int bit) {
    List<StreamEvent> events = new ArrayList<>();
    int seen = 0;
    for (StreamEvent e : log.events()) {
      boolean hit = e.stream().equals(stream) && seen++ == record;
      List<BigInteger> values = new ArrayList<>(e.values());
      if (hit) {
        values.set(field, values.get(field).flipBit(bit));
      }
      events.add(hit ? new StreamEvent(stream, e.cycle(), e.tag(), values) : e);
    }
    return new EventLog(log.streams(), events, log.occupancy());
  }

  /** The same log without the n-th event of a stream. */
  public static EventLog without(EventLog log, String stream, int record) {
    List<StreamEvent> events = new ArrayList<>();
    int seen = 0;
    for (StreamEvent e : log.events()) {
      if (!e.stream().equals(stream) || seen++ != record) {
        events.add(e);
      }
    }
    return new EventLog(log.streams(), events, log.occupancy());
  }

  /** Events of one stream in order. */
  public static List<StreamEvent> of(EventLog log, String stream) {
    return log.events().stream().filter(e -> e.stream().equals(stream)).toList();
  }
}
