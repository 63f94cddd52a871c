package tandem.waveforms.log;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tandem.waveforms.io.WaveQuery;
import tandem.waveforms.io.WaveSource;
import tandem.waveforms.io.WaveVisitor;
import tandem.waveforms.io.WindowFilter;
import tandem.waveforms.signal.HeaderBuilder;
import tandem.waveforms.signal.Signal;
import tandem.waveforms.signal.TimeScale;
import tandem.waveforms.signal.WaveHeader;

/**
 * An event log seen as a dump: `model.<stage>.<record>.valid` and `.ready`, `.<field>`,
 * `.requestTag`, and `model.<stage>.occupancy`, with a clock and a cycle counter.
 *
 * <p>Cycle n is sampled by the n-th rising edge, counted from 0, at time {@code period/2 + n *
 * period}; what it samples is set by the edge before, as registers are. Fields are x while valid is
 * 0, so that a comparison can let them be anything.
 */
public final class EventLogWaves implements WaveSource {
  private static final int COUNT_BITS = 32;
  private static final byte[] ONE = {'1'};
  private static final byte[] ZERO = {'0'};
  private static final byte[] UNKNOWN = {'x'};

  private final EventLog log;
  private final long period;
  private final long firstCycle;
  private final long lastCycle;
  private final WaveHeader header;
  private final Map<String, Stream> streams = new HashMap<>();
  private final Map<String, Integer> occupancies = new LinkedHashMap<>();
  private int clock;
  private int cycleCount;

  private record Stream(int valid, int tag, List<Signal> fields) {}

  /**
   * Makes the view; nothing is computed before it is read.
   *
   * @param period of the clock in units of {@code unit}, even
   * @param lastCycle the last edge to show; events behind it are not
   */
  public EventLogWaves(EventLog log, TimeScale unit, long period, long lastCycle) {
    this(log, unit, period, 0, lastCycle);
  }

  /**
   * As {@link #EventLogWaves(EventLog, TimeScale, long, long)}, from the middle of a run.
   *
   * @param firstCycle the first edge to show; no event is before it
   */
  public EventLogWaves(EventLog log, TimeScale unit, long period, long firstCycle, long lastCycle) {
    if (period < 2 || period % 2 != 0) {
      throw new IllegalArgumentException("the period is even and at least 2: " + period);
    }
    this.log = log;
    this.period = period;
    this.firstCycle = firstCycle;
    this.lastCycle = Math.max(firstCycle, lastCycle);
    this.header = declare(unit);
  }

  private WaveHeader declare(TimeScale unit) {
    HeaderBuilder builder = new HeaderBuilder().timeScale(unit).version("tandem model");
    builder.push("module", "model");
    clock = builder.wire("clock", 1).valueId();
    cycleCount = builder.wire("cycle", COUNT_BITS).valueId();
    Map<String, List<StreamShape>> stages = new LinkedHashMap<>();
    log.streams().forEach(s -> stages.computeIfAbsent(s.stage(), n -> new ArrayList<>()).add(s));
    log.occupancy().forEach(o -> stages.computeIfAbsent(o.stage(), n -> new ArrayList<>()));
    stages.forEach(
        (stage, shapes) -> {
          builder.push("module", stage);
          occupancies.put(stage, builder.wire("occupancy", COUNT_BITS).valueId());
          shapes.forEach(shape -> declare(builder, shape));
          builder.pop();
        });
    return builder.build();
  }

  private void declare(HeaderBuilder builder, StreamShape shape) {
    builder.push("module", shape.name());
    int valid = builder.wire("valid", 1).valueId();
    // A record of the model passes in the cycle in which it is there, so both are one value; a
    // stream of
    // the RTL has the two apart.
    builder.alias("wire", "ready", null, 1, valid);
    List<Signal> fields =
        shape.fields().stream().map(f -> builder.wire(f.name(), f.widthBits())).toList();
    int tag = builder.add("string", "requestTag", null, 0).valueId();
    streams.put(shape.path(), new Stream(valid, tag, fields));
    builder.pop();
  }

  /** When the values that edge {@code cycle} samples begin to hold. */
  public long setTime(long cycle) {
    return cycle == 0 ? 0 : cycle * period - period / 2;
  }

  /** When the edge of a cycle rises. */
  public long edgeTime(long cycle) {
    return cycle * period + period / 2;
  }

  @Override
  public String name() {
    return "model";
  }

  @Override
  public WaveHeader header() {
    return header;
  }

  @Override
  public void read(WaveQuery query, WaveVisitor visitor) throws IOException {
    WaveVisitor to = WindowFilter.of(query, new Selecting(query, visitor));
    to.begin(header);
    Progress at = new Progress();
    for (long cycle = firstCycle; cycle <= lastCycle; cycle++) {
      to.time(setTime(cycle));
      if (cycle == firstCycle) {
        start(to);
      } else {
        to.bits(clock, ONE, 0, 1);
      }
      number(to, cycleCount, BigInteger.valueOf(cycle));
      cycle(to, at, cycle);
      if (cycle > firstCycle) {
        to.time(cycle * period);
        to.bits(clock, ZERO, 0, 1);
      }
    }
    to.time(edgeTime(lastCycle));
    to.bits(clock, ONE, 0, 1);
    to.end(edgeTime(lastCycle));
  }

  private static final class Progress {
    int event;
    int occupancy;
    Set<String> shown = Set.of();
  }

  private void cycle(WaveVisitor to, Progress at, long cycle) throws IOException {
    Set<String> now = new LinkedHashSet<>();
    List<StreamEvent> events = log.events();
    for (; at.event < events.size() && events.get(at.event).cycle() <= cycle; at.event++) {
      show(to, events.get(at.event));
      now.add(events.get(at.event).stream());
    }
    for (String old : at.shown) {
      if (!now.contains(old)) {
        clear(to, streams.get(old));
      }
    }
    at.shown = now;
    List<OccupancyChange> changes = log.occupancy();
    for (; at.occupancy < changes.size(); at.occupancy++) {
      OccupancyChange change = changes.get(at.occupancy);
      if (change.cycle() > cycle) {
        break;
      }
      number(to, occupancies.get(change.stage()), BigInteger.valueOf(change.records()));
    }
  }

  private void start(WaveVisitor to) throws IOException {
    to.bits(clock, ZERO, 0, 1);
    for (StreamShape shape : log.streams()) {
      to.bits(streams.get(shape.path()).valid(), ZERO, 0, 1);
    }
    for (int id : occupancies.values()) {
      to.bits(id, ZERO, 0, 1);
    }
  }

  private void show(WaveVisitor to, StreamEvent event) throws IOException {
    Stream stream = streams.get(event.stream());
    to.bits(stream.valid(), ONE, 0, 1);
    for (int i = 0; i < stream.fields().size(); i++) {
      BigInteger value = event.values().get(i);
      if (value == null) {
        to.bits(stream.fields().get(i).valueId(), UNKNOWN, 0, 1);
      } else {
        number(to, stream.fields().get(i).valueId(), value);
      }
    }
    byte[] tag = event.tag().getBytes(StandardCharsets.ISO_8859_1);
    to.text(stream.tag(), tag, 0, tag.length);
  }

  private static void clear(WaveVisitor to, Stream stream) throws IOException {
    to.bits(stream.valid(), ZERO, 0, 1);
    for (Signal field : stream.fields()) {
      to.bits(field.valueId(), UNKNOWN, 0, 1);
    }
    to.text(stream.tag(), new byte[0], 0, 0);
  }

  private void number(WaveVisitor to, int id, BigInteger value) throws IOException {
    if (value.signum() < 0 || value.bitLength() > header.signalOf(id).widthBits()) {
      throw new IllegalArgumentException(value + " does not fit in " + header.signalOf(id).path());
    }
    byte[] digits = value.toString(2).getBytes(StandardCharsets.ISO_8859_1);
    to.bits(id, digits, 0, digits.length);
  }

  /** Lets through the values that were asked for. */
  private record Selecting(WaveQuery query, WaveVisitor next) implements WaveVisitor {
    @Override
    public void begin(WaveHeader header) throws IOException {
      next.begin(header);
    }

    @Override
    public void time(long time) throws IOException {
      next.time(time);
    }

    @Override
    public void bits(int id, byte[] digits, int offset, int length) throws IOException {
      if (query.wants(id)) {
        next.bits(id, digits, offset, length);
      }
    }

    @Override
    public void text(int id, byte[] text, int offset, int length) throws IOException {
      if (query.wants(id)) {
        next.text(id, text, offset, length);
      }
    }

    @Override
    public void end(long lastTime) throws IOException {
      next.end(lastTime);
    }
  }
}
