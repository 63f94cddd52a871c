package tandem.cosim.workrequest;

import java.util.List;
import tandem.cosim.stream.Beat;
import tandem.cosim.stream.StreamSession;
import tandem.model.record.ActivityEvent;
import tandem.model.record.CommandEvent;
import tandem.model.record.IssueEvent;
import tandem.model.record.LoadedEvent;
import tandem.model.record.LookupEvent;
import tandem.model.record.PrefetchEvent;
import tandem.model.record.ReleaseEvent;
import tandem.model.record.WindowEvent;

/** What the context cache reports of itself (contract, section 6), by kind. */
public record CacheEventLog(
    List<Beat<WindowEvent>> windows,
    List<Beat<ReleaseEvent>> releases,
    List<Beat<LoadedEvent>> loads,
    List<Beat<CommandEvent>> commands,
    List<Beat<LookupEvent>> lookups,
    List<Beat<PrefetchEvent>> prefetches,
    List<Beat<IssueEvent>> issues,
    List<Beat<ActivityEvent>> activity) {
  /** Watches the event ports of a design; the lists grow. */
  public static CacheEventLog observe(StreamSession session) {
    return new CacheEventLog(
        session.observe("windowEvent", WindowEvent.class),
        session.observe("releaseEvent", ReleaseEvent.class),
        session.observe("loadedEvent", LoadedEvent.class),
        session.observe("commandEvent", CommandEvent.class),
        session.observe("lookupEvent", LookupEvent.class),
        session.observe("prefetchEvent", PrefetchEvent.class),
        session.observe("issueEvent", IssueEvent.class),
        session.observe("activityEvent", ActivityEvent.class));
  }
}
