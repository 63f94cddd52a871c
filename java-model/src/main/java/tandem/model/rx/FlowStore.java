package tandem.model.rx;

import tandem.model.record.EndReason;
import tandem.model.record.FlowSegment;
import tandem.model.record.ParsedSegment;
import tandem.model.record.RunKind;
import tandem.model.record.SegmentPlace;
import tandem.model.record.SegmentRun;

/**
 * What is collected in the entries of the flow table, in which order it was begun, and how it is
 * handed on.
 */
final class FlowStore {
  private final FlowTable table;
  private final IsleKeeper isles;
  private final UnitBuilder units;
  private final ReceiveCounters counters;
  private final ReceiveOutput output;
  private final OpenList open;
  private final boolean keepEntry;
  private final long timerCycles;
  private final long maxAggregates;
  private long nextRun;
  private boolean delivered;
  private boolean released;

  FlowStore(
      ReceiveConfig config,
      FlowTable table,
      IsleKeeper isles,
      ReceiveCounters counters,
      ReceiveOutput output) {
    this.table = table;
    this.isles = isles;
    this.counters = counters;
    this.output = output;
    units = new UnitBuilder(config);
    open = table.open();
    keepEntry = config.on(ReceiveRegister.KEEP_ENTRY);
    timerCycles = config.get(ReceiveRegister.TIMER_CYCLES);
    maxAggregates = config.get(ReceiveRegister.MAX_AGGREGATES);
  }

  FlowState flow(int entry) {
    return table.state(entry);
  }

  /** A number for the next unit. */
  long takeRunNumber() {
    long number = nextRun;
    nextRun = nextRun + 1 & 0xFFFF_FFFFL;
    return number;
  }

  /** The entry that was opened first, or {@link OpenList#NONE}. */
  int firstOpen() {
    return open.head();
  }

  int nextOpen(int entry) {
    return open.after(entry);
  }

  /** The cycle in which the next timer runs out; Long.MAX_VALUE if none is running. */
  long nextDeadline() {
    return timerCycles == 0 || open.head() == OpenList.NONE
        ? Long.MAX_VALUE
        : open.startCycle(open.head()) + timerCycles;
  }

  /** Says that what follows, and the next {@link #settle}, belong to another segment. */
  void beginFrame() {
    delivered = false;
    released = false;
  }

  /** Whether all that the segment has ended so far is a run. */
  boolean hasEndedRunOnly() {
    return delivered && !released;
  }

  /** Begins a step: what is told from now on takes another cycle (contract, 6.1). */
  void step() {
    output.step();
  }

  /** Says that the timer of the present flow starts anew. */
  void restartTimer() {
    delivered = true;
  }

  void deliver(SegmentRun run) {
    counters.unit(run);
    output.run(run);
  }

  /** Lets a frame go up alone; {@code flow} is null if it has no entry. */
  void pass(FlowSegment found, FlowState flow, int reason) {
    step();
    long number = takeRunNumber();
    ParsedSegment segment = found.segment();
    output.place(SegmentPlace.frame(segment.frame(), number, 0, segment.frameBytes()));
    deliver(units.passed(number, found, flow, reason));
  }

  /** Delivers a run of one segment that has no entry. */
  void single(ParsedSegment segment, int reason) {
    step();
    Run run = new Run(takeRunNumber(), segment);
    place(segment, run);
    long nowCycle = segment.arrivalCycle();
    deliver(units.collected(run, RunKind.AGGREGATE, null, 0, reason, nowCycle, false));
  }

  void place(ParsedSegment segment, Run run) {
    output.place(
        SegmentPlace.frame(
            segment.frame(), run.number, segment.tcp().sequence(), segment.payloadBytes()));
  }

  /** Says, in a step of its own, that a run is part of another one now. */
  void joined(Run into, Run from) {
    step();
    output.place(SegmentPlace.join(into.number, from.number));
    counters.joined();
  }

  /** Delivers the in-order run, in the present step. */
  void deliverRun(int entry, int reason, long nowCycle) {
    FlowState flow = flow(entry);
    SegmentRun unit =
        units.collected(flow.run, RunKind.AGGREGATE, flow, entry, reason, nowCycle, false);
    flow.run.clear();
    delivered = true;
    deliver(unit);
  }

  /** Delivers or drops the isles, in sequence order, a step each. */
  void release(int entry, int reason, long nowCycle, RunKind kind) {
    FlowState flow = flow(entry);
    while (!flow.isles.isEmpty()) {
      step();
      Run isle = isles.takeFirst(flow);
      delivered = true;
      released = true;
      deliver(units.collected(isle, kind, flow, entry, reason, nowCycle, true));
      if (kind == RunKind.AGGREGATE) {
        flow.expectAtLeast(isle.end);
      }
    }
  }

  /**
   * Delivers all that is collected in an entry, a step each unit; does nothing if that is nothing
   * (TT-22).
   */
  void flush(int entry, int reason, long nowCycle) {
    if (!flow(entry).run.isEmpty()) {
      step();
      deliverRun(entry, reason, nowCycle);
    }
    release(entry, reason, nowCycle, RunKind.AGGREGATE);
    unlist(entry);
  }

  /** Delivers all that is collected in an entry, which is free then unless entries are kept. */
  void close(int entry, int reason, long nowCycle) {
    flush(entry, reason, nowCycle);
    if (!keepEntry) {
      table.free(entry);
    }
  }

  /** Ends every collection whose timer ran out before {@code nowCycle}. */
  void expire(long nowCycle) {
    while (nextDeadline() < nowCycle) {
      close(open.head(), EndReason.TIMER, nextDeadline());
    }
  }

  /** Brings table and open list in line with what a segment left behind. */
  void settle(int entry, long nowCycle, boolean free) {
    FlowState flow = flow(entry);
    boolean listed = flow.listed;
    boolean isOpen = flow.isOpen();
    if (!isOpen || delivered) {
      unlist(entry);
    }
    if (isOpen && (!listed || delivered)) {
      if (!listed) {
        makeRoom(nowCycle);
      }
      open.add(entry, nowCycle);
      flow.listed = true;
      table.opened(entry);
    }
    if (free || !isOpen && !keepEntry) {
      table.free(entry);
    }
  }

  void occupancy() {
    counters.occupancy(table.entries(), open.size(), isles.held());
  }

  private void unlist(int entry) {
    FlowState flow = flow(entry);
    if (flow.listed) {
      open.remove(entry);
      flow.listed = false;
    }
  }

  private void makeRoom(long nowCycle) {
    while (maxAggregates != 0 && open.size() >= maxAggregates) {
      counters.evicted();
      int victim = open.head();
      if (flow(victim).isles.isEmpty()) {
        deliverRun(victim, EndReason.TABLE_FULL, nowCycle); // in the step of the segment
      }
      close(victim, EndReason.TABLE_FULL, nowCycle);
    }
  }
}
