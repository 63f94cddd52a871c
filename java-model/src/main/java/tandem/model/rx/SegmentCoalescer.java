package tandem.model.rx;

import tandem.model.record.ControlEvent;
import tandem.model.record.EndReason;
import tandem.model.record.FlowSegment;
import tandem.model.record.ParsedSegment;
import tandem.model.record.RunKind;
import tandem.model.record.SegmentKind;
import tandem.model.record.TcpHeader;

/**
 * Collects the consecutive segments of each flow until an event ends the collection (TT-1, TT-2,
 * TT-20 to TT-23, TE-1 to TE-26, TT-50 to TT-52).
 *
 * <p>Accepts looked-up segments in arrival order, each after {@link #advance} to its arrival; gives
 * every frame in exactly one unit; keeps the bytes of a flow in arrival order unless isles are on;
 * never tells anything of a run before its end but where its bytes are.
 */
public final class SegmentCoalescer {
  private final SegmentRules segmentRules;
  private final RunRules runRules;
  private final FlowRules flowRules;
  private final IsleKeeper isles;
  private final ReceiveCounters counters;
  private final FlowStore store;
  private final ReceiveControl control;
  private final boolean enable;
  private final boolean keepEntry;
  private final boolean allocOnData;
  private final boolean dropOverflow;
  private final long ackThreshold;
  private final boolean shortCloses;

  SegmentCoalescer(
      ReceiveConfig config,
      FlowTable table,
      SegmentRules segmentRules,
      ReceiveCounters counters,
      ReceiveOutput output) {
    this.segmentRules = segmentRules;
    this.counters = counters;
    runRules = new RunRules(config);
    isles = new IsleKeeper(config, runRules);
    flowRules = new FlowRules(config, segmentRules, runRules, isles);
    store = new FlowStore(config, table, isles, counters, output);
    control = new ReceiveControl(config, table, store, counters);
    enable = config.on(ReceiveRegister.ENABLE);
    keepEntry = config.on(ReceiveRegister.KEEP_ENTRY);
    allocOnData = config.on(ReceiveRegister.ALLOC_ON_DATA);
    dropOverflow = config.on(ReceiveRegister.ISLE_OVERFLOW);
    ackThreshold = config.get(ReceiveRegister.ACK_THRESHOLD);
    shortCloses = config.on(ReceiveRegister.SHORT_RULE);
  }

  /** Ends every collection whose timer ran out before {@code nowCycle} (TE-5, TT-23). */
  public void advance(long nowCycle) {
    store.expire(nowCycle);
  }

  /** The cycle in which the next timer runs out; Long.MAX_VALUE if none is running. */
  public long nextDeadline() {
    return store.nextDeadline();
  }

  /** Decides the next segment. */
  public void accept(FlowSegment found) {
    counters.frame(found.segment());
    store.beginFrame();
    if (found.replaced()) {
      counters.evicted();
      store.flush(found.entry(), EndReason.TABLE_FULL, found.segment().arrivalCycle());
    }
    if (found.tracked()) {
      FlowState flow = store.flow(found.entry());
      if (found.allocated()) {
        flow.reset();
      }
      decide(found, flow);
    } else {
      untracked(found);
    }
    store.occupancy();
  }

  private void untracked(FlowSegment found) {
    ParsedSegment segment = found.segment();
    int reason = EndReason.NONE;
    if (enable && segment.kind() == SegmentKind.TCP) {
      reason = segmentRules.outReason(segment);
      if (reason == EndReason.NONE && segment.payloadBytes() == 0) {
        reason = EndReason.NO_PAYLOAD;
      } else if (reason == EndReason.NONE && control.noBuffer(segment.guest())) {
        reason = EndReason.NO_BUFFER;
      } else if (reason == EndReason.NONE && segmentRules.congestionOut(segment)) {
        reason = EndReason.ECN;
      } else if (allocOnData && segmentRules.startable(segment)) {
        int closing = segmentRules.closesAtOnce(segment);
        if (!keepEntry && closing != EndReason.NONE) {
          store.single(segment, closing);
          return;
        }
        reason = EndReason.TABLE_FULL;
      }
    }
    store.pass(found, null, reason);
  }

  private void decide(FlowSegment found, FlowState flow) {
    ParsedSegment segment = found.segment();
    Verdict verdict = flowRules.decide(flow, segment, control.noBuffer(segment.guest()));
    int entry = found.entry();
    boolean free = false;
    switch (verdict.action()) {
      case IN -> {
        if (flow.run.isEmpty()) {
          start(found, flow, EndReason.NONE);
        } else {
          append(flow, entry, segment);
        }
      }
      case NEW -> {
        end(flow, entry, verdict.reason(), segment);
        start(found, flow, verdict.reason());
      }
      case OUT -> {
        end(flow, entry, verdict.reason(), segment);
        store.pass(found, flow, verdict.reason());
        free = afterPass(flow, segment, verdict.reason());
      }
      case ISLE -> keepIsle(flow, segment);
      case ABSORB_WINDOW, ABSORB_DUPLICATE -> {
        store.step();
        flow.run.absorb(segment, verdict.action() == Verdict.Action.ABSORB_DUPLICATE);
        store.place(segment, flow.run);
        counters.absorbed();
      }
    }
    if (!flow.isles.isEmpty()) {
      joinReached(flow, entry, segment.arrivalCycle());
    }
    store.settle(entry, segment.arrivalCycle(), free);
  }

  /** Begins a run, or lets the segment pass if it is too short for that. */
  private void start(FlowSegment found, FlowState flow, int reason) {
    ParsedSegment segment = found.segment();
    if (segmentRules.tooShortToStart(segment)) {
      store.pass(found, flow, reason);
      flow.expectAtLeast(segment.endSequence());
      return;
    }
    int closing = segmentRules.closesAtOnce(segment);
    if (closing != EndReason.NONE || !store.hasEndedRunOnly()) {
      store.step();
    }
    Run run = flow.run;
    run.begin(store.takeRunNumber(), segment);
    flow.openWith(run);
    flow.expect(run.end);
    store.place(segment, run);
    if (closing != EndReason.NONE) {
      store.deliverRun(found.entry(), closing, segment.arrivalCycle());
    }
  }

  private void append(FlowState flow, int entry, ParsedSegment segment) {
    store.step();
    Run run = flow.run;
    if (run.segments == 1) {
      flow.fixedIdentification = segment.ip().identification() == run.identification;
    }
    run.append(segment);
    flow.expect(run.end);
    store.place(segment, run);
    int closing = closing(run, segment.tcp().flags());
    if (closing == EndReason.NONE
        && shortCloses
        && segment.payloadBytes() < run.firstPayloadBytes) {
      closing = EndReason.SHORT;
    }
    if (closing != EndReason.NONE) {
      store.deliverRun(entry, closing, segment.arrivalCycle());
    }
  }

  private int closing(Run run, int memberFlags) {
    boolean farAhead =
        ackThreshold != 0 && run.acknowledgment - run.firstAcknowledgment > ackThreshold;
    return segmentRules.closesAfter(memberFlags, farAhead, run.datagramBytes(0), run.segments);
  }

  /** Ends the run by an event; whether the isles go as well depends on the event. */
  private void end(FlowState flow, int entry, int reason, ParsedSegment segment) {
    long nowCycle = segment.arrivalCycle();
    if (!flow.run.isEmpty()) {
      store.step();
      store.deliverRun(entry, reason, nowCycle);
    }
    if (flow.isles.isEmpty()) {
      return;
    }
    boolean keep =
        switch (reason) {
          case EndReason.MAX_BYTES,
              EndReason.ACKNOWLEDGMENT,
              EndReason.DUPLICATE_ACK,
              EndReason.BAD_FRAME,
              EndReason.NO_PAYLOAD,
              EndReason.MAX_SEGMENTS ->
              true;
          case EndReason.BEHIND -> !flow.overlapsIsle(segment);
          default -> false;
        };
    if (!keep) {
      boolean drop = dropOverflow && reason == EndReason.HOLE;
      store.release(entry, reason, nowCycle, drop ? RunKind.DROP : RunKind.AGGREGATE);
    }
  }

  /** Brings the flow up to date with a frame that passed; gives whether its entry ends with it. */
  private static boolean afterPass(FlowState flow, ParsedSegment segment, int reason) {
    switch (reason) {
      case EndReason.RESET, EndReason.FIN -> {
        return true;
      }
      case EndReason.BAD_FRAME,
          EndReason.FRAGMENT,
          EndReason.DUPLICATE_ACK,
          EndReason.NO_PAYLOAD -> {}
      default -> {
        if (reason == EndReason.FLAGS && segment.tcp().any(TcpHeader.SYN)) {
          flow.expect(segment.endSequence() + 1);
        } else if (segment.payloadBytes() > 0) {
          flow.expectAtLeast(segment.endSequence());
        }
      }
    }
    return false;
  }

  private void keepIsle(FlowState flow, ParsedSegment segment) {
    store.step();
    boolean opens = !flow.isOpen();
    Run isle = isles.keep(flow, segment, store::takeRunNumber);
    if (opens) {
      flow.openWith(isle);
    }
    store.place(segment, isle);
    Run joined = isles.joinNeighbour(flow, isle);
    if (joined != null) {
      store.joined(isle, joined);
    }
  }

  /** Takes in the isles that the in-order data have reached, a step each. */
  private void joinReached(FlowState flow, int entry, long nowCycle) {
    while (!flow.isles.isEmpty() && flow.isles.get(0).start() == flow.expected) {
      Run isle = isles.takeFirst(flow);
      int full =
          flow.run.isEmpty()
              ? EndReason.NONE
              : runRules.sizeReason(flow.run, isle.payloadBytes, isle.segments, 0);
      if (full != EndReason.NONE) {
        store.step();
        store.deliverRun(entry, full, nowCycle);
      }
      if (flow.run.isEmpty()) {
        store.step();
        flow.run = isle;
        flow.openWith(isle);
        store.restartTimer();
      } else {
        flow.run.join(isle);
        store.joined(flow.run, isle);
      }
      flow.expect(isle.end);
      int closing = closing(flow.run, isle.flags);
      if (closing != EndReason.NONE) {
        store.deliverRun(entry, closing, nowCycle);
      }
    }
  }

  /** Does what a control event asks for; {@link #advance} to its time comes before. */
  public void control(ControlEvent event, long nowCycle) {
    control.accept(event, nowCycle);
    store.occupancy();
  }
}
