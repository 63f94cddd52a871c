package tandem.cosim.workrequest;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import tandem.cosim.stream.Beat;
import tandem.cosim.stream.RunLog;
import tandem.cosim.tx.ContextCacheChecker;
import tandem.cosim.tx.ExecutionStubChecker;
import tandem.cosim.tx.LookaheadSchedulerChecker;
import tandem.cosim.tx.WorkRequestFetchChecker;
import tandem.model.record.CommandDone;
import tandem.model.record.CommandEvent;
import tandem.model.record.Completion;
import tandem.model.record.ConnectionCommand;
import tandem.model.record.ContextBeat;
import tandem.model.record.ContextLoad;
import tandem.model.record.ContextStore;
import tandem.model.record.ContextStored;
import tandem.model.record.DescriptorBeat;
import tandem.model.record.DescriptorFetch;
import tandem.model.record.DoorbellWrite;
import tandem.model.record.IssueEvent;
import tandem.model.record.LoadedEvent;
import tandem.model.record.LookupEvent;
import tandem.model.record.PrefetchEvent;
import tandem.model.record.PrefetchHint;
import tandem.model.record.ReleaseEvent;
import tandem.model.record.RequestInContext;
import tandem.model.record.ScheduledRequest;
import tandem.model.record.WorkRequest;

/**
 * What the RTL of the work-request path did in one run: every handshake and every event, by stream.
 *
 * @param startCycle cycle before the first in which a doorbell could be offered
 * @param endCycle last cycle of the run
 * @param releasedCycle cycle in which the held barriers could be completed at the earliest
 * @param counters the block's read-only registers at the end
 */
public record PathLog(
    long startCycle,
    long endCycle,
    long releasedCycle,
    List<Beat<DoorbellWrite>> doorbells,
    List<Beat<ConnectionCommand>> commands,
    List<Beat<CommandDone>> acknowledges,
    List<Beat<ScheduledRequest>> scheduled,
    List<Beat<PrefetchHint>> hints,
    CacheEventLog events,
    List<Beat<RequestInContext>> inContext,
    HostContextLog host,
    List<Beat<DescriptorFetch>> fetches,
    List<Beat<DescriptorBeat>> fetchBeats,
    List<Beat<WorkRequest>> workRequests,
    List<Beat<Completion>> completions,
    Map<String, Long> counters) {
  /** Cycles behind a mismatch that are still worth keeping. */
  private static final int CYCLES_BEHIND = 64;

  /** Cycles before a mismatch that are kept. */
  private static final int CYCLES_BEFORE = 4000;

  /** The same lists with what is known at the end of a run. */
  PathLog ended(long start, long end, long released, Map<String, Long> finalCounters) {
    return new PathLog(
        start,
        end,
        released,
        doorbells,
        commands,
        acknowledges,
        scheduled,
        hints,
        events,
        inContext,
        host,
        fetches,
        fetchBeats,
        workRequests,
        completions,
        finalCounters);
  }

  /**
   * What it says of the look-ahead scheduler. It is not seen when requests were offered, so they
   * are said to have been offered as early as they could be.
   */
  RunLog scheduler() {
    Map<String, RunLog.StreamLog<?>> streams = new LinkedHashMap<>();
    streams.put(
        "doorbell", new RunLog.StreamLog<>(DoorbellWrite.class, true, doorbells, List.of()));
    streams.put(
        "scheduled", new RunLog.StreamLog<>(ScheduledRequest.class, false, scheduled, List.of()));
    streams.put("hint", new RunLog.StreamLog<>(PrefetchHint.class, false, hints, List.of()));
    return new RunLog(0, startCycle, endCycle, streams, Map.of());
  }

  /** What it says of the context cache. */
  RunLog cache() {
    Map<String, RunLog.StreamLog<?>> all = new LinkedHashMap<>();
    add(all, "command", ConnectionCommand.class, commands);
    add(all, "scheduled", ScheduledRequest.class, scheduled);
    add(all, "hint", PrefetchHint.class, hints);
    add(all, "releaseEvent", ReleaseEvent.class, events.releases());
    add(all, "loadedEvent", LoadedEvent.class, events.loads());
    add(all, "commandEvent", CommandEvent.class, events.commands());
    add(all, "lookupEvent", LookupEvent.class, events.lookups());
    add(all, "prefetchEvent", PrefetchEvent.class, events.prefetches());
    add(all, "issueEvent", IssueEvent.class, events.issues());
    add(all, "inContext", RequestInContext.class, inContext);
    add(all, "contextLoad", ContextLoad.class, host.loads());
    add(all, "contextBeat", ContextBeat.class, host.beats());
    add(all, "contextStore", ContextStore.class, host.stores());
    add(all, "contextStored", ContextStored.class, host.stored());
    add(all, "acknowledge", CommandDone.class, acknowledges);
    return new RunLog(0, startCycle, endCycle, all, Map.of());
  }

  private static <R extends Record> void add(
      Map<String, RunLog.StreamLog<?>> all, String name, Class<R> type, List<Beat<R>> beats) {
    all.put(name, new RunLog.StreamLog<>(type, false, beats, List.of()));
  }

  /** All streams by name, in the order of the flow and, within a cycle, of the events. */
  Map<String, List<? extends Beat<?>>> streams() {
    Map<String, List<? extends Beat<?>>> all = new LinkedHashMap<>();
    all.put("doorbell", doorbells);
    all.put("command", commands);
    all.put("scheduled", scheduled);
    all.put("hint", hints);
    all.put("releaseEvent", events.releases());
    all.put("loadedEvent", events.loads());
    all.put("commandEvent", events.commands());
    all.put("lookupEvent", events.lookups());
    all.put("prefetchEvent", events.prefetches());
    all.put("issueEvent", events.issues());
    all.put("inContext", inContext);
    all.put("contextLoad", host.loads());
    all.put("contextBeat", host.beats());
    all.put("contextStore", host.stores());
    all.put("contextStored", host.stored());
    all.put("fetch", fetches);
    all.put("fetchBeat", fetchBeats);
    all.put("workRequest", workRequests);
    all.put("completion", completions);
    all.put("acknowledge", acknowledges);
    return all;
  }

  /** The stage that a stream is shown with: the one that gives it, or takes it from outside. */
  static String stage(String stream) {
    return switch (stream) {
      case "doorbell", "scheduled", "hint" -> LookaheadSchedulerChecker.STAGE;
      case "fetch", "fetchBeat", "workRequest" -> WorkRequestFetchChecker.STAGE;
      case "completion" -> ExecutionStubChecker.STAGE;
      default -> ContextCacheChecker.STAGE;
    };
  }

  /** Records that crossed a stream, and events. */
  public long records() {
    return streams().values().stream().mapToLong(List::size).sum();
  }

  /** What happened around a cycle, in order of time, one line each. */
  List<String> lines(long cycle) {
    record Line(long cycle, String text) {}
    long last = cycle < 0 ? endCycle : cycle + CYCLES_BEHIND;
    List<Line> lines = new ArrayList<>();
    streams()
        .forEach(
            (name, beats) ->
                beats.stream()
                    .filter(b -> b.cycle() <= last && b.cycle() >= last - CYCLES_BEFORE)
                    .forEach(
                        b ->
                            lines.add(
                                new Line(
                                    b.cycle(),
                                    String.format(
                                        Locale.ROOT, "%08d %s %s", b.cycle(), name, b.record())))));
    return lines.stream().sorted(Comparator.comparingLong(Line::cycle)).map(Line::text).toList();
  }
}
