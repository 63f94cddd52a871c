package tandem.cosim.workrequest;

import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.function.IntFunction;
import tandem.cosim.check.MismatchException;
import tandem.cosim.check.Timeline;
import tandem.cosim.stream.Beat;
import tandem.model.IllegalChoiceException;
import tandem.model.record.LoadedEvent;
import tandem.model.record.Released;
import tandem.model.record.RequestInContext;
import tandem.model.record.ScheduledRequest;
import tandem.model.tx.CacheFollower;
import tandem.model.tx.ContextCache;
import tandem.model.tx.ExecutionStub;
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

  /** The counter for each output of {@code activity} that is counted. */
  private static final Map<String, String> COUNTERS =
      Map.of(
          "usesPrefetched", "prefetchUseful",
          "losesPrefetched", "prefetchUseless",
          "loadFails", "loadFailures",
          "writesBack", "writebacks");

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
  private final CacheJudge judge = new CacheJudge();
  private final Timeline timeline = new Timeline();
  private final Queue<RequestInContext> issued = new ArrayDeque<>();
  private int lookups;
  private int mostWaiting;

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
    addTracks();
  }

  private void addTracks() {
    timeline.add(log.host().stored(), host::stored);
    timeline.add(log.host().beats(), host::line);
    timeline.add(log.commands(), commands::taken);
    timeline.add(log.hints(), hints::taken);
    timeline.add(log.events().releases(), this::released);
    timeline.add(log.events().loads(), this::loaded);
    timeline.add(log.events().commands(), this::commanded);
    timeline.add(log.events().lookups(), this::lookedUp);
    timeline.add(log.events().prefetches(), this::prefetched);
    timeline.add(log.events().issues(), this::issued);
    timeline.add(log.inContext(), this::handedOver);
    timeline.add(log.host().loads(), host::asked);
    timeline.add(log.host().stores(), host::wrote);
    timeline.add(log.acknowledges(), commands::acknowledged);
  }

  /**
   * Checks the whole log.
   *
   * @param requests how many were offered; likewise commands
   * @throws MismatchException at the first difference
   */
  public void check(int requests, int commandsOffered) {
    timeline.play(window::advance);
    hints.end();
    checkAll("inContext", requests, log.inContext().size());
    checkAll("scheduled", requests, log.scheduled().size());
    checkAll("lookups", requests, lookups);
    checkAll("waiting", 0, follower.waiting());
    checkAll("commands", commandsOffered, log.commands().size());
    checkAll("acknowledges", commandsOffered, log.acknowledges().size());
    host.end();
    Map<String, Long> wanted = counters.toMap();
    log.counted().forEach((name, value) -> checkAll(name, wanted.get(COUNTERS.get(name)), value));
  }

  /** What the model gave, in order. */
  public List<Record> expected() {
    return judge.expected();
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
    judge.legally(
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
    judge.legally(
        beat,
        "slot=" + event.slot(),
        () -> {
          boolean usable = follower.loadEnded(event.slot(), busFailed);
          judge.compare(
              beat,
              "slot=" + event.slot(),
              new LoadedEvent(event.slot(), event.connection(), !usable),
              "WR-33, D2: a load fails if a line does, or the context is not the one asked for");
        });
    hints.update();
  }

  private void commanded(Beat<CommandEvent> beat) {
    judge.legally(beat, "connection=" + beat.record().connection(), () -> commands.acts(beat));
    hints.update();
  }

  private void lookedUp(Beat<LookupEvent> beat) {
    String tag = "entry=" + beat.record().entry();
    if (lookups >= log.scheduled().size() || log.scheduled().get(lookups).cycle() >= beat.cycle()) {
      throw CacheMismatch.illegal(beat, tag, "a request is taken before it is looked up");
    }
    Beat<ScheduledRequest> taken = log.scheduled().get(lookups++);
    ScheduledRequest request = taken.record();
    judge.seen(request.entry(), "scheduled@" + taken.cycle() + " lookup@" + beat.cycle());
    if (request.first()) {
      hints.batch(request.batch(), beat.cycle());
    }
    judge.legally(
        beat,
        tag,
        () -> {
          window.follow(cache, beat.record().victimValid(), beat.record().victim());
          LookupKind kind = LookupKind.values()[follower.lookup(request).ordinal()];
          judge.compare(
              beat,
              tag,
              models.lookedUp(LookupEvent.of(cache, request, kind)),
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

  private void prefetched(Beat<PrefetchEvent> beat) {
    int connection = hints.loads(beat).connection();
    judge.legally(
        beat,
        "hint",
        () -> {
          window.follow(cache, beat.record().victimValid(), beat.record().victim());
          int slot = follower.prefetch(connection);
          if (slot < 0) {
            throw new IllegalChoiceException(
                "WR-29: a hint loads a context that works and is not there, if a slot is to be had");
          }
          PrefetchEvent event = PrefetchEvent.of(cache, connection, slot);
          judge.compare(
              beat, "hint", models.prefetched(event), "WR-29: slot, victim and write-back");
          host.begin(slot, connection, beat.cycle());
          window.loadBegun();
        });
    blocking.chose(beat, beat.record().victimValid());
    hints.update();
  }

  private void issued(Beat<IssueEvent> beat) {
    int connection = beat.record().connection();
    String tag = "entry=" + beat.record().entry();
    judge.legally(
        beat,
        tag,
        () -> {
          RequestInContext request = models.issued(follower.issue(connection));
          issued.add(request);
          blocking.issued(request);
          judge.compare(
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
    judge.compare(
        beat, tag, issued.remove(), "WR-1: a request has the context as it was when it left");
  }

  private static void checkAll(String what, long wanted, long found) {
    if (wanted != found) {
      throw CacheMismatch.number(
          -1, "end", what, wanted, found, "every request and command goes all the way, once");
    }
  }
}
