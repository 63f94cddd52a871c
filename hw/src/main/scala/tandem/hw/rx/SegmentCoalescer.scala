package tandem.hw.rx

import chisel3._
import chisel3.util.{Decoupled, Valid, log2Ceil}
import tandem.hw.NicParams
import tandem.hw.record.rx._

/** Collects the in-order segments of a flow until an event ends the collection.
  *
  *   - accepts: one frame a cycle that gives at most one unit; control events when they are due
  *   - gives: units and places of frames in the cycle of the decision, one of each at most
  *   - keeps order of: frames and events, which are decided one after the other
  *   - never: decides a frame before everything that earlier ones did is done
  *
  * Each cycle is one step of the kind that [[StepChooser]] names, at one entry of the flow table;
  * what takes several steps is decided anew in each of them from what is left in the entry.
  */
class SegmentCoalescer(p: NicParams) extends Module {
  val config   = IO(Input(new ReceiveConfig))
  val nowCycle = IO(Input(UInt(48.W)))
  val segment  = IO(Flipped(Decoupled(new ParsedSegment)))
  val control  = IO(Flipped(Decoupled(new ControlEvent)))

  /** Arrival of the oldest frame that was accepted and is not offered yet. */
  val pending  = IO(Flipped(Valid(UInt(48.W))))
  val run      = IO(Decoupled(new SegmentRun))
  val place    = IO(Decoupled(new PlacedFrame))
  val table    = IO(Flipped(new FlowTablePort(p)))
  val activity = IO(Output(new CoalescerActivity))
  val idle     = IO(Output(Bool()))

  private val chooser = Module(new StepChooser)
  private val events  = Module(new ControlSteps(p))
  private val list    = Module(new OpenList(p))
  private val store   = Module(new EntryStore(p))
  private val isles   = Module(new IsleKeeper(p))

  private val nextRun  = RegInit(0.U(32.W))
  private val earlier  = RegInit(0.U.asTypeOf(Valid(new Verdict)))
  private val joinRun  = RegInit(false.B)
  private val joinIsle = RegInit(false.B)
  private val joinAt   = Reg(UInt(log2Ceil(p.flowEntries).W))

  // What is worked at, and at which entry.
  private val go      = run.ready && place.ready
  private val kind    = chooser.kind
  private val found   = table.found
  private val head    = list.first.bits
  private val isWalk  = kind.isEvent && events.isWalk
  private val isKeyed = kind.isEvent && KeyedEvents.looks(chooser.op, config)
  private val others  = Mux(kind.isJoin, joinAt, Mux(isWalk, events.entry, head))
  private val at      = Mux(kind.isSegment || isKeyed, found.entry, others)
  private val hasRun  = store.hasRun
  private val hasIsle = isles.any
  private val isOpen  = hasRun || hasIsle
  store.at    := at
  store.runAt := Mux(kind.isSegment && !isOpen, head, at)
  store.asked := head
  isles.at    := at
  isles.asked := head

  // What a segment does.
  private val isFlow    = config.enable && segment.bits.kind === SegmentKind.TCP
  private val known     = isFlow && found.hit
  private val situation = Wire(new SegmentSituation(p))
  private val step      = SegmentPlan(p, segment.bits, situation, config).onlyIf(kind.isSegment)
  situation.place          := found
  situation.isFlow         := isFlow
  situation.hasRun         := hasRun
  situation.hasIsles       := hasIsle
  situation.lacksBuffers   := events.lacks
  situation.earlier        := earlier
  situation.view           := EntryView(known, hasRun, hasIsle, store.progress, store.run, config)
  situation.view.meetsIsle := known && hasIsle && isles.meets
  situation.view.fitsIsle  := config.outOfOrder === OutOfOrder.ISLES && isles.fits

  // What a run, or an isle, becomes.
  private val joint  = new JoinRules(store.run, isles.first, config)
  private val choice = Wire(new CandidateChoice)
  private val seen   = RunState.started(segment.bits, nextRun)
  private val isNew  = step.keeps && !isles.isBehind && !isles.isBefore
  choice.starts    := step.starts || step.alone || isNew
  choice.appends   := step.appends
  choice.behind    := step.keeps && isles.isBehind
  choice.before    := step.keeps && isles.isBefore
  choice.joinsRun  := joinRun && kind.isJoin && hasRun && joint.fits
  choice.becomes   := joinRun && kind.isJoin && !hasRun
  choice.joinsIsle := joinIsle && kind.isJoin
  private val candidate = RunCandidate(choice, store.run, isles.record, isles.grown, seen)
  private val isShort   = choice.appends && segment.bits.payloadBytes < store.run.firstBytes
  private val closing   = CloseRules(candidate, isShort, config)
  private val grows = step.starts || step.alone || step.appends || choice.joinsRun || choice.becomes
  private val ends  = grows && closing.valid
  private val stays = (grows && !closing.valid) || step.absorbs

  // What is handed up as it is: of the entry, or the first of the open list if one is too many.
  private val closesEntry = Wire(Bool())
  private val keyed = KeyedEvents(p, isKeyed, control.bits, found, isOpen, closesEntry, store.owner)
  private val flushes = kind.isEvict || kind.isExpiry || (isWalk && events.flushes) ||
    keyed.flushes || step.flushesOther || step.flushesOwn
  private val opens     = (step.starts && !ends) || step.keeps
  private val isFull    = config.maxAggregates =/= 0.U && list.count >= config.maxAggregates
  private val evicts    = opens && !isOpen && isFull && store.askedHasRun && !isles.askedAny
  private val breaks    = kind.isJoin && joinRun && hasRun && !joint.fits
  private val givesRun  = (flushes && hasRun) || breaks
  private val givesIsle = flushes && !hasRun && hasIsle
  private val popsIsle  = givesIsle || choice.joinsRun || choice.becomes
  private val runEnds   = givesRun || (ends && (choice.appends || choice.joinsRun))
  private val runStays  = hasRun && !runEnds
  closesEntry := !(stays || runStays || step.keeps || (hasIsle && !(popsIsle && isles.isOnly)))

  // The units.
  private val gives   = Wire(new UnitChoice)
  private val reasons = Wire(new UnitReasons)
  private val isApart = step.isLast && !step.alongside && !evicts
  private val owner =
    Mux(isApart && !known, FlowOwner.unknown(FlowAddress.of(segment.bits)), store.owner)
  private val extension = Mux(ends && choice.starts, segment.bits.extension, store.extension)
  private val unit = Mux(givesRun || evicts, store.run, Mux(givesIsle, isles.record, candidate))
  private val context =
    UnitContext(kind, step, gives, chooser.times, reasons, segment.bits.arrivalCycle, at, head)
  gives.givesRun  := givesRun
  gives.givesIsle := givesIsle
  gives.evicts    := evicts
  gives.ends      := ends
  reasons.event   := Mux(isKeyed, keyed.reason, events.reason)
  reasons.joint   := joint.reason
  reasons.closing := closing.bits
  store.ownerAt   := Mux(evicts, head, at)
  run.valid       := place.ready && (gives.asUInt.orR || step.passes)
  run.bits := Mux(
    step.passes,
    UnitBuilder.pass(segment.bits, nextRun, owner, context),
    UnitBuilder.aggregate(unit, extension, owner, context, config.timestampMode)
  )

  // Where frames and isles went.
  private val joins = choice.joinsRun || choice.joinsIsle
  place.valid      := run.ready && (step.isLast || joins)
  place.bits       := UnitBuilder.place(segment.bits, step, isles.record.run)
  place.bits.entry := Mux(place.bits.collected, at, 0.U)
  place.bits.run   := Mux(step.passes, nextRun, Mux(step.absorbs, store.run.run, candidate.run))

  // What is left of it.
  private val progress =
    new ProgressRules(store.progress, known, !isOpen || step.alongside, segment.bits, step)
  private val moved =
    ProgressRules.afterIsle(store.progress, isles.first.end, kind.isJoin, context.drops)
  store.runEnds.valid         := go && (runEnds || evicts)
  store.runEnds.bits          := Mux(evicts, head, at)
  store.newRun.valid          := go && stays
  store.newRun.bits.begins    := step.starts || choice.becomes
  store.newRun.bits.extension := Mux(step.starts, segment.bits.extension, 0.U)
  store.newRun.bits.run := Mux(step.absorbs, RunState.absorbed(store.run, segment.bits), candidate)
  store.newProgress.valid := go && (popsIsle || (step.isLast && step.isTracked) || keyed.takes)
  store.newProgress.bits  := Mux(popsIsle, moved, progress.next)
  when(keyed.takes) { store.newProgress.bits.expectedValid := false.B }
  private val taken = step.takes && (config.keepEntry || !closesEntry)
  store.newOwner.valid := go && (taken || keyed.owner.valid)
  store.newOwner.bits :=
    Mux(isKeyed, keyed.owner.bits, FlowOwner.unknown(FlowAddress.of(segment.bits)))

  // The isles.
  isles.config  := config
  isles.go      := go
  isles.written := candidate
  isles.segment := IsleCandidate.of(segment.bits, config)
  isles.step    := IsleStep.NONE
  when(popsIsle) { isles.step := IsleStep.POP }
  when(step.keeps) { isles.step := IsleStep.KEEP }
  when(choice.joinsIsle) { isles.step := IsleStep.JOIN }

  // The open list: what was handed up, and is collecting still or again, begins anew.
  private val handed  = (givesRun || givesIsle) && (step.flushesOwn || step.alongside || breaks)
  private val isOwn   = kind.isJoin || (step.isLast && step.isTracked) || step.flushesOwn
  private val renewed = isOwn && !closesEntry && (!isOpen || handed || ends || choice.becomes)
  list.leaves.valid := go && ((isOpen && (closesEntry || renewed)) || evicts)
  list.leaves.bits  := Mux(evicts, head, at)
  list.enters.valid := go && renewed
  list.enters.bits  := at
  list.start        := Mux(kind.isSegment, segment.bits.arrivalCycle, chooser.times.lastArrival)

  // The flow table.
  private val flushed = (kind.isEvict || kind.isExpiry || isWalk) && flushes && closesEntry
  private val ended   = step.passes && (step.passReason === 2.U || step.passReason === 3.U)
  private val left = step.isLast && step.isTracked &&
    Mux(known, ended || (closesEntry && !config.keepEntry), !taken && found.isTaken)
  table.asksEvent := !kind.isSegment
  table.takes     := go && (taken || keyed.takes)
  table.uses      := go && ((step.isLast && step.isTracked && known) || keyed.uses)
  table.opens     := go && step.starts && !ends && !config.keepEntry
  table.release.valid := go && (((flushed || evicts) && !config.keepEntry) || left ||
    keyed.frees || (isWalk && events.frees))
  table.release.bits := Mux(evicts, head, at)
  table.asked        := events.entry

  // Events.
  private val eventDone = kind.isEvent && go && Mux(isWalk, events.done, !isKeyed || keyed.done)
  control.ready := eventDone && !chooser.isOwn
  events.op     := chooser.op
  events.guest  := control.bits.guest
  events.go     := kind.isEvent && go
  events.list <> list.walk
  events.entryGuest := table.askedGuest
  events.inUse      := table.askedInUse
  events.closes     := closesEntry
  events.asked      := segment.bits.guest

  // What is next.
  segment.ready         := go && step.isLast
  chooser.config        := config
  chooser.nowCycle      := nowCycle
  chooser.segment.valid := segment.valid
  chooser.segment.bits  := segment.bits
  chooser.control.valid := control.valid
  chooser.control.bits  := control.bits
  chooser.pending       := pending
  chooser.joins         := joinRun || joinIsle
  chooser.isOver        := config.maxAggregates =/= 0.U && list.count > config.maxAggregates
  chooser.first         := list.first.valid
  chooser.firstStart    := list.firstStart
  chooser.segmentGoes   := go && kind.isSegment
  chooser.segmentDone   := segment.fire
  chooser.eventDone     := eventDone
  when(go && (step.passes || choice.starts)) { nextRun := nextRun + 1.U }
  when(go && kind.isSegment) {
    earlier.valid := step.flushesOwn && !step.isLast
    earlier.bits  := step.verdict
    joinAt        := at
    joinIsle      := step.keeps && isles.joinsNext
    joinRun := step.isLast && known && hasIsle && progress.isMoved &&
      isles.first.start === progress.next.expected
  }
  when(go && kind.isJoin) {
    joinIsle := false.B
    joinRun  := breaks || (popsIsle && isles.nextFollows)
  }

  // Counters.
  activity.isSettled   := chooser.isSettled
  activity.absorbs     := go && step.absorbs
  activity.joins       := go && joins
  activity.entries     := table.entries
  activity.openEntries := list.count
  activity.isleHeld    := isles.held
  private val replaces = (table.takes || left && !known) && found.isTaken
  activity.evictions := Mux(go, replaces +& (evicts || (kind.isEvict && closesEntry)), 0.U)
  idle               := !list.first.valid && !chooser.isMidway && !chooser.isOwn && events.isIdle
}
