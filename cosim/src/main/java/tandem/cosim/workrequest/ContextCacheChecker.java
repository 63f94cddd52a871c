package tandem.cosim.workrequest;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.function.Consumer;
import java.util.function.IntFunction;
import tandem.cosim.check.MismatchException;
import tandem.cosim.check.RecordFields;
import tandem.cosim.stream.Beat;
import tandem.model.record.Released;
import tandem.model.record.RequestInContext;
import tandem.model.record.ScheduledRequest;
import tandem.model.tx.CacheFollower;
import tandem.model.tx.ContextCache;
import tandem.model.tx.ExecutionStub;
import tandem.model.tx.IllegalChoiceException;
import tandem.model.tx.WorkRequestConfig;
import tandem.model.tx.WorkRequestCounters;

/**
 * Holds what the RTL of the context cache did against the model, event by event.
 *
 * <p>Time leaves the RTL the order of events, which it reports; within a cycle they count in the
 * order of the contract, section 6. Each is asked for its legality first, then the model follows,
 * and what comes of it must be equal. Counted besides: hints without a load ({@link
 * #droppedHints}), and candidates for a victim that entered too late to be asked about ({@link
 * #lateCandidates}).
 */
public final class ContextCacheChecker {
  /** The stage this checker speaks for. */
  public static final String STAGE = "ContextCache";

  private final CacheLog log;
  private final CacheModel models;
  private final WorkRequestConfig config;
  private final WorkRequestCounters counters = new WorkRequestCounters();
  private final HostTrafficCheck host;
  private final CacheWindow window;
  private final ContextCache cache;
  private final CacheFollower follower;
  private final CommandCheck commands;
  private final HintFollow hints;
  private final BlockingCheck blocking;
  private final List<Record> expected = new ArrayList<>();
  private final Map<Long, String> journeys = new HashMap<>();
  private final List<Step<?>> steps = new ArrayList<>();
  private final Queue<RequestInContext> issued = new ArrayDeque<>();
  private int lookups;
  private int mostWaiting;

  /** A list of beats and what is done with each, in order of time. */
  private static final class Step<R extends Record> {
    private final List<Beat<R>> beats;
    private final Consumer<Beat<R>> action;
    private int next;

    Step(List<Beat<R>> beats, Consumer<Beat<R>> action) {
      this.beats = beats;
      this.action = action;
    }

    void advance(long cycle) {
      for (; next < beats.size() && beats.get(next).cycle() <= cycle; next++) {
        action.accept(beats.get(next));
      }
    }
  }

  /**
   * @param contextSeed of the contexts in host memory
   */
  public ContextCacheChecker(
      WorkRequestConfig rtlConfig, CacheModel models, CacheLog log, long contextSeed) {
    this(
        rtlConfig,
        models,
        log,
        new ContextImages(contextSeed)::of,
        new WindowAnswers(log.answers()));
  }

  /**
   * @param images what host memory holds of each connection at first
   * @param window what the cache is told of the window
   */
  ContextCacheChecker(
      WorkRequestConfig rtlConfig,
      CacheModel models,
      CacheLog log,
      IntFunction<byte[]> images,
      CacheWindow window) {
    this.log = log;
    this.models = models;
    config = models.config(rtlConfig);
    host = new HostTrafficCheck(config, images);
    this.window = window;
    cache = new ContextCache(config, counters, models.memory(host), window);
    follower = new CacheFollower(config, counters, cache, new ExecutionStub(config, counters));
    commands = new CommandCheck(follower, host);
    hints = new HintFollow(follower, !config.hitsPassMisses());
    blocking = new BlockingCheck(config);
    addSteps();
  }

  private void addSteps() {
    step(log.host().stored(), host::stored);
    step(log.host().beats(), host::line);
    step(log.commands(), commands::taken);
    step(log.hints(), hints::taken);
    step(log.events().releases(), this::released);
    step(log.events().loads(), this::loaded);
    step(log.events().commands(), this::commanded);
    step(log.events().lookups(), this::lookedUp);
    step(log.events().prefetches(), this::prefetched);
    step(log.events().issues(), this::issued);
    step(log.inContext(), this::handedOver);
    step(log.host().loads(), host::asked);
    step(log.host().stores(), host::wrote);
    step(log.acknowledges(), commands::acknowledged);
  }

  private <R extends Record> void step(List<Beat<R>> beats, Consumer<Beat<R>> action) {
    steps.add(new Step<>(beats, action));
  }

  /**
   * Checks the whole log.
   *
   * @param requests how many were offered; likewise commands
   * @throws MismatchException at the first difference
   */
  public void check(int requests, int commandsOffered) {
    for (long cycle = log.startCycle(); cycle <= log.endCycle(); cycle++) {
      window.advance(cycle);
      for (Step<?> step : steps) {
        step.advance(cycle);
      }
    }
    hints.end();
    checkAll("inContext", requests, log.inContext().size());
    checkAll("scheduled", requests, log.scheduled().size());
    checkAll("lookups", requests, lookups);
    checkAll("waiting", 0, follower.waiting());
    checkAll("commands", commandsOffered, log.commands().size());
    checkAll("acknowledges", commandsOffered, log.acknowledges().size());
    host.end();
    checkCounters();
  }

  /** What the model gave, in order. */
  public List<Record> expected() {
    return expected;
  }

  /** The model's counters. */
  public WorkRequestCounters counters() {
    return counters;
  }

  /** Hints that led to no load though they might have. */
  public long droppedHints() {
    return hints.dropped();
  }

  /** Candidates for a victim that entered too late to be asked about. */
  public long lateCandidates() {
    return window.allowed();
  }

  /** Most loads under way at once. */
  public int mostLoads() {
    return host.mostLoads();
  }

  /** Most requests looked up and not handed over at once. */
  public int mostWaiting() {
    return mostWaiting;
  }

  private void released(Beat<ReleaseEvent> beat) {
    ReleaseEvent event = beat.record();
    blocking.released(event);
    window.entered(event.connection());
    legally(
        beat,
        "slot=" + event.slot(),
        () ->
            follower.release(
                new Released(event.connection(), event.slot(), event.read(), event.failed())));
    hints.update();
  }

  private void loaded(Beat<LoadedEvent> beat) {
    LoadedEvent event = beat.record();
    boolean busFailed = host.ends(beat);
    if (cache.slotOf(event.connection()) != event.slot()) {
      throw CacheMismatch.number(
          beat.cycle(),
          "slot=" + event.slot(),
          "slot",
          cache.slotOf(event.connection()),
          event.slot(),
          "a load ends in the slot where it began");
    }
    blocking.loaded(event.slot());
    window.entered(event.connection());
    legally(
        beat,
        "slot=" + event.slot(),
        () -> {
          boolean usable = follower.loadEnded(event.slot(), busFailed);
          compare(
              beat,
              "slot=" + event.slot(),
              new LoadedEvent(event.slot(), event.connection(), !usable),
              "WR-33, D2: a load fails if a line does, or the context is not the one asked for");
        });
    hints.update();
  }

  private void commanded(Beat<CommandEvent> beat) {
    legally(beat, "connection=" + beat.record().connection(), () -> commands.acts(beat));
    hints.update();
  }

  private void lookedUp(Beat<LookupEvent> beat) {
    String tag = "entry=" + beat.record().entry();
    if (lookups >= log.scheduled().size() || log.scheduled().get(lookups).cycle() >= beat.cycle()) {
      throw CacheMismatch.illegal(beat, tag, "a request is taken before it is looked up");
    }
    Beat<ScheduledRequest> taken = log.scheduled().get(lookups++);
    ScheduledRequest request = taken.record();
    journeys.put(request.entry(), "scheduled@" + taken.cycle() + " lookup@" + beat.cycle());
    if (request.first()) {
      hints.batch(request.batch(), beat.cycle());
    }
    legally(
        beat,
        tag,
        () -> {
          window.follow(cache, beat.record().victimValid(), beat.record().victim());
          LookupKind kind = LookupKind.values()[follower.lookup(request).ordinal()];
          compare(
              beat,
              tag,
              models.lookedUp(lookup(request, kind)),
              "WR-24 to WR-28: outcome, slot, victim and write-back of a look-up");
          if (kind == LookupKind.MISS) {
            host.begin(cache.slot(), request.connection(), beat.cycle());
            window.loadBegun();
          }
        });
    blocking.lookedUp(beat);
    mostWaiting = Math.max(mostWaiting, follower.waiting());
    hints.update();
  }

  private LookupEvent lookup(ScheduledRequest request, LookupKind kind) {
    boolean evicts = kind == LookupKind.MISS && cache.victimConnection() >= 0;
    return new LookupEvent(
        kind,
        request.connection(),
        cache.slot(),
        request.entry(),
        cache.status(),
        evicts,
        evicts ? cache.victimConnection() : 0,
        evicts && cache.writeback());
  }

  private void prefetched(Beat<PrefetchEvent> beat) {
    int connection = hints.loads(beat).connection();
    legally(
        beat,
        "hint",
        () -> {
          window.follow(cache, beat.record().victimValid(), beat.record().victim());
          int slot = follower.prefetch(connection);
          if (slot < 0) {
            throw new IllegalChoiceException(
                "WR-29: a hint loads a context that works and is not there, if a slot is to be had");
          }
          boolean evicts = cache.victimConnection() >= 0;
          PrefetchEvent event =
              new PrefetchEvent(
                  connection,
                  slot,
                  evicts,
                  evicts ? cache.victimConnection() : 0,
                  evicts && cache.writeback());
          compare(beat, "hint", models.prefetched(event), "WR-29: slot, victim and write-back");
          host.begin(slot, connection, beat.cycle());
          window.loadBegun();
        });
    blocking.chose(beat, beat.record().victimValid());
    hints.update();
  }

  private void issued(Beat<IssueEvent> beat) {
    int connection = beat.record().connection();
    String tag = "entry=" + beat.record().entry();
    legally(
        beat,
        tag,
        () -> {
          RequestInContext request = models.issued(follower.issue(connection));
          issued.add(request);
          blocking.issued(request);
          compare(
              beat,
              tag,
              new IssueEvent(connection, request.entry()),
              "WR-10: requests of a connection leave in the order of their look-ups");
        });
    hints.update();
  }

  private void handedOver(Beat<RequestInContext> beat) {
    String tag = "entry=" + beat.record().entry();
    if (issued.isEmpty()) {
      throw CacheMismatch.illegal(beat, tag, "a record is offered when its request has left");
    }
    compare(beat, tag, issued.remove(), "WR-1: a request has the context as it was when it left");
  }

  private void legally(Beat<?> beat, String tag, Runnable event) {
    try {
      event.run();
    } catch (IllegalChoiceException e) {
      throw CacheMismatch.of(
          beat.cycle(),
          tag,
          RecordFields.of(null, beat.record()),
          e.getMessage(),
          journey(tag, beat));
    }
  }

  private void compare(Beat<?> beat, String tag, Record wanted, String rule) {
    expected.add(wanted);
    if (!wanted.equals(beat.record())) {
      throw CacheMismatch.of(
          beat.cycle(), tag, RecordFields.of(wanted, beat.record()), rule, journey(tag, beat));
    }
  }

  private List<String> journey(String tag, Beat<?> beat) {
    if (!tag.startsWith("entry=")) {
      return List.of();
    }
    String way = journeys.get(Long.parseLong(tag.substring("entry=".length())));
    return way == null ? List.of() : List.of(way, "now@" + beat.cycle());
  }

  private void checkCounters() {
    Map<String, String> names =
        Map.of(
            "usesPrefetched", "prefetchUseful",
            "losesPrefetched", "prefetchUseless",
            "loadFails", "loadFailures",
            "writesBack", "writebacks");
    Map<String, Long> wanted = counters.toMap();
    log.counted()
        .forEach((name, value) -> checkAll(names.get(name), wanted.get(names.get(name)), value));
  }

  private static void checkAll(String what, long wanted, long found) {
    if (wanted != found) {
      throw CacheMismatch.number(
          -1, "end", what, wanted, found, "every request and command goes all the way, once");
    }
  }
}
