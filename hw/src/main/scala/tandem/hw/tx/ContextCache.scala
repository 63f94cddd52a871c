// Over the budget of a stage: the connections of its parts, in the order of the picture.
package tandem.hw.tx

import tandem.hw.ZeroedMemory
import tandem.hw.CircularBits
import chisel3._
import chisel3.util.{Decoupled, Valid}
import tandem.hw.record._
import tandem.hw.{Block, NicParams, SkidBuffer, StreamContract}

/** Keeps the contexts of some connections, and gives each request its context.
  *
  *   - accepts: a request a cycle, hints, releases and commands
  *   - gives: a request a cycle, two cycles after it came where its context is there
  *   - keeps order of: requests of a connection; all of them in the configuration that does not let
  *     requests pass a miss
  *   - never: gives away the place of a context in use; reads a context from host memory that is on
  *     its way there; loads a context twice at once
  *
  * {{{
  *   in ---> LookupStage ---> IssueEngine ---> out
  *              |  ^  ^            |
  *   hint -> PrefetchStage         |     <--- released
  *              |  |  +------ SlotTable, RecencyOrder, VictimFinder
  *              v  v               |
  *        ContextLoader  StoreBuffer  ContextData   <--- CommandUnit <--- command
  * }}}
  */
class ContextCache(p: NicParams) extends Module with Block {
  val config        = IO(Input(new CacheConfig(p)))
  val in            = IO(Flipped(Decoupled(new ScheduledRequest(p))))
  val hint          = IO(Flipped(Decoupled(new PrefetchHint(p))))
  val out           = IO(Decoupled(new RequestInContext(p)))
  val released      = IO(Flipped(Decoupled(new Released(p))))
  val command       = IO(Flipped(Decoupled(new ConnectionCommand(p))))
  val acknowledge   = IO(Decoupled(new CommandDone(p)))
  val contextLoad   = IO(Decoupled(new ContextLoad(p)))
  val contextBeat   = IO(Flipped(Decoupled(new ContextBeat)))
  val contextStore  = IO(Decoupled(new ContextStore(p)))
  val contextStored = IO(Flipped(Decoupled(new ContextStored)))

  /** Whether a waiting request in the window is of this connection. */
  val asked  = IO(Output(UInt(p.connectionBits.W)))
  val isHere = IO(Input(Bool()))

  /** Nothing that came waits to be looked up. */
  val lookedUp = IO(Output(Bool()))
  val activity = IO(Output(new CacheActivity))

  val windowEvent   = IO(Valid(new WindowEvent(p)))
  val releaseEvent  = IO(Valid(new ReleaseEvent(p)))
  val loadedEvent   = IO(Valid(new LoadedEvent(p)))
  val commandEvent  = IO(Valid(new CommandEvent(p)))
  val lookupEvent   = IO(Valid(new LookupEvent(p)))
  val prefetchEvent = IO(Valid(new PrefetchEvent(p)))
  val issueEvent    = IO(Valid(new IssueEvent(p)))
  val activityEvent = IO(Valid(new ActivityEvent))

  private val requests  = Module(new SkidBuffer(new ScheduledRequest(p)))
  private val hints     = Module(new SkidBuffer(new PrefetchHint(p)))
  private val lookup    = Module(new LookupStage(p))
  private val prefetch  = Module(new PrefetchStage(p))
  private val engine    = Module(new IssueEngine(p))
  private val table     = Module(new SlotTable(p))
  private val order     = Module(new RecencyOrder(p))
  private val finder    = Module(new VictimFinder(p))
  private val forLookup = Module(new PlaceFinder(p))
  private val forHint   = Module(new PlaceFinder(p))
  private val loader    = Module(new ContextLoader(p))
  private val stores    = Module(new StoreBuffer(p))
  private val data      = Module(new ContextData(p))
  private val commands  = Module(new CommandUnit(p))
  private val states    = Module(new ZeroedMemory(1 << p.connectionBits, 2, 2))
  private val row       = new ConnectionRow(CacheSizes.places(p), p.connectionBits)
  private val owners    = Mem(CacheSizes.places(p), UInt(p.connectionBits.W))

  requests.in <> in
  hints.in <> hint
  lookup.in <> requests.out
  prefetch.in <> hints.out
  out <> engine.out
  contextLoad <> loader.load
  loader.beat <> contextBeat
  contextStore <> stores.out
  stores.stored <> contextStored
  commands.in <> command
  acknowledge <> commands.done

  // Who is where, and may work.
  private val taken     = table.resident | table.loading
  private val requested = requests.out.bits.connection
  private val hinted    = hints.out.bits.connection
  private val commanded = commands.holds.bits
  private val atCommand = taken & row.equal(commanded)
  private val passes    = config.passesMisses
  states.readAddress(0) := requested
  states.readAddress(1) := hinted
  lookup.state          := ConnectionState.safe(states.readData(0))._1
  prefetch.state        := ConnectionState.safe(states.readData(1))._1
  lookup.here           := taken & row.equal(requested)
  prefetch.here         := taken & row.equal(hinted)

  // Loads end.
  private val end     = loader.end
  private val hasRuns = table.waitingRuns =/= 0.U
  private val fails   = end.valid && end.bits.failed
  loader.config   := config
  loader.delay    := engine.flushing
  loader.owner    := owners(loader.slot)
  loader.unsent   := stores.unsent
  table.loadEnd   := end
  data.beat.valid := contextBeat.fire
  data.beat.bits  := contextBeat.bits

  // Operations come back; a load that ends at the same time goes first where both need the same.
  private val slotBits = CacheSizes.slotBits(p)
  private val back     = released.bits
  private val backSlot = back.slot(slotBits - 1, 0)
  private val collides = end.valid && ((!hasRuns && table.unpins) || (hasRuns && engine.endsWait &&
    table.endsReads) || (fails && back.failed))
  released.ready          := !collides
  table.release.valid     := released.fire
  table.release.bits.slot := backSlot
  table.release.bits.read := back.read
  engine.readsEnd.valid   := released.fire && table.endsReads
  engine.readsEnd.bits    := backSlot

  // What look-ups make way for.
  private val traffic = Wire(new CacheTraffic(p))
  traffic.loadEnds       := end.valid
  traffic.loadFails      := fails
  traffic.loadSlot       := end.bits.slot
  traffic.releases       := released.fire
  traffic.releaseUnpins  := table.unpins
  traffic.releaseFails   := back.failed
  traffic.releaseSlot    := backSlot
  traffic.entersAtOldEnd := released.fire && table.unpins && table.releaseTo
  traffic.madeReady      := (end.valid && hasRuns) || (engine.readsEnd.valid && engine.endsWait)
  traffic.commandActs    := commands.wantsToAct
  traffic.storeEnds      := contextStored.valid

  // Look-ups.
  private val flushedOwner = Reg(UInt(p.connectionBits.W))
  when(engine.flush.valid) { flushedOwner := loader.owner }
  lookup.config         := config
  lookup.resident       := table.resident
  lookup.waiting        := engine.waiting
  lookup.members        := order.members
  lookup.hasReads       := table.hasReads(0)
  lookup.traffic        := traffic
  lookup.engine.hasRoom := engine.hasRoom
  lookup.engine.isFree  := engine.isFree
  lookup.engine.isIdle  := engine.isIdle
  lookup.engine.isHeld  := engine.isHeld
  lookup.held           := commands.holds
  lookup.flushed.valid  := engine.flushing
  lookup.flushed.bits   := flushedOwner
  lookup.mustWait       := !passes && (engine.waiting.orR || prefetch.comesFirst)
  lookup.place          := forLookup.place
  lookup.cleared        := commands.clear
  prefetch.config       := config
  prefetch.resident     := table.resident
  prefetch.prefetched   := table.prefetched
  prefetch.traffic      := traffic
  prefetch.held         := commands.holds
  prefetch.batch        := lookup.batch
  prefetch.batchSlot    := lookup.batchSlot
  prefetch.lookupWants  := lookup.wantsPlace
  prefetch.lookupTakes  := lookup.removes
  prefetch.place        := forHint.place
  prefetch.lacksPlace   := forHint.lacksPlace
  lookedUp              := !requests.out.valid && !hints.out.valid

  // Places.
  private val choosing = Module(new ChoiceGuard)
  choosing.passes      := passes
  choosing.replacement := config.replacement
  choosing.issue       := engine.issue.valid
  choosing.issueReads  := engine.issue.bits.read
  choosing.release     := released.fire
  choosing.releaseRead := back.read
  for ((find, connection) <- Seq(forLookup -> requested, forHint -> hinted)) {
    find.set           := CacheSizes.setOf(p, connection)
    find.mayChoose     := choosing.mayChoose
    find.vacant        := CacheSizes.existing(p) & ~taken
    find.dirty         := table.dirty
    find.canLoad       := loader.isFree && !contextStored.valid && !engine.flushing
    find.canStore      := stores.isFree
    find.oldEndChanges := traffic.entersAtOldEnd
    find.kept          := commands.keeps
    find.victim        := finder.victim
  }
  forLookup.wanted := lookup.wantsPlace
  forHint.wanted   := prefetch.wantsPlace
  private val claims   = lookup.claims || prefetch.claims
  private val place    = Mux(lookup.claims, forLookup.place.bits, forHint.place.bits)
  private val claimant = Mux(lookup.wantsPlace, requested, hinted)
  private val begun    = Wire(new PlacedContext(p))
  begun.slot          := place.slot
  begun.connection    := claimant
  finder.replacement  := config.replacement
  finder.search       := forLookup.search || forHint.search
  finder.isPrefetch   := !forLookup.search
  finder.prefetched   := table.prefetched
  finder.spared.valid := !passes && lookup.batchSlot.valid
  finder.spared.bits  := lookup.batchSlot.bits
  finder.restart :=
    claims || order.remove.valid || traffic.entersAtOldEnd || hints.out.fire
  finder.oldest     := order.oldest
  finder.behind     := order.behind
  finder.isYoungest := order.isYoungest
  finder.connection := owners(finder.candidate)
  finder.isInWindow := isHere
  asked             := finder.connection
  order.set         := CacheSizes.setOf(p, claimant)
  order.at          := finder.candidate
  row.write(Mux(claims, chisel3.util.UIntToOH(place.slot, CacheSizes.places(p)), 0.U), claimant)
  when(claims) { owners(place.slot) := claimant }

  // The order of places.
  private val evicts    = claims && place.evicts
  private val isUsedOn  = lookup.use.valid && lookup.use.bits.slot === backSlot
  private val released1 = released.fire && table.unpins && !isUsedOn
  private val clears    = commands.clear.valid && (atCommand & order.members).orR
  private val leaver    = Mux(clears, commanded, Mux(evicts, claimant, requested))
  order.insert.valid := released1 || (end.valid && !fails && !hasRuns) ||
    (table.endRun.valid && table.endUnpins)
  order.insert.bits.slot := Mux(
    released1,
    backSlot,
    Mux(end.valid, end.bits.slot, table.endRun.bits)
  )
  order.insert.bits.set := CacheSizes.setOf(
    p,
    Mux(released1, back.connection, Mux(end.valid, loader.owner, requested))
  )
  order.insert.bits.atOldEnd := Mux(released1, table.releaseTo, !end.valid && table.endTo)
  order.remove.valid         := clears || evicts || lookup.removes
  order.remove.bits.slot := Mux(clears, commands.clear.bits, Mux(evicts, place.slot, lookup.slot))
  order.remove.bits.set  := CacheSizes.setOf(p, leaver)

  // Tables.
  table.replacement    := config.replacement
  table.use            := lookup.use
  table.prefetch.valid := prefetch.claims
  table.prefetch.bits  := place.slot
  table.issue          := engine.issue
  table.endRun         := lookup.endRun
  table.clear          := commands.clear
  table.askedPins      := commands.slot
  table.askedRead(0)   := lookup.slot
  table.askedRead(1)   := engine.awaits

  // Host memory.
  private val evicted = Wire(new PlacedContext(p))
  evicted.slot       := Mux(commands.store, commands.slot, place.slot)
  evicted.connection := Mux(commands.store, commanded, place.victim)
  loader.begin.valid := claims
  loader.begin.bits  := begun
  loader.isHeld      := stores.isHeld
  loader.resumed     := stores.resumed
  stores.contextBase := config.contextBase
  stores.begin.valid := commands.store || (evicts && place.isDirty)
  stores.begin.bits  := evicted
  stores.load        := loader.begin
  stores.asked       := commanded
  stores.line        := data.storeLine
  data.storeSlot     := stores.slot
  data.storeBeat     := stores.beat

  // The way out.
  engine.passes          := passes
  engine.park            := lookup.park
  engine.direct          := lookup.direct
  engine.directStatus    := lookup.status
  engine.dropHold        := lookup.dropHold
  engine.hasReads        := table.hasReads(1)
  engine.ready.valid     := (end.valid && hasRuns) || lookup.ready
  engine.ready.bits.slot := Mux(end.valid && hasRuns, end.bits.slot, lookup.slot)
  engine.ready.bits.runs := Mux(end.valid && hasRuns, table.waitingRuns, 1.U)
  engine.flush.valid     := fails && hasRuns
  engine.flush.bits      := end.bits.slot
  engine.queue           := data.queue
  engine.progress        := data.progress
  data.issue.valid       := engine.issue.valid
  data.issue.bits        := engine.issue.bits.slot
  data.usesCredit        := config.queueFormat === QueueFormat.CID

  // Commands.
  commands.isPresent  := atCommand.orR
  commands.isResident := (atCommand & table.resident).orR
  commands.slot       := CircularBits.index(atCommand)
  commands.isDirty    := (atCommand & table.dirty).orR
  commands.isUsed     := table.isUsed
  commands.canStore   := stores.isFree
  commands.isUnderWay := stores.isUnderWay
  commands.canAct     := !(released.fire && back.failed) && !fails

  // States of connections: the three that change them never meet.
  private val newState = Mux(
    commands.effect.bits.kind === CommandKind.ENABLE.asUInt,
    ConnectionState.ENABLED,
    ConnectionState.DISABLED
  )
  private val setsState = commands.effect.valid &&
    (commands.effect.bits.kind === CommandKind.ENABLE.asUInt ||
      commands.effect.bits.kind === CommandKind.DISABLE.asUInt)
  states.writeEnable := setsState || engine.flush.valid || (released.fire && back.failed)
  states.writeAddress :=
    Mux(setsState, commanded, Mux(engine.flush.valid, loader.owner, back.connection))
  states.writeData := Mux(setsState, newState, ConnectionState.ERROR).asUInt

  // What happens, in the order in which it counts within a cycle.
  windowEvent.valid            := finder.asks
  windowEvent.bits.connection  := finder.connection
  windowEvent.bits.isHere      := isHere
  releaseEvent.valid           := released.fire
  releaseEvent.bits.slot       := back.slot
  releaseEvent.bits.connection := back.connection
  releaseEvent.bits.read       := back.read
  releaseEvent.bits.failed     := back.failed
  loadedEvent.valid            := end.valid
  loadedEvent.bits.slot        := end.bits.slot
  loadedEvent.bits.connection  := loader.owner
  loadedEvent.bits.failed      := end.bits.failed
  commandEvent                 := commands.effect
  lookupEvent                  := lookup.event
  prefetchEvent                := prefetch.event
  issueEvent                   := engine.event

  private val unused = table.prefetched
  activity.lacksPlace := forLookup.lacksPlace
  activity.lacksLoad := (lookup.wantsPlace && !loader.isFree) ||
    (requests.out.valid && !passes && engine.waiting.orR)
  activity.lacksRoom  := requests.out.valid && !engine.hasRoom
  activity.lacksStore := forLookup.search && finder.victim.valid && !stores.isFree
  activity.usesPrefetched := lookup.use.valid && !lookup.use.bits.isMiss && CircularBits.at(
    unused,
    lookup.use.bits.slot
  )
  activity.losesPrefetched := (evicts && CircularBits.at(unused, place.slot)) ||
    (commands.clear.valid && CircularBits.at(unused, commands.clear.bits)) ||
    (fails && CircularBits.at(unused, end.bits.slot))
  activity.loadFails                 := fails
  activity.writesBack                := stores.begin.valid
  activityEvent.bits.usesPrefetched  := activity.usesPrefetched
  activityEvent.bits.losesPrefetched := activity.losesPrefetched
  activityEvent.bits.loadFails       := activity.loadFails
  activityEvent.bits.writesBack      := activity.writesBack
  activityEvent.valid                := activityEvent.bits.asUInt.orR

  StreamContract(in, "in")
  StreamContract(hint, "hint")
  StreamContract(out, "out")
  StreamContract(released, "released")
  StreamContract(command, "command")
  StreamContract(acknowledge, "acknowledge")
  StreamContract(contextLoad, "contextLoad")
  StreamContract(contextBeat, "contextBeat")
  StreamContract(contextStore, "contextStore")
  StreamContract(contextStored, "contextStored")
}
