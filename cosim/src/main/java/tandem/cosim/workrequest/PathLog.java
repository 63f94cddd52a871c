package tandem.cosim.workrequest;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tandem.cosim.stream.Beat;
import tandem.cosim.stream.RunLog;
import tandem.cosim.tx.ContextCacheChecker;
import tandem.cosim.tx.ExecutionStubChecker;
import tandem.cosim.tx.LookaheadSchedulerChecker;
import tandem.cosim.tx.WorkRequestFetchChecker;
import tandem.model.record.ActivityEvent;
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
import tandem.model.record.Released;
import tandem.model.record.RequestInContext;
import tandem.model.record.ScheduledRequest;
import tandem.model.record.WindowEvent;
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
    List<Beat<Released>> released,
    List<Beat<Completion>> completions,
    Map<String, Long> counters) {
  /** The same lists with what is known at the end of a run. */
  PathLog ended(long start, long end, long since, Map<String, Long> finalCounters) {
    return new PathLog(
        start,
        end,
        since,
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
        released,
        completions,
        finalCounters);
  }

  /** All streams by name, in the order of the flow and, within a cycle, of the events. */
  public RunLog run() {
    Map<String, RunLog.StreamLog<?>> all = new LinkedHashMap<>();
    add(all, "doorbell", DoorbellWrite.class, doorbells);
    add(all, "command", ConnectionCommand.class, commands);
    add(all, "scheduled", ScheduledRequest.class, scheduled);
    add(all, "hint", PrefetchHint.class, hints);
    add(all, "windowEvent", WindowEvent.class, events.windows());
    add(all, "released", Released.class, released);
    add(all, "releaseEvent", ReleaseEvent.class, events.releases());
    add(all, "loadedEvent", LoadedEvent.class, events.loads());
    add(all, "commandEvent", CommandEvent.class, events.commands());
    add(all, "lookupEvent", LookupEvent.class, events.lookups());
    add(all, "prefetchEvent", PrefetchEvent.class, events.prefetches());
    add(all, "issueEvent", IssueEvent.class, events.issues());
    add(all, "activityEvent", ActivityEvent.class, events.activity());
    add(all, "inContext", RequestInContext.class, inContext);
    add(all, "contextLoad", ContextLoad.class, host.loads());
    add(all, "contextBeat", ContextBeat.class, host.beats());
    add(all, "contextStore", ContextStore.class, host.stores());
    add(all, "contextStored", ContextStored.class, host.stored());
    add(all, "fetch", DescriptorFetch.class, fetches);
    add(all, "fetchBeat", DescriptorBeat.class, fetchBeats);
    add(all, "workRequest", WorkRequest.class, workRequests);
    add(all, "completion", Completion.class, completions);
    add(all, "acknowledge", CommandDone.class, acknowledges);
    return new RunLog(0, startCycle, endCycle, all, counters);
  }

  private static <R extends Record> void add(
      Map<String, RunLog.StreamLog<?>> all, String name, Class<R> type, List<Beat<R>> beats) {
    all.put(name, new RunLog.StreamLog<>(type, false, beats, List.of()));
  }

  /** The stage that a stream is shown with: the one that gives it, or takes it from outside. */
  static String stage(String stream) {
    return switch (stream) {
      case "doorbell", "scheduled", "hint" -> LookaheadSchedulerChecker.STAGE;
      case "fetch", "fetchBeat", "workRequest" -> WorkRequestFetchChecker.STAGE;
      case "released", "completion" -> ExecutionStubChecker.STAGE;
      default -> ContextCacheChecker.STAGE;
    };
  }
}
