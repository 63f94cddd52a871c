package tandem.cosim.tx;

import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Queue;
import java.util.function.IntFunction;
import tandem.cosim.check.Checker;
import tandem.cosim.check.Judge;
import tandem.cosim.check.Timeline;
import tandem.cosim.stream.Beat;
import tandem.model.IllegalChoiceException;
import tandem.model.record.CommandDone;
import tandem.model.record.CommandEvent;
import tandem.model.record.ConnectionCommand;
import tandem.model.record.ContextBeat;
import tandem.model.record.ContextLoad;
import tandem.model.record.ContextStore;
import tandem.model.record.ContextStored;
import tandem.model.record.IssueEvent;
import tandem.model.record.LoadedEvent;
import tandem.model.record.LookupEvent;
import tandem.model.record.LookupKind;
import tandem.model.record.PrefetchEvent;
import tandem.model.record.PrefetchHint;
import tandem.model.record.ReleaseEvent;
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
 * and what comes of it must be equal. Counted besides: hints without a load, and candidates for a
 * victim that entered too late to be asked about.
 */
public final class ContextCacheChecker implements Checker {
  /** The stage this checker speaks for. */
  public static final String STAGE = "ContextCache";

  /** Hints that led to no load though they might have. */
  public static final String DROPPED = "hints without a load";

  /** Candidates for a victim that entered too late to be asked about. */
  public static final String LATE = "late candidates";

  private static final String ALL = "every request goes all the way, once";

  private final long offered;
  private final Judge judge;
  private final HostTrafficCheck host;
  private final AskedWindow window;
  private final ContextCache cache;
  private final CacheFollower follower;
  private final CommandCheck commands;
  private final HintFollow hints;
  private final BlockingCheck blocking;
  private final ActivityCheck activity;
  private final ReleaseReports releases;
  private final Queue<Beat<ScheduledRequest>> taken = new ArrayDeque<>();

  /** What was looked up and has not left: the connections by entry. */
  private final Map<Long, Integer> lookedUp = new HashMap<>();

  private final Queue<RequestInContext> issued = new ArrayDeque<>();
  private long requests;
  private long lookups;
  private long given;

  /**
   * @param offered how many requests are offered
   * @param counters into which the model counts
   * @param images what host memory holds of each connection at first
   * @param answers what the cache is told of the window
   */
  public ContextCacheChecker(
      WorkRequestConfig config,
      long offered,
      WorkRequestCounters counters,
      IntFunction<byte[]> images,
      AskedWindow.Answers answers,
      Judge judge) {
    this.offered = offered;
    window = new AskedWindow(judge, answers);
    this.judge = judge;
    host = new HostTrafficCheck(config, images, judge);
    cache = new ContextCache(config, counters, host, window);
    follower = new CacheFollower(config, counters, cache, new ExecutionStub(config, counters));
    commands = new CommandCheck(follower, host, judge);
    host.setAhead(commands::mayStore);
    hints = new HintFollow(follower, !config.hitsPassMisses(), judge);
    blocking = new BlockingCheck(config, judge);
    activity = new ActivityCheck(counters, judge);
    releases = new ReleaseReports(judge);
  }

  /** Listens to the streams of the stage, by the names that they have where it stands alone. */
  public void join(Timeline timeline) {
    window.join(timeline, new CacheSearches(follower, hints, taken));
    releases.join(timeline);
    timeline.on("contextStored", ContextStored.class, host::stored);
    timeline.on("contextBeat", ContextBeat.class, host::line);
    timeline.on("command", ConnectionCommand.class, commands::taken);
    timeline.on("hint", PrefetchHint.class, hints::taken);
    timeline.on("releaseEvent", ReleaseEvent.class, this::released);
    timeline.on("loadedEvent", LoadedEvent.class, this::loaded);
    timeline.on("commandEvent", CommandEvent.class, this::commanded);
    timeline.on("lookupEvent", LookupEvent.class, this::lookedUp);
    timeline.on("prefetchEvent", PrefetchEvent.class, this::prefetched);
    timeline.on("issueEvent", IssueEvent.class, this::issued);
    timeline.on("out", RequestInContext.class, this::handedOver);
    timeline.on("contextLoad", ContextLoad.class, host::asked);
    timeline.on("contextStore", ContextStore.class, host::wrote);
    timeline.on("acknowledge", CommandDone.class, commands::acknowledged);
    timeline.on(
        "in",
        ScheduledRequest.class,
        beat -> {
          requests++;
          taken.add(beat);
        });
    activity.join(timeline, commands::isPending);
  }

  @Override
  public Map<String, Long> allowances() {
    Map<String, Long> uses = new LinkedHashMap<>();
    uses.put(DROPPED, hints.dropped());
    uses.put(LATE, window.allowed());
    return uses;
  }

  @Override
  public void finish() {
    hints.finish();
    judge.count("requests given", offered, given, ALL);
    judge.count("requests taken", offered, requests, ALL);
    judge.count("lookups", offered, lookups, ALL);
    judge.count("waiting", 0, follower.waiting(), ALL);
    releases.finish();
    commands.finish();
    host.finish();
    activity.at(Judge.END);
  }

  private void released(Beat<ReleaseEvent> beat) {
    ReleaseEvent event = beat.record();
    activity.at(beat.cycle());
    blocking.released(event);
    window.entered(event.connection(), beat.cycle());
    judge.legally(
        "slot=" + event.slot(),
        beat,
        () ->
            follower.release(
                new Released(event.connection(), event.slot(), event.read(), event.failed())));
    hints.update();
  }

  private void loaded(Beat<LoadedEvent> beat) {
    LoadedEvent event = beat.record();
    String tag = "slot=" + event.slot();
    activity.at(beat.cycle());
    boolean busFailed = host.ends(beat);
    int connection = host.endingConnection();
    blocking.loaded(event.slot());
    window.entered(connection, beat.cycle());
    judge.legally(
        tag,
        beat,
        () -> {
          boolean usable = follower.loadEnded(event.slot(), busFailed);
          judge.same(
              tag,
              new LoadedEvent(event.slot(), connection, !usable),
              beat,
              "WR-33, D2: a load fails if a line does, or the context is not the one asked for");
        });
    hints.update();
  }

  private void commanded(Beat<CommandEvent> beat) {
    String tag = "connection=" + beat.record().connection();
    activity.at(beat.cycle());
    judge.legally(tag, beat, () -> commands.acts(beat));
    activity.commanded(beat, tag);
    hints.update();
  }

  private void lookedUp(Beat<LookupEvent> beat) {
    String tag = "entry=" + beat.record().entry();
    activity.at(beat.cycle());
    window.choosesAt(beat.cycle(), false);
    judge.holds(
        !taken.isEmpty() && taken.element().cycle() < beat.cycle(),
        tag,
        beat,
        "a request is taken before it is looked up");
    ScheduledRequest request = taken.remove().record();
    if (request.first()) {
      hints.batch(request.batch(), beat.cycle());
    }
    judge.legally(
        tag,
        beat,
        () -> {
          LookupKind kind = LookupKind.values()[follower.lookup(request).ordinal()];
          judge.same(
              tag,
              event(request, kind),
              beat,
              "WR-24 to WR-28: outcome, slot, victim and write-back of a look-up");
          if (kind == LookupKind.MISS) {
            host.begin(cache.slot(), request.connection(), beat);
            window.loadBegun();
          }
        });
    lookedUp.put(request.entry(), request.connection());
    blocking.lookedUp(beat);
    lookups++;
    hints.update();
  }

  /** What the model says of the request it has just looked up. */
  private LookupEvent event(ScheduledRequest request, LookupKind kind) {
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
    activity.at(beat.cycle());
    window.choosesAt(beat.cycle(), true);
    int connection = hints.loads(beat).connection();
    judge.legally(
        "hint",
        beat,
        () -> {
          int slot = follower.prefetch(connection);
          if (slot < 0) {
            throw new IllegalChoiceException(
                "WR-29: a hint loads a context that works and is not there, if a slot is to be had");
          }
          boolean evicts = cache.victimConnection() >= 0;
          judge.same(
              "hint",
              new PrefetchEvent(
                  connection,
                  slot,
                  evicts,
                  evicts ? cache.victimConnection() : 0,
                  evicts && cache.writeback()),
              beat,
              "WR-29: slot, victim and write-back");
          host.begin(slot, connection, beat);
          window.loadBegun();
        });
    blocking.chose(beat, beat.record().victimValid());
    hints.update();
  }

  private void issued(Beat<IssueEvent> beat) {
    long entry = beat.record().entry();
    String tag = "entry=" + entry;
    Integer connection = lookedUp.remove(entry);
    judge.holds(connection != null, tag, beat, "a request is looked up before it leaves");
    judge.same(tag, new IssueEvent(connection, entry), beat, "an entry is of its connection");
    judge.legally(
        tag,
        beat,
        () -> {
          RequestInContext request = follower.issue(connection);
          issued.add(request);
          blocking.issued(request);
          judge.same(
              tag,
              new IssueEvent(connection, request.entry()),
              beat,
              "WR-10: requests of a connection leave in the order of their look-ups");
        });
    hints.update();
  }

  private void handedOver(Beat<RequestInContext> beat) {
    String tag = "entry=" + beat.record().entry();
    given++;
    judge.holds(!issued.isEmpty(), tag, beat, "a record is offered when its request has left");
    judge.same(
        tag, issued.remove(), beat, "WR-1: a request has the context as it was when it left");
  }
}
