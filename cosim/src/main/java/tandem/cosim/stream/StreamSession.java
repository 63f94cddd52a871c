package tandem.cosim.stream;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.LongConsumer;
import tandem.bridge.BrokenStreamException;
import tandem.bridge.CycleStreams;
import tandem.bridge.Outcome;
import tandem.bridge.Pauses;
import tandem.bridge.Responder;
import tandem.bridge.Ring;
import tandem.bridge.RtlDut;
import tandem.bridge.StreamEngine;
import tandem.bridge.StreamRule;
import tandem.cosim.check.Mismatch;
import tandem.cosim.check.MismatchException;
import tandem.cosim.rtl.RegisterBus;
import tandem.rtlgen.Manifest;

/**
 * One run of a design: reset, registers, then sources and sinks move the streams until the work is
 * done, and every handshake is written down. What is attached must be attached before {@link
 * #start}.
 */
public final class StreamSession {
  private static final int RING_SLOTS = 1024;
  private static final int RESET_CYCLES = 4;

  /** The first cycle without reset; before it outputs mean nothing. */
  public static final long FIRST_CYCLE = RESET_CYCLES + 1;

  /** Cycles a call runs in stream mode; more gain nothing. */
  private static final long CALL_CYCLES = 4096;

  /** Without a handshake for so long, with everything offered that may be, the RTL hangs. */
  private static final long HANG_CYCLES = 20_000;

  private final RtlDut dut;
  private final StreamEngine engine;
  private final TraceWindow trace;
  private final List<SourceFeed<?>> sources = new ArrayList<>();
  private final Map<String, SinkLog<?>> sinks = new LinkedHashMap<>();
  private final Map<String, List<? extends Beat<?>>> passed = new LinkedHashMap<>();
  private final long resetCycle;
  private long startCycle;

  /** Takes the design out of reset; it stays the caller's to close. */
  public StreamSession(RtlDut dut, Mode mode, TraceWindow trace) {
    this.dut = dut;
    this.trace = trace;
    trace.atCycle(dut);
    dut.signal(dut.manifest().reset()).set(1);
    for (int i = 0; i < RESET_CYCLES; i++) {
      dut.step();
      requireSilence();
    }
    dut.signal(dut.manifest().reset()).set(0);
    dut.step();
    resetCycle = dut.cycle();
    trace.atCycle(dut);
    engine = mode == Mode.STREAM ? dut.streams() : new CycleStreams(dut);
  }

  /**
   * Offers records to an input stream; gives the list in which those that were taken appear. The
   * list of offers may grow while the session runs.
   */
  public <R extends Record> List<Beat<R>> offer(
      String stream, Class<R> type, List<Offer<R>> offers, PauseSpec pauses) {
    Source<R> source = new Source<>(engine.attach(stream, RING_SLOTS), codec(type, stream));
    engine.pause(stream, pauses.pattern());
    SourceFeed<R> feed = new SourceFeed<>(source, offers);
    sources.add(feed);
    passed.put(stream, feed.taken());
    return feed.taken();
  }

  /** Takes records from an output stream; gives the list in which they appear. */
  public <R extends Record> List<Beat<R>> collect(String stream, Class<R> type, PauseSpec pauses) {
    List<Beat<R>> beats = observe(stream, type);
    engine.pause(stream, pauses.pattern());
    return beats;
  }

  /** Takes records from an output stream as they come, also from one without ready. */
  public <R extends Record> List<Beat<R>> observe(String stream, Class<R> type) {
    Ring ring = engine.attach(stream, RING_SLOTS);
    SinkLog<R> log =
        new SinkLog<>(new Sink<>(ring, codec(type, stream), dut.manifest().top(), stream));
    sinks.put(stream, log);
    passed.put(stream, log.beats);
    return log.beats;
  }

  /** Lets an agent answer what is collected at one stream; gives the list of its answers. */
  public <R extends Record> List<Beat<R>> respond(
      Responder responder, Class<R> type, PauseSpec pauses) {
    List<Beat<R>> answers = collect(responder.response(), type, pauses);
    engine.respond(responder);
    return answers;
  }

  /** Writes registers by name and gives the cycle before the first of the stimulus. */
  public long start(Map<String, Long> values) {
    if (!values.isEmpty()) {
      values.forEach(new RegisterBus(dut)::write);
    }
    startCycle = engine.cycle();
    return startCycle;
  }

  /**
   * Runs until a stream has made that many handshakes, or nothing moves any more.
   *
   * @return whether the handshakes were made
   */
  public boolean runUntil(String stream, long handshakes) {
    return runUntil(stream, handshakes, CALL_CYCLES, cycle -> {});
  }

  /**
   * As {@link #runUntil(String, long)}, for sources whose records depend on what the design did.
   *
   * @param callCycles most cycles between two calls of {@code beforeCall}
   * @param beforeCall may append to the lists given to {@link #offer}; gets the visible cycle
   */
  public boolean runUntil(
      String stream, long handshakes, long callCycles, LongConsumer beforeCall) {
    engine.stopAfter(stream, handshakes);
    long quietSince = startCycle;
    while (true) {
      beforeCall.accept(engine.cycle());
      for (SourceFeed<?> feed : sources) {
        quietSince = Math.max(quietSince, feed.fill(startCycle));
      }
      trace.atCycle(dut);
      long before = handshakes();
      long most = Math.min(Math.min(callCycles, CALL_CYCLES), trace.cyclesToBorder(engine.cycle()));
      if (advance(most) == Outcome.COUNT_REACHED) {
        engine.stopAfter(stream, Long.MAX_VALUE);
        return true;
      }
      if (handshakes() > before) {
        quietSince = engine.cycle();
      } else if (engine.cycle() - quietSince > HANG_CYCLES) {
        return false;
      }
    }
  }

  /** Runs some more cycles, in which counters settle and nothing more should come. */
  public void runOn(long cycles) {
    runOn(cycles, CALL_CYCLES, cycle -> {});
  }

  /**
   * As {@link #runOn(long)}, with sources as in {@link #runUntil(String, long, long,
   * LongConsumer)}.
   */
  public void runOn(long cycles, long callCycles, LongConsumer beforeCall) {
    long end = engine.cycle() + cycles;
    while (engine.cycle() < end) {
      beforeCall.accept(engine.cycle());
      sources.forEach(feed -> feed.fill(startCycle));
      trace.atCycle(dut);
      long most = Math.min(Math.min(callCycles, CALL_CYCLES), end - engine.cycle());
      advance(Math.min(most, trace.cyclesToBorder(engine.cycle())));
    }
  }

  /** Lets the agent of a stream do nothing until {@link #pause} gives it a pattern. */
  public void hold(String stream) {
    engine.pause(stream, Pauses.always());
  }

  /** Gives the agent of a stream another pattern of pauses. */
  public void pause(String stream, PauseSpec pauses) {
    engine.pause(stream, pauses.pattern());
  }

  /** Runs until nothing has crossed any stream for that many cycles, and counters have settled. */
  public void runUntilQuiet(long cycles) {
    runUntilQuiet(cycles, CALL_CYCLES, cycle -> {}, () -> true);
  }

  /**
   * Runs until nothing has crossed any stream for that many cycles, and counters have settled, with
   * sources as in {@link #runUntil(String, long, long, LongConsumer)}.
   *
   * @param isOver whether nothing can come of itself any more
   */
  public void runUntilQuiet(
      long cycles, long callCycles, LongConsumer beforeCall, BooleanSupplier isOver) {
    long before;
    do {
      before = handshakes();
      runOn(cycles, callCycles, beforeCall);
    } while (handshakes() > before || !isOver.getAsBoolean());
  }

  /** The first cycle without reset, which a counter of cycles in the design calls 0. */
  public long resetCycle() {
    return resetCycle;
  }

  /** The counters of the design, by name, where it has registers; ends the run. */
  public Map<String, Long> finish() {
    boolean hasRegisters = !dut.manifest().registers().isEmpty();
    Map<String, Long> counters = hasRegisters ? new RegisterBus(dut).counters() : Map.of();
    trace.end(dut);
    return counters;
  }

  /** The visible cycle. */
  public long cycle() {
    return engine.cycle();
  }

  /**
   * Drops what has passed and has been looked at: what was collected, what was taken, and the
   * offers that the design has been given. What is added to the lists of offers comes behind the
   * rest.
   */
  public void forgetPassed() {
    sources.forEach(SourceFeed::forgetPassed);
    sinks.values().forEach(log -> log.beats.clear());
  }

  private long handshakes() {
    long count = 0;
    for (SourceFeed<?> feed : sources) {
      count += feed.takenCount();
    }
    for (SinkLog<?> log : sinks.values()) {
      count += log.count;
    }
    return count;
  }

  /** The agents are attached when reset is over, so what must not come before is seen here. */
  private void requireSilence() {
    for (Manifest.Stream stream : dut.manifest().streams()) {
      if (stream.direction().equals("output") && dut.signal(stream.valid()).isHigh()) {
        Mismatch.Field valid = new Mismatch.Field("valid", "false", "true");
        throw fault(
            new Mismatch(
                dut.manifest().top(),
                dut.cycle(),
                "stream=" + stream.name(),
                List.of(valid),
                StreamRule.SILENT_RESET.text(),
                List.of()));
      }
    }
  }

  /**
   * Runs cycles and keeps what crossed the streams in them.
   *
   * @throws StreamFault if the RTL broke a rule of a stream or gave a record that none can be
   */
  private Outcome advance(long cycles) {
    Outcome outcome = Outcome.CYCLES_DONE;
    Optional<BrokenStreamException> broken = Optional.empty();
    try {
      outcome = engine.run(cycles);
    } catch (BrokenStreamException e) {
      broken = Optional.of(e);
    }
    List<Mismatch> faults = drain();
    broken.ifPresent(e -> faults.add(sinks.get(e.stream().name()).sink.broken(e)));
    if (!faults.isEmpty()) {
      throw fault(Collections.min(faults, Comparator.comparingLong(Mismatch::cycle)));
    }
    return outcome;
  }

  private StreamFault fault(Mismatch mismatch) {
    trace.end(dut);
    return new StreamFault(mismatch, dut.manifest(), passed, dut.cycle());
  }

  /** Reads what crossed the streams, up to a record of each that none can be; gives those. */
  private List<Mismatch> drain() {
    sources.forEach(SourceFeed::drain);
    List<Mismatch> faults = new ArrayList<>();
    for (SinkLog<?> log : sinks.values()) {
      try {
        log.drain();
      } catch (MismatchException e) {
        faults.add(e.mismatch());
      }
    }
    return faults;
  }

  private <R extends Record> RecordCodec<R> codec(Class<R> type, String stream) {
    return RecordCodec.of(type, dut.manifest().stream(stream));
  }

  private static final class SinkLog<R extends Record> {
    final List<Beat<R>> beats = new ArrayList<>();
    private final Sink<R> sink;
    private long count;

    SinkLog(Sink<R> sink) {
      this.sink = sink;
    }

    void drain() {
      while (!sink.isEmpty()) {
        beats.add(sink.next());
        count++;
      }
    }
  }
}
